import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { toCursor } from "@/lib/page-cursor";
import {
  defaultDirection,
  ListResultsInput,
  type ResultFilter,
  type ResultPage,
  type ResultRow,
  type ResultSort,
  rowsPerPage,
} from "../run-views";
import { analysisFlags } from "../schema";
import { keyset, type SortKey } from "./keyset";

const Flags = z.array(z.enum(analysisFlags));

const number = (column: SQL): SortKey => ({ value: column, type: "float8" });
const text = (column: SQL): SortKey => ({ value: column, type: "text" });

const sortKeys: Readonly<Record<ResultSort, SortKey>> = {
  rank: number(sql`r.rank`),
  title: text(sql`lower(r.title)`),
  occupation: text(sql`lower(r.occupation)`),
  headcount: number(sql`r.headcount`),
  exposure: number(sql`r.exposure`),
  coverage: number(sql`r.coverage`),
  reach: number(sql`r.reach`),
  impact: number(sql`r.impact`),
  complexity: number(sql`r.complexity`),
  priority: number(sql`r.priority`),
};

/** Nothing typed into a search acts as a wildcard. */
function containing(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Roles that people of this department (line of business, location) have now; segments are not part of a run. */
function hasPeople(column: SQL, name: string | null): SQL {
  return sql`exists (select 1 from workforce_segments s join analysis_runs a
    on a.org_id = s.org_id and a.session_id = s.session_id
    where s.org_id = r.org_id and s.role_id = r.role_id and a.id = r.run_id
      and ${column} is not distinct from ${name}::text)`;
}

/** A role's own activities go before those of its occupation. */
function doesActivity(activityId: string): SQL {
  return sql`exists (select 1 from analysis_activities a
    where a.org_id = r.org_id and a.run_id = r.run_id and a.onet_code = r.onet_code and a.is_selected
      and a.activity_id = ${activityId}
      and a.role_id is not distinct from (
        select o.role_id from analysis_activities o
         where o.org_id = r.org_id and o.run_id = r.run_id and o.onet_code = r.onet_code and o.role_id = r.role_id
         limit 1))`;
}

function conditionsOf(filter: ResultFilter): SQL[] {
  const { search, tier, isScored, department, lineOfBusiness, location } = filter;
  const { family, occupation, activity, minCoverage, minHeadcount } = filter;
  const conditions: SQL[] = [];
  if (search) {
    const pattern = containing(search);
    conditions.push(
      sql`(r.title ilike ${pattern} or r.occupation ilike ${pattern} or r.onet_code ilike ${pattern})`,
    );
  }
  if (tier) conditions.push(tier === "none" ? sql`r.tier is null` : sql`r.tier = ${tier}`);
  if (isScored !== undefined) conditions.push(isScored ? sql`r.rank is not null` : sql`r.rank is null`);
  if (department !== undefined) conditions.push(hasPeople(sql`s.department`, department));
  if (lineOfBusiness !== undefined) conditions.push(hasPeople(sql`s.line_of_business`, lineOfBusiness));
  if (location !== undefined) conditions.push(hasPeople(sql`s.location`, location));
  if (family) conditions.push(sql`left(r.onet_code, 2) = ${family}`);
  if (occupation) conditions.push(sql`r.onet_code = ${occupation}`);
  if (activity) conditions.push(doesActivity(activity));
  if (minCoverage !== undefined) conditions.push(sql`r.coverage * 100 >= ${minCoverage}::float8`);
  if (minHeadcount !== undefined) conditions.push(sql`r.headcount >= ${minHeadcount}::int`);
  return conditions;
}

type ListedRow = Omit<ResultRow, "flags"> & { flags: unknown; key: string | number | null };

async function readRows(tx: Tx, ctx: Ctx, query: ListResultsInput, limit: number) {
  const order = keyset(
    sortKeys[query.sort],
    sql`r.role_id::text`,
    query.direction ?? defaultDirection(query.sort),
    query.after,
  );
  const listed = await tx.execute<ListedRow & Record<string, unknown>>(sql`
    select r.role_id as "roleId", r.title, r.onet_code as "onetCode", r.occupation,
           r.mapping_origin as "mappingOrigin", r.headcount, r.exposure::float8, r.coverage::float8,
           r.spread::float8, r.reach::float8, r.impact::float8, r.complexity::float8, r.priority::float8,
           r.rank, r.tier, r.factors->'flags' as flags, ${order.select} as key
      from analysis_results r
     where ${sql.join([...inRun(ctx, query), order.beyond], sql` and `)}
     order by ${order.orderBy}
     limit ${limit + 1}`);
  const page = listed.slice(0, limit);
  const last = listed.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ key: _, flags, ...row }): ResultRow => ({ ...row, flags: Flags.parse(flags) })),
    nextCursor: last ? toCursor([last.key, last.roleId]) : null,
  };
}

function inRun(ctx: Ctx, { runId, filter }: ListResultsInput): SQL[] {
  return [sql`r.org_id = ${ctx.orgId} and r.run_id = ${runId}`, ...conditionsOf(filter)];
}

/** A run's roles, 100 a page, sorted and filtered in the database; roles without the sorted value come last. */
export async function listResults(ctx: Ctx, input: unknown): Promise<ResultPage> {
  authorize(ctx, "session:read");
  const query = ListResultsInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const page = await readRows(tx, ctx, query, rowsPerPage);
    const [total] = await tx.execute<ResultPage["total"] & Record<string, unknown>>(sql`
      select count(*)::int as roles, coalesce(sum(r.headcount), 0)::float8 as headcount,
             coalesce(sum(r.reach), 0)::float8 as reach
        from analysis_results r
       where ${sql.join(inRun(ctx, query), sql` and `)}`);
    return { ...page, total: total ?? { roles: 0, headcount: 0, reach: 0 } };
  });
}

/** Every row that the filter leaves, in blocks, each read in a transaction of its own: a run does not change. */
export async function* readAllResults(
  ctx: Ctx,
  query: ListResultsInput,
  blockSize: number,
): AsyncGenerator<ResultRow[]> {
  let after: string | undefined;
  do {
    const page = await inOrg(ctx, (tx) => readRows(tx, ctx, { ...query, after }, blockSize));
    if (page.items.length > 0) yield page.items;
    after = page.nextCursor ?? undefined;
  } while (after);
}
