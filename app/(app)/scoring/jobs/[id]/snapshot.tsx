import { useTranslations } from "next-intl";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";

/** What the job was scored by, as it was when it was asked for. Changing a template changes none of it. */
export function Snapshot({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.snapshot");
  const { rubric, parameters, prompt } = job;
  const summary = "min-h-8 cursor-pointer py-1 font-medium";
  return (
    <section className="mb-8">
      <h2 className="mb-1 font-semibold text-lg">{t("title")}</h2>
      <p className="mb-3 text-ink-soft text-sm">{t("hint")}</p>
      <details className="mb-2 rounded-lg border border-line bg-surface px-4 py-2">
        <summary className={summary}>{t("rubric")}</summary>
        <p className="my-2 whitespace-pre-wrap text-sm">{rubric.body.instructions}</p>
        <Table label={t("criteria")}>
          <thead>
            <tr>
              <Th>{t("criterion")}</Th>
              <Th>{t("weight")}</Th>
              <Th>{t("anchors")}</Th>
            </tr>
          </thead>
          <tbody>
            {rubric.body.criteria.map(({ key, label, description, weight, anchors }) => (
              <tr key={key}>
                <Td className="align-top">
                  <span className="font-medium">{label}</span>
                  <span className="block text-ink-soft">{description}</span>
                </Td>
                <Td className="align-top">{t("share", { share: weight })}</Td>
                <Td className="align-top">
                  <ul>
                    {anchors.map(({ points, text }) => (
                      <li key={points}>{t("anchor", { points, text })}</li>
                    ))}
                  </ul>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
        <p className="my-2 text-ink-soft text-sm">
          {t("parameters", {
            temperature: parameters.temperature,
            maxTokens: parameters.maxTokens,
            promptVersion: job.promptVersion,
            serializerVersion: job.serializerVersion,
          })}
        </p>
        <p className="mb-2 break-all text-ink-soft text-sm">{t("hash", { hash: job.inputHash })}</p>
      </details>
      <details className="rounded-lg border border-line bg-surface px-4 py-2">
        <summary className={summary}>{t("prompt")}</summary>
        {prompt === null ? (
          <p className="my-2 text-ink-soft">{t("dropped")}</p>
        ) : (
          <ScrollRegion label={t("prompt")} className="my-2 max-h-96 overflow-auto rounded-md bg-sunken p-3">
            <pre className="whitespace-pre-wrap break-words font-mono text-xs">{prompt}</pre>
          </ScrollRegion>
        )}
      </details>
    </section>
  );
}
