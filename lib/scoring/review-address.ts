import { z } from "zod";
import { type LinkParams, readQuery } from "@/lib/http/link-query";

/** What a link to the review queue holds: the open item, and whether its score may be seen already. */
const ReviewQuery = z.object({ job: z.uuid().optional(), revealed: z.literal("yes").optional() });

export function readReviewQuery(params: LinkParams) {
  return readQuery(ReviewQuery, params);
}

export function reviewHref(jobId: string, isRevealed = false): string {
  return `/scoring/review?job=${jobId}${isRevealed ? "&revealed=yes" : ""}`;
}
