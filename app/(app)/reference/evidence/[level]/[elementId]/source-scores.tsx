import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { Table, Td, Th } from "@/components/ui/table";
import { type EvidencePage, type SourceScore, sourceKeyOf } from "@/lib/reference/schema";

function ScoreTable({
  label,
  scores,
  namesSource,
}: {
  label: string;
  scores: readonly SourceScore[];
  /** In place of the element, where all are of the same one. */
  namesSource: boolean;
}) {
  const t = useTranslations("reference.evidence");
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{namesSource ? t("otherSource") : t("element")}</Th>
          <Th>{t("level")}</Th>
          <Th className="text-right">{t("score")}</Th>
          <Th>{t("labelled")}</Th>
          <Th>{t("rationale")}</Th>
        </tr>
      </thead>
      <tbody>
        {scores.map((score) => (
          <tr key={`${sourceKeyOf(score.source)} ${score.level} ${score.elementId}`}>
            <Td className="font-medium">
              {namesSource ? score.source.name : score.elementName}
              <span className="block font-normal text-ink-soft text-xs">
                {namesSource ? t("idValue", score.source) : score.elementId}
              </span>
            </Td>
            <Td>{t(`levels.${score.level}`)}</Td>
            <Td className="text-right">
              <Score value={score.value} />
            </Td>
            <Td>{score.label}</Td>
            <Td className="max-w-prose">
              {score.rationale ?? <span className="text-ink-soft">{t("noRationale")}</span>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What the source has published of the element and of what stands above it. */
export function SourceScores({ page: { element, source, scores } }: { page: EvidencePage }) {
  const t = useTranslations("reference.evidence");
  const none = element.level === "task" ? "noScoresTask" : "noScores";
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("scores")}</h2>
      {scores.length === 0 ? (
        <p className="max-w-prose text-sm">{t(none, { source: source.name })}</p>
      ) : (
        <>
          <p className="mb-2 text-ink-soft text-sm">
            {t("scoresBody", { source: source.name, version: source.version })}
          </p>
          <ScoreTable label={t("scores")} scores={scores} namesSource={false} />
        </>
      )}
    </section>
  );
}

export function OtherScores({ page: { others } }: { page: EvidencePage }) {
  const t = useTranslations("reference.evidence");
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold text-lg">{t("others")}</h2>
      {others.length === 0 ? (
        <p className="text-ink-soft text-sm">{t("noOthers")}</p>
      ) : (
        <ScoreTable label={t("others")} scores={others} namesSource />
      )}
    </section>
  );
}
