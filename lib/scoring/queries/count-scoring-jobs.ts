import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { ScoringJobFilter } from "../schema";
import type { ScoringCounts } from "../scoring-views";
import { filterConditions } from "./filter-conditions";

/** How many jobs a filter leaves in each status, were it not for the filter by status. */
export async function countScoringJobs(ctx: Ctx, filter: unknown): Promise<ScoringCounts> {
  authorize(ctx, "scoring:read");
  const { status: _, ...others } = ScoringJobFilter.parse(filter);
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({ status: scoringJobs.status, count: sql<number>`count(*)::int` })
      .from(scoringJobs)
      .where(filterConditions(ctx, others))
      .groupBy(scoringJobs.status),
  );
  return toScoringCounts(rows);
}

function toScoringCounts(
  rows: readonly { readonly status: keyof ScoringCounts; readonly count: number }[],
): ScoringCounts {
  const counts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}
