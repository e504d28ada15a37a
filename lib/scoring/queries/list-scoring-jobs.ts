import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profiles, scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { ScoringJobFilter } from "../schema";
import { cursorFor, placeOf, ScoringPage, type ScoringSort } from "../scoring-filters";
import type { ScoringJobPage } from "../scoring-views";
import { costOrLess, filterConditions, shownShareOrLess } from "./filter-conditions";
import { scoringRowColumns } from "./scoring-rows";

interface Order {
  readonly value: SQL;
  /** As the cursor keeps it, and back. */
  readonly text: SQL<string>;
  readonly from: (key: string) => SQL;
}

const orders: Readonly<Record<ScoringSort, Order>> = {
  newest: {
    value: sql`${scoringJobs.createdAt}`,
    text: sql`(extract(epoch from ${scoringJobs.createdAt}) * 1000000)::bigint::text`,
    from: (key) => sql`timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond'`,
  },
  score: {
    value: shownShareOrLess,
    text: sql`(${shownShareOrLess})::text`,
    from: (key) => sql`${key}::float8`,
  },
  cost: {
    value: costOrLess,
    text: sql`(${costOrLess})::text`,
    from: (key) => sql`${key}::bigint`,
  },
};

/**
 * A page of the organization's scoring jobs. What has no score or no cost comes last in that order.
 * @throws AppError `forbidden`; ZodError for a filter or page that means nothing
 */
export async function listScoringJobs(
  ctx: Ctx,
  filter: unknown,
  page: unknown = {},
): Promise<ScoringJobPage> {
  authorize(ctx, "scoring:read");
  const narrowed = ScoringJobFilter.parse(filter);
  const asked = ScoringPage.parse(page);
  const { value, text, from } = orders[asked.sort];
  const place = placeOf(asked);
  const beyond = place && sql`(${value}, ${scoringJobs.id}) < (${from(place.key)}, ${place.id}::uuid)`;
  return inOrg(ctx, async (tx) => {
    const picked = tx.$with("picked").as(
      tx
        .select({ id: scoringJobs.id, key: text.as("key") })
        .from(scoringJobs)
        .where(and(filterConditions(ctx, narrowed), beyond))
        .orderBy(sql`${value} desc, ${scoringJobs.id} desc`)
        .limit(asked.limit + 1),
    );
    const listed = await tx
      .with(picked)
      .select({ ...scoringRowColumns, key: picked.key })
      .from(picked)
      .innerJoin(scoringJobs, and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, picked.id)))
      .innerJoin(profiles, and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, scoringJobs.profileId)))
      .orderBy(sql`${value} desc, ${scoringJobs.id} desc`);
    const rows = listed.slice(0, asked.limit);
    const last = listed.length > asked.limit ? rows.at(-1) : undefined;
    return {
      items: rows.map(({ key: _, ...row }) => row),
      nextCursor: last ? cursorFor(asked.sort, last) : null,
    };
  });
}
