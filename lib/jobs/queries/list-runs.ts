import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type RunStatus, runStatuses } from "@/db/enums";
import type { Ctx } from "@/lib/auth/context";
import { cursorOf, filterOf, RunQuery } from "../run-filters";
import type { RunPage, RunRow, StatusCounts } from "../run-views";
import { runConditions } from "./run-conditions";
import { type ListedRun, runColumns, runJoins, toRunRow } from "./run-rows";
import { everyOrg, type RunSight, sightOf } from "./run-sight";

const pageSize = 50;

function beyond(query: RunQuery): SQL {
  const cursor = cursorOf(query);
  if (!cursor) return sql`true`;
  const createdAt = sql`timestamptz 'epoch' + ${cursor.microseconds}::bigint * interval '1 microsecond'`;
  return sql`(r.created_at, r.id) < (${createdAt}, ${cursor.id}::uuid)`;
}

/** The newest rows under the conditions; over the installation the newest of each organization, which one index gives. */
function newest(sight: RunSight, query: RunQuery): SQL {
  const rows = sql`select r.* from function_runs r
    where ${runConditions(sight, filterOf(query), query.status)} and ${beyond(query)}`;
  const inOrder = sql`order by r.created_at desc, r.id desc limit ${pageSize + 1}`;
  if (sight.scope === "organization") return sql`${rows} ${inOrder}`;
  return sql`select r.* from ${everyOrg} each (id)
    cross join lateral (${rows} and r.org_id = each.id ${inOrder}) r ${inOrder}`;
}

async function readPage(tx: Tx, ctx: Ctx, sight: RunSight, query: RunQuery): Promise<RunPage> {
  const listed = await tx.execute<ListedRun & Record<string, unknown>>(sql`
    with r as (${newest(sight, query)})
    select ${runColumns(sight)}, o.name as "organizationName",
           (extract(epoch from r.created_at) * 1000000)::bigint::text as place
      from r ${runJoins(sight)}
      left join organizations o on ${sight.scope === "installation" ? sql`o.id = r.org_id` : sql`false`}
     order by r.created_at desc, r.id desc`);
  const rows = listed.slice(0, pageSize);
  const last = listed.length > pageSize ? rows.at(-1) : undefined;
  return {
    items: rows.map((row): RunRow => toRunRow(row, ctx)),
    nextCursor: last ? `${last.place}_${last.id}` : null,
  };
}

async function readCounts(tx: Tx, sight: RunSight, query: RunQuery): Promise<StatusCounts> {
  const rows = await tx.execute<{ status: RunStatus; count: number }>(sql`
    select r.status, count(*)::int as count from function_runs r
     where ${runConditions(sight, filterOf(query), undefined)}
     group by r.status`);
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  const none: Record<RunStatus, number> = {
    queued: 0,
    running: 0,
    waiting: 0,
    finished: 0,
    failed: 0,
    parked: 0,
    cancelled: 0,
  };
  for (const status of runStatuses) none[status] = counts.get(status) ?? 0;
  return none;
}

/**
 * A page of the runs somebody may see, newest first, and how many there are in each status were it not for the filter
 * by status.
 * @throws AppError `forbidden` for the scope of the installation without the right
 */
export async function listRuns(
  ctx: Ctx,
  input: unknown,
): Promise<RunPage & { readonly counts: StatusCounts }> {
  const query = RunQuery.parse(input);
  const sight = sightOf(ctx, query.scope);
  const [page, counts] = await Promise.all([
    sight.read((tx) => readPage(tx, ctx, sight, query)),
    sight.read((tx) => readCounts(tx, sight, query)),
  ]);
  return { ...page, counts };
}
