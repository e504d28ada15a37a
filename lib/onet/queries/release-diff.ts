import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { candidates, discoverySessions, roles } from "@/db/schema";
import { loadActivityDecisions } from "@/lib/analysis/queries/run-input";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import { authorize, type Ctx } from "@/lib/auth/context";
import { listOverridesInForce } from "@/lib/exposure/queries/overrides-in-force";
import { compareInThread } from "@/lib/onet/compare-in-thread";
import { listExposureSources } from "@/lib/onet/queries";
import type { DiffInput, ReleaseText, SessionDecisions, SideInput } from "@/lib/onet/release-diff";
import { describeDiff, type MovedCandidate, type ReleaseDiff } from "@/lib/onet/release-moves";
import { mappedRoles } from "./carry-over";
import { getReleaseInUse } from "./release-in-use";

// A comparison takes some seconds and stays true until something of the organization changes, so it is kept. Next
// bundles pages and routes apart, so this module may load twice in a process; both find the same.
const shared = globalThis as typeof globalThis & {
  opportuneReleaseDiffs?: Map<string, Promise<ReleaseDiff>>;
};
shared.opportuneReleaseDiffs ??= new Map();
const kept = shared.opportuneReleaseDiffs;
const keptDiffs = 8;

interface Sides {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly version: string;
}

/**
 * What would move if the organization took a release into use instead of the one it has, under its own default source
 * and overrides and with the decisions of all its sessions.
 */
export async function getReleaseDiff(ctx: Ctx, release: string): Promise<ReleaseDiff> {
  authorize(ctx, "reference:read");
  const { sides, stamp } = await inOrg(ctx, async (tx) => {
    const { exposureSource: source, exposureVersion: version } = await getAnalysisSettings(tx, ctx, null);
    const from = await getReleaseInUse(tx, ctx);
    return { sides: { from, to: release, source, version }, stamp: await readStamp(tx, ctx) };
  });
  const key = [ctx.orgId, ...Object.values(sides), stamp].join("\n");
  const present = kept.get(key);
  if (present !== undefined) return present;
  const diff = computeDiff(ctx, sides);
  kept.set(key, diff);
  const [oldest] = kept.keys();
  if (kept.size > keptDiffs && oldest !== undefined) kept.delete(oldest);
  diff.catch(() => kept.delete(key));
  return diff;
}

/** Differs as soon as a session, a candidate or an override of the organization does. */
async function readStamp(tx: Tx, ctx: Ctx): Promise<string> {
  const [row] = await tx.execute<{ stamp: string }>(sql`
    select concat_ws(' ',
      (select concat_ws(' ', count(*), max(inputs_changed_at), max(updated_at)) from discovery_sessions
        where org_id = ${ctx.orgId} and deleted_at is null and archived_at is null),
      (select concat_ws(' ', count(*), max(updated_at)) from candidates
        where org_id = ${ctx.orgId} and dismissed_at is null),
      (select concat_ws(' ', count(*), max(created_at), max(ended_at)) from exposure_overrides
        where org_id = ${ctx.orgId})) as stamp`);
  return row?.stamp ?? "";
}

async function computeDiff(ctx: Ctx, sides: Sides): Promise<ReleaseDiff> {
  const { input, ...known } = await inOrg(ctx, async (tx) => {
    const sources = await listExposureSources(tx);
    const source = sources.find((row) => row.source === sides.source && row.version === sides.version);
    const { compared, described } = await listCandidates(tx, ctx);
    const sessionIds = await listDecidedSessions(tx, ctx);
    const diffInput: DiffInput = {
      before: await readSide(tx, ctx, sides.from, sessionIds),
      after: await readSide(tx, ctx, sides.to, sessionIds),
      scores: await readText(
        tx,
        sql`
        select json_agg(json_build_array(level, element_id, value)) from exposure_scores
         where source = ${sides.source} and version = ${sides.version}`,
      ),
      candidates: compared,
    };
    return {
      input: diffInput,
      from: sides.from,
      to: sides.to,
      source: { name: source?.name ?? sides.source, version: sides.version },
      usage: await countUsage(tx, ctx, sides.from),
      candidates: described,
    };
  });
  return describeDiff(await compareInThread(input), known);
}

async function readText(tx: Tx, query: ReturnType<typeof sql>): Promise<string> {
  const [row] = await tx.execute<{ text: string | null }>(sql`select (${query})::text as text`);
  return row?.text ?? "[]";
}

