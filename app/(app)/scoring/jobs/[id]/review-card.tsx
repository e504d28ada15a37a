import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { OutcomeBadge } from "@/components/scoring/scoring-badges";
import { Card } from "@/components/ui/card";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { ReviewForm } from "../../review-form";

/** What people decided about the result, and the form to decide. */
export function ReviewCard({ job, mayReview }: { job: ScoringJobDetail; mayReview: boolean }) {
  const t = useTranslations("scoring.review");
  const moment = useMoment();
  const { reviews } = job;
  return (
    <Card className="mb-8">
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 text-ink-soft text-sm">{t(reviews.length > 0 ? "hintDecided" : "hint")}</p>
      {reviews.length > 0 ? (
        <ol aria-label={t("decisions")} className="mb-4 grid gap-3">
          {reviews.map((review) => (
            <li key={review.id} className="border-line border-l-2 pl-3">
              <p className="flex flex-wrap items-center gap-2 text-sm">
                <OutcomeBadge outcome={review.outcome} />
                {review.overall === null ? t("agreed") : t("changed", { overall: review.overall })}
                <span className="text-ink-soft">
                  {t("by", { name: review.reviewerName ?? t("someone"), when: moment(review.reviewedAt) })}
                </span>
              </p>
              <p className="mt-1">{review.reason}</p>
            </li>
          ))}
        </ol>
      ) : null}
      {mayReview ? (
        <ReviewForm
          job={{ id: job.id, scaleMin: job.scaleMin, scaleMax: job.scaleMax }}
          seenReviewId={reviews[0]?.id ?? null}
        />
      ) : (
        <p className="text-ink-soft text-sm">{t("noRight")}</p>
      )}
    </Card>
  );
}
