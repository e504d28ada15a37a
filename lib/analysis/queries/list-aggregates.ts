import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { AggregateDimension } from "@/db/enums";
import { analysisAggregates } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { toCursor } from "@/lib/page-cursor";
import {
  type AggregatePage,
  type AggregateRow,
  type AggregateSort,
  defaultAggregateSort,
  defaultDirection,
  ListAggregatesInput,
  rowsPerPage,
} from "../run-views";
import { keyset, type SortKey } from "./keyset";

const number = (column: SQL): SortKey => ({ value: column, type: "float8" });

const sortKeys: Readonly<Record<AggregateSort, SortKey>> = {
  // People of whom it is not stated come last.
  label: { value: sql`nullif(lower(g.label), '')`, type: "text" },
  headcount: number(sql`g.headcount`),
  roleCount: number(sql`g.role_count`),
  exposure: number(sql`g.exposure`),
  coverage: number(sql`g.coverage`),
  reach: number(sql`g.reach`),
  impact: number(sql`g.impact`),
  complexity: number(sql`g.complexity`),
  priority: number(sql`g.priority`),
};

type ListedRow = Omit<AggregateRow, "dimension"> & { key: string; sortKey: string | number | null };

/** A run's figures by department, line of business, location, occupation, occupation family or activity. */
export async function listAggregates(ctx: Ctx, input: unknown): Promise<AggregatePage> {
  authorize(ctx, "session:read");
  const { runId, dimension, after, ...query } = ListAggregatesInput.parse(input);
  const sort = query.sort ?? defaultAggregateSort(dimension);
  const order = keyset(sortKeys[sort], sql`g.key`, query.direction ?? defaultDirection(sort), after);
  const inGroup = sql`g.org_id = ${ctx.orgId} and g.run_id = ${runId} and g.dimension = ${dimension}`;
  return inOrg(ctx, async (tx) => {
    const listed = await tx.execute<ListedRow & Record<string, unknown>>(sql`
      select g.key, g.label, g.headcount::float8, g.role_count as "roleCount", g.exposure::float8,
             g.coverage::float8, g.reach::float8, g.impact::float8, g.complexity::float8, g.priority::float8,
             ${order.select} as "sortKey"
        from analysis_aggregates g
       where ${inGroup} and ${order.beyond}
       order by ${order.orderBy}
       limit ${rowsPerPage + 1}`);
    const [total] = await tx.execute<{ count: number }>(
      sql`select count(*)::int as count from analysis_aggregates g where ${inGroup}`,
    );
    const page = listed.slice(0, rowsPerPage);
    const last = listed.length > rowsPerPage ? page.at(-1) : undefined;
    return {
      items: page.map(({ sortKey: _, ...row }) => ({ ...row, dimension })),
      nextCursor: last ? toCursor([last.sortKey, last.key]) : null,
      count: total?.count ?? 0,
    };
  });
}

/** The name of one occupation, family or activity of a run; the key itself where the run does not know it. */
export async function getAggregateLabel(
  ctx: Ctx,
  { runId, dimension, key }: { runId: string; dimension: AggregateDimension; key: string },
): Promise<string> {
  authorize(ctx, "session:read");
  const [row] = await inOrg(ctx, (tx) =>
    tx
      .select({ label: analysisAggregates.label })
      .from(analysisAggregates)
      .where(
        and(
          eq(analysisAggregates.orgId, ctx.orgId),
          eq(analysisAggregates.runId, runId),
          eq(analysisAggregates.dimension, dimension),
          eq(analysisAggregates.key, key),
        ),
      ),
  );
  return row?.label ?? key;
}