/** A release as text, which costs this process no more than the bytes. */
async function readRelease(tx: Tx, release: string): Promise<ReleaseText> {
  const rowsOf = (table: string, columns: string, order: string) =>
    readText(
      tx,
      sql`select json_agg(json_build_array(${sql.raw(columns)}) order by ${sql.raw(order)})
            from ${sql.identifier(table)} where release = ${release}`,
    );
  return {
    occupations: await rowsOf("onet_occupations", "code, title", "code"),
    tasks: await rowsOf("onet_tasks", "task_id, code, importance", "task_id"),
    taskDwas: await rowsOf("onet_task_dwas", "task_id, dwa_id", "task_id, dwa_id"),
    gwaRatings: await rowsOf("onet_gwa_ratings", "code, gwa_id, importance, level", "code, gwa_id"),
    gwaIds: await readText(
      tx,
      sql`select json_agg(id order by id) from onet_gwas where release = ${release}`,
    ),
    iwas: await rowsOf("onet_iwas", "id, gwa_id", "id"),
    dwas: await rowsOf("onet_dwas", "id, iwa_id", "id"),
  };
}

async function readSide(
  tx: Tx,
  ctx: Ctx,
  release: string,
  sessionIds: readonly string[],
): Promise<SideInput> {
  const decisions = new Map<string, SessionDecisions>();
  for (const id of sessionIds) decisions.set(id, await loadActivityDecisions(tx, ctx, id, release));
  const overrides = await listOverridesInForce(tx, ctx, release);
  return {
    release: await readRelease(tx, release),
    overrides: overrides.map(({ level, elementId, value }) => ({ level, elementId, value })),
    decisions,
  };
}

const openSession = (ctx: Ctx) =>
  sql`s.org_id = ${ctx.orgId} and s.deleted_at is null and s.archived_at is null`;

/** Sessions with candidates and with a decision about an activity. */
async function listDecidedSessions(tx: Tx, ctx: Ctx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select s.id from discovery_sessions s
     where ${openSession(ctx)}
       and exists (select 1 from candidates c where c.org_id = s.org_id and c.session_id = s.id)
       and (exists (select 1 from activity_choices a where a.org_id = s.org_id and a.session_id = s.id)
         or exists (select 1 from own_activities o where o.org_id = s.org_id and o.session_id = s.id))
     order by s.id`);
  return rows.map(({ id }) => id);
}

async function listCandidates(tx: Tx, ctx: Ctx) {
  const rows = await tx
    .select({
      id: candidates.id,
      name: candidates.name,
      tier: candidates.tier,
      roleId: candidates.roleId,
      roleTitle: roles.title,
      sessionId: candidates.sessionId,
      sessionName: discoverySessions.name,
      headcount: sql<number>`(select coalesce(sum(g.headcount), 0)::float8 from workforce_segments g
        where g.org_id = ${candidates.orgId} and g.role_id = ${candidates.roleId})`,
      code: sql<string | null>`coalesce(
        (select d.onet_code from role_decisions d
          where d.org_id = ${candidates.orgId} and d.role_id = ${candidates.roleId}),
        (select u.best_code from role_suggestions u
          where u.org_id = ${candidates.orgId} and u.role_id = ${candidates.roleId} and u.is_accepted
            and not exists (select 1 from role_decisions d
              where d.org_id = ${candidates.orgId} and d.role_id = ${candidates.roleId})))`,
    })
    .from(candidates)
    .innerJoin(roles, and(eq(roles.orgId, candidates.orgId), eq(roles.id, candidates.roleId)))
    .innerJoin(
      discoverySessions,
      and(
        eq(discoverySessions.orgId, candidates.orgId),
        eq(discoverySessions.id, candidates.sessionId),
        isNull(discoverySessions.deletedAt),
        isNull(discoverySessions.archivedAt),
      ),
    )
    .where(and(eq(candidates.orgId, ctx.orgId), isNull(candidates.dismissedAt)))
    .orderBy(candidates.id);
  return {
    compared: rows.map(({ id, sessionId, roleId, code }) => ({ id, sessionId, roleId, code })),
    described: rows.map(
      ({ roleId: _, code: __, ...row }): Omit<MovedCandidate, "before" | "after" | "occupation"> => row,
    ),
  };
}

/** Code → roles of the organization that are mapped to it, and their people. */
async function countUsage(tx: Tx, ctx: Ctx, release: string) {
  const rows = await tx.execute<{ code: string; roleCount: number; headcount: number }>(sql`
    select m.code, count(*)::int as "roleCount", sum(g.headcount)::float8 as headcount
      from (${mappedRoles(ctx, release)}) m
      join discovery_sessions s on s.id = m.session_id and ${openSession(ctx)}
      join (select role_id, sum(headcount) as headcount from workforce_segments
             where org_id = ${ctx.orgId} group by role_id) g on g.role_id = m.role_id
     group by m.code`);
  return new Map(rows.map(({ code, ...usage }) => [code, usage]));
}
