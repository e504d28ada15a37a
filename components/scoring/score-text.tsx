import { useTranslations } from "next-intl";
import { type Scored, shownScore } from "@/lib/scoring/shown-score";

interface OnScale extends Scored {
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly spread: number | null;
}

/** The total on its own scale with its spread, or why there is none. A person's figure goes before ours. */
export function ScoreText({ job }: { job: OnScale }) {
  const t = useTranslations("scoring.score");
  const { overall, isReviewed, missing } = shownScore(job);
  if (missing !== null || overall === null) {
    return <span className="text-ink-soft">{t(`missing.${missing ?? "abstained"}`)}</span>;
  }
  return (
    <>
      <span className="font-medium">{t("points", { points: overall })}</span>{" "}
      <span className="text-ink-soft">{t("ofScale", { min: job.scaleMin, max: job.scaleMax })}</span>
      {job.spread === null ? null : (
        <span className="ml-1 text-ink-soft">{t("spread", { spread: job.spread })}</span>
      )}
      {isReviewed ? <span className="block text-ink-soft text-xs">{t("byPerson")}</span> : null}
    </>
  );
}
