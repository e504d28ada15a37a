"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ReviewNeed } from "@/lib/activities/review-need";
import type { ReviewView } from "@/lib/activities/schema";
import { NeedText } from "./need-text";
import { useReview } from "./use-review";

function ReviewText({ review, need }: { review: ReviewView | null; need: ReviewNeed }) {
  const t = useTranslations("activities.review");
  const format = useFormatter();
  if (review === null) return <NeedText need={need} />;
  const said = { name: review.byName, date: format.dateTime(review.at, { dateStyle: "medium" }) };
  return review.stale === null ? t("said", said) : t(`stale.${review.stale}`, said);
}

/** Why the open occupation is put up for a look, and the word of whoever looked. */
export function ReviewBar({
  sessionId,
  occupation,
  nextHref,
  mayEdit,
}: {
  sessionId: string;
  occupation: {
    readonly code: string;
    readonly title: string;
    readonly need: ReviewNeed;
    readonly review: ReviewView | null;
  };
  /** Where the next one to look at is; null when there is none. */
  nextHref: string | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("activities.review");
  const router = useRouter();
  const { isPending, review, withdraw } = useReview(sessionId);
  const { code, title } = occupation;
  const isRight = occupation.review !== null && occupation.review.stale === null;
  const say = (onDone?: () => void) => review(code, () => t("done", { title }), onDone);
  return (
    <section
      aria-label={t("label")}
      className="mb-4 flex flex-wrap items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <p className="min-w-0 grow basis-64 text-sm">
        {isRight ? <Check aria-hidden="true" className="mr-1 inline size-4 text-good" /> : null}
        <ReviewText review={occupation.review} need={occupation.need} />
      </p>
      {mayEdit && isRight ? (
        <Button size="small" disabled={isPending} onClick={() => withdraw({ by: "occupation", code })}>
          {t("again")}
        </Button>
      ) : null}
      {mayEdit && !isRight ? (
        <div className="flex flex-wrap gap-2">
          <Button size="small" disabled={isPending} onClick={() => say()}>
            {t("right")}
          </Button>
          {nextHref === null ? null : (
            <Button
              size="small"
              variant="primary"
              disabled={isPending}
              onClick={() => say(() => router.push(nextHref, { scroll: false }))}
            >
              {t("rightNext")}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  );
}
