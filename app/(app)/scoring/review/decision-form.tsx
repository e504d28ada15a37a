"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { reviewHref } from "@/lib/scoring/review-address";
import { ReviewForm } from "../review-form";

/** Choosing an outcome shows the score; storing it leads to the next item. */
export function DecisionForm({
  job,
  seenReviewId,
  isRevealed,
  nextId,
}: Pick<ComponentProps<typeof ReviewForm>, "job" | "seenReviewId"> & {
  isRevealed: boolean;
  nextId: string | null;
}) {
  const router = useRouter();
  return (
    <ReviewForm
      job={job}
      seenReviewId={seenReviewId}
      onChosen={() => {
        if (!isRevealed) router.replace(reviewHref(job.id, true), { scroll: false });
      }}
      onStored={() => router.push(nextId === null ? "/scoring/review" : reviewHref(nextId))}
    />
  );
}
