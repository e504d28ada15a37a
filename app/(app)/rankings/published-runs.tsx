import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Table, Td, Th } from "@/components/ui/table";
import type { PublishedRun } from "@/lib/candidates/queries/organization-ranking";

/** What the ranking rests on. */
export async function PublishedRuns({ runs }: { runs: readonly PublishedRun[] }) {
  const t = await getTranslations("rankings.runs");
  const format = await getFormatter();
  const when = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("session")}</Th>
            <Th>{t("run")}</Th>
            <Th>{t("analysed")}</Th>
            <Th>{t("published")}</Th>
            <Th>{t("release")}</Th>
            <Th>{t("source")}</Th>
            <Th>{t("formula")}</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <Td className="font-medium">{run.sessionName}</Td>
              <Td>
                <Link
                  className="text-accent underline underline-offset-2"
                  href={`/discovery/${run.sessionId}/analysis?run=${run.number}`}
                >
                  {t("runNumber", { number: run.number })}
                </Link>
              </Td>
              <Td>{when(run.finishedAt)}</Td>
              <Td>
                {run.publishedByName
                  ? t("publishedBy", { when: when(run.publishedAt), name: run.publishedByName })
                  : when(run.publishedAt)}
              </Td>
              <Td>{run.release}</Td>
              <Td>
                {t("sourceValue", { name: run.exposureSource.name, version: run.exposureSource.version })}
                {run.overrideCount === 0 ? null : (
                  <span className="block text-ink-soft text-xs">
                    {t("overrides", { count: run.overrideCount })}
                  </span>
                )}
              </Td>
              <Td>{run.formulaVersion}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
