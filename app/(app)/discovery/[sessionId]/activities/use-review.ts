"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { reviewActivitiesAction, withdrawReviewAction } from "./actions";

/** Says that activities are right as they stand, with the way back in the toast. */
export function useReview(sessionId: string) {
  const t = useTranslations("activities");
  const [isPending, startTransition] = useTransition();

  const withdraw = (what: { by: "act"; actId: string } | { by: "occupation"; code: string }) =>
    startTransition(async () => {
      const result = await withdrawReviewAction({ sessionId, ...what });
      if (result.ok) toast.success(t("review.takenBack"));
      else toast.error(result.message);
    });

  /** @param code null for all that nobody has spoken for */
  const review = (code: string | null, toSentence: (count: number) => string, onDone?: () => void) =>
    startTransition(async () => {
      const result = await reviewActivitiesAction({ sessionId, code });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      const { actId, reviewedCount } = result.data;
      toast.success(toSentence(reviewedCount), {
        action:
          actId === null
            ? undefined
            : { label: t("toast.undo"), onClick: () => withdraw({ by: "act", actId }) },
      });
      onDone?.();
    });

  return { isPending, review, withdraw };
}
