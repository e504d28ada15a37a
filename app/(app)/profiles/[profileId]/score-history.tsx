import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { toneOfOutcome } from "@/components/profiles/outcome-tone";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { ScorePoint } from "@/lib/profiles/profile-views";
import { ScoreChart } from "./score-chart";

/** By what they were scored with: a trend is one of the same rubric only. */
function byRubric(scores: readonly ScorePoint[]): [string, ScorePoint[]][] {
  const groups = new Map<string, ScorePoint[]>();
  for (const score of scores) {
    if (score.overallShare === null || score.templateId === null) continue;
    groups.set(score.templateId, [...(groups.get(score.templateId) ?? []), score]);
  }
  return [...groups].filter(([, group]) => group.length > 1);
}

function Row({ score }: { score: ScorePoint }) {
  const t = useTranslations("profiles.person");
  const table = useTranslations("profiles.table");
  const outcomeText = useTranslations("profiles.outcome");
  const format = useFormatter();
  const { overall, scaleMax, spread, outcome, templateVersion: version, templateName: name } = score;
  const at = format.dateTime(score.completedAt, { dateStyle: "medium", timeStyle: "short" });
  return (
    <tr>
      <Td className="whitespace-nowrap">{at}</Td>
      <Td>{version === null ? name : t("templateVersion", { name, version })}</Td>
      <Td className="whitespace-nowrap tabular-nums">
        {overall === null ? t("noTotal") : table("scoreOf", { overall, max: scaleMax })}{" "}
        {spread === null || overall === null ? null : (
          <span className="text-ink-soft">{t("withSpread", { spread })}</span>
        )}
        {score.isReviewed ? <span className="block text-ink-soft text-xs">{t("reviewed")}</span> : null}
      </Td>
      <Td>{outcome === null ? null : <Badge tone={toneOfOutcome[outcome]}>{outcomeText(outcome)}</Badge>}</Td>
      <Td className="text-right">{score.profileVersion}</Td>
      <Td>
        <Link
          className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
          href={`/scoring/jobs/${score.jobId}`}
          prefetch={false}
          aria-label={t("openScore", { at })}
        >
          {t("show")}
        </Link>
      </Td>
    </tr>
  );
}

export function ScoreHistory({ scores }: { scores: readonly ScorePoint[] }) {
  const t = useTranslations("profiles.person");
  const columns = useTranslations("profiles.person.scoreColumns");
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{t("scores")}</h2>
      {scores.length === 0 ? (
        <EmptyState title={t("noScores")} />
      ) : (
        <>
          <div className="mb-4 grid gap-4 md:grid-cols-2">
            {byRubric(scores).map(([id, group]) => (
              <ScoreChart key={id} scores={group} />
            ))}
          </div>
          <Table label={t("scoresLabel")}>
            <thead>
              <tr>
                <Th>{columns("at")}</Th>
                <Th>{columns("template")}</Th>
                <Th>{columns("score")}</Th>
                <Th>{columns("outcome")}</Th>
                <Th className="text-right">{columns("version")}</Th>
                <Th>{columns("open")}</Th>
              </tr>
            </thead>
            <tbody>
              {scores.map((score) => (
                <Row key={score.jobId} score={score} />
              ))}
            </tbody>
          </Table>
        </>
      )}
    </section>
  );
}
