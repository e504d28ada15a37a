import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { ScoreText } from "@/components/scoring/score-text";
import { OutcomeBadge } from "@/components/scoring/scoring-badges";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { reviewHref } from "@/lib/scoring/review-address";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { shownScore } from "@/lib/scoring/shown-score";
import { Evidence } from "../evidence";
import { DecisionForm } from "./decision-form";
import { NextItem } from "./next-item";

function Score({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.queue");
  const { outcome } = shownScore(job);
  return (
    <Notice tone="accent">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t("computed")}</span>
        <span>
          <ScoreText job={job} />
        </span>
        {outcome === null ? null : <OutcomeBadge outcome={outcome} />}
        {job.modelOverall === null ? null : (
          <span className="text-ink-soft">{t("modelTotal", { total: job.modelOverall })}</span>
        )}
      </p>
    </Notice>
  );
}

function FlagMeanings({ job }: { job: ScoringJobDetail }) {
  const tFlag = useTranslations("scoring.flag");
  const t = useTranslations("scoring.job");
  if (job.flags.length === 0) return null;
  return (
    <ul className="mb-4 list-disc pl-5 text-sm">
      {job.flags.map((flag) => (
        <li key={flag}>{t("flag", { name: tFlag(`${flag}.name`), meaning: tFlag(`${flag}.meaning`) })}</li>
      ))}
    </ul>
  );
}

/** Who decided before, and not what: that would lead the next one. */
function DecidedAlready({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.queue");
  const tReview = useTranslations("scoring.review");
  const moment = useMoment();
  const [latest] = job.reviews;
  if (latest === undefined) return null;
  const by = { name: latest.reviewerName ?? tReview("someone"), when: moment(latest.reviewedAt) };
  return (
    <div className="mb-4">
      <Notice tone="warn">
        <p className="font-medium">{t("decided")}</p>
        <p>{t("decidedBy", by)}</p>
      </Notice>
    </div>
  );
}

/** The evidence first; the score once the reviewer has chosen, or asks for it. */
export function ReviewedItem({
  job,
  isRevealed,
  mayReview,
  nextId,
}: {
  job: ScoringJobDetail;
  isRevealed: boolean;
  mayReview: boolean;
  nextId: string | null;
}) {
  const t = useTranslations("scoring.queue");
  const tReview = useTranslations("scoring.review");
  return (
    <article aria-labelledby="item-title">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="item-title" className="font-semibold text-xl">
            {job.profileName}
          </h2>
          <p className="text-ink-soft">
            {job.rubricName}{" "}
            <Link
              className="text-accent underline underline-offset-2"
              prefetch={false}
              href={`/scoring/jobs/${job.id}`}
            >
              {t("open")}
            </Link>
          </p>
        </div>
        <NextItem nextId={nextId} />
      </div>
      <FlagMeanings job={job} />
      <Evidence
        // Points stay on the server until the score may be seen.
        points={isRevealed ? job.points : job.points.map((point) => ({ ...point, points: null }))}
        profileText={job.profileText}
        scaleMax={job.scaleMax}
        isScoreShown={isRevealed}
      />
      <Card className="mb-8">
        <h3 className="mb-3 font-semibold text-lg">{tReview("title")}</h3>
        {isRevealed ? (
          <div className="mb-4">
            <Score job={job} />
          </div>
        ) : (
          <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
            {t("hidden")}
            <ButtonLink size="small" href={reviewHref(job.id, true)} scroll={false} replace>
              {t("reveal")}
            </ButtonLink>
          </p>
        )}
        <DecidedAlready job={job} />
        {mayReview ? (
          <DecisionForm
            job={{ id: job.id, scaleMin: job.scaleMin, scaleMax: job.scaleMax }}
            seenReviewId={job.reviews[0]?.id ?? null}
            isRevealed={isRevealed}
            nextId={nextId}
          />
        ) : (
          <p className="text-ink-soft text-sm">{tReview("noRight")}</p>
        )}
      </Card>
    </article>
  );
}
