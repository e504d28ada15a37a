import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import type { AuditVerdict } from "@/db/enums";
import { onetOccupations, roleDecisions, roleSuggestions, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";

import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { rowsByKey } from "@/lib/onet/rows-by-key";
import { readCursor, toCursor } from "@/lib/page-cursor";
import {
  ListRolesInput,
  type OccupationName,
  type RoleDecision,
  type RolePage,
  type RoleRow,
  type RoleSort,
  type RoleSuggestion,
  rolesPerPage,
  StoredCandidates,
} from "@/lib/roles/schema";
import { countComments } from "./role-comments";
import { matchesFilter, type RolePlace, roleFacts, sortKeys, standingVerdicts } from "./role-facts";

type ListedRole = { id: string; title: string; headcount: number; key: string | number };
type Names = ReadonlyMap<string, string>;
type Departments = { roleId: string; name: string | null; headcount: number; count: number };

const departmentsShown = 3;
const TitleCursor = z.tuple([z.string(), z.uuid()]);
const NumberCursor = z.tuple([z.number(), z.uuid()]);

/** @throws AppError `invalid` when the cursor is damaged or belongs to another order */
function beyondCursor(cursor: string, sort: RoleSort, operator: SQL): SQL {
  const [key, id] = readCursor<[string | number, string]>(
    cursor,
    sort === "title" ? TitleCursor : NumberCursor,
  );
  const type = sql.raw(sort === "title" ? "text" : "float8");
  return sql`(${sortKeys[sort]}, f.id) ${operator} (${key}::${type}, ${id}::uuid)`;
}

async function listDepartmentsOf(tx: Tx, ctx: Ctx, roleIds: readonly string[]): Promise<Departments[]> {
  const rows = await tx.execute<Departments>(sql`
    select * from (
      select role_id as "roleId", department as name, sum(headcount)::float8 as headcount,
             count(*) over (partition by role_id)::int as count,
             row_number() over (partition by role_id order by sum(headcount) desc, department) as place
        from workforce_segments
       where org_id = ${ctx.orgId} and role_id in ${roleIds}
       group by role_id, department) d
     where place <= ${departmentsShown}
     order by place`);
  return [...rows];
}

function listSuggestionsOf(tx: Tx, ctx: Ctx, roleIds: readonly string[]) {
  return tx
    .select({
      roleId: roleSuggestions.roleId,
      candidates: roleSuggestions.candidates,
      bestCode: roleSuggestions.bestCode,
      confidence: roleSuggestions.confidence,
      margin: roleSuggestions.margin,
      isAccepted: roleSuggestions.isAccepted,
      effect: roleSuggestions.effect,
      aliasId: roleSuggestions.aliasId,
      modelOutcome: roleSuggestions.modelOutcome,
      modelCode: roleSuggestions.modelCode,
      modelReason: roleSuggestions.modelReason,
      modelName: roleSuggestions.modelName,
    })
    .from(roleSuggestions)
    .where(and(eq(roleSuggestions.orgId, ctx.orgId), inArray(roleSuggestions.roleId, [...roleIds])));
}

function listDecisionsOf(tx: Tx, ctx: Ctx, roleIds: readonly string[]) {
  return tx
    .select({
      roleId: roleDecisions.roleId,
      onetCode: roleDecisions.onetCode,
      origin: roleDecisions.origin,
      decidedByName: users.name,
      decidedAt: roleDecisions.decidedAt,
      reason: roleDecisions.reason,
      version: roleDecisions.version,
      ownTitle: onetOccupations.title,
    })
    .from(roleDecisions)
    .innerJoin(users, eq(users.id, roleDecisions.decidedBy))
    .leftJoin(
      onetOccupations,
      and(
        eq(onetOccupations.release, roleDecisions.release),
        eq(onetOccupations.code, roleDecisions.onetCode),
      ),
    )
    .where(and(eq(roleDecisions.orgId, ctx.orgId), inArray(roleDecisions.roleId, [...roleIds])));
}

function named(code: string, names: Names): OccupationName {
  return { code, title: names.get(code) ?? code };
}

/** What checks found, by role and occupation. */
type Verdicts = ReadonlyMap<string, AuditVerdict>;

async function getVerdicts(tx: Tx, ctx: Ctx, sessionId: string): Promise<Verdicts> {
  const rows = await tx.execute<{ role_id: string; onet_code: string; verdict: AuditVerdict }>(
    standingVerdicts(ctx, sessionId),
  );
  return new Map(rows.map((row) => [`${row.role_id} ${row.onet_code}`, row.verdict]));
}

type SuggestionRow = Awaited<ReturnType<typeof listSuggestionsOf>>[number];

function toChoice({ modelOutcome, modelCode, modelReason, modelName, bestCode }: SuggestionRow) {
  if (modelOutcome === null || modelName === null) return null;
  const isAnswered = modelOutcome === "chosen" || modelOutcome === "none";
  return {
    outcome: modelOutcome,
    reason: modelReason,
    modelName,
    isDisputed: isAnswered && modelCode !== bestCode,
  };
}

function toSuggestion(row: SuggestionRow, names: Names, verdicts: Verdicts): RoleSuggestion {
  // One that another release left behind cannot be chosen.
  const candidates = StoredCandidates.parse(row.candidates).filter(({ code }) => names.has(code));
  const isChosen = ({ code }: { code: string }) => code === row.modelCode;
  const ordered = [...candidates.filter(isChosen), ...candidates.filter((other) => !isChosen(other))];
  return {
    candidates: ordered.map(({ code, score, words }) => ({ ...named(code, names), score, words })),
    choice: toChoice(row),
    matched: row.bestCode === null ? null : named(row.bestCode, names),
    confidence: row.confidence,
    margin: row.margin,
    isAccepted: row.isAccepted,
    effect: row.effect,
    verdict: verdicts.get(`${row.roleId} ${row.bestCode}`) ?? null,
    aliasId: row.aliasId,
  };
}

type DecisionRow = Awaited<ReturnType<typeof listDecisionsOf>>[number];

/** An occupation that the release in use does not have goes by the title it had under its own. */
function toDecision(row: DecisionRow, names: Names, release: string): RoleDecision {
  const { roleId: _, onetCode, ownTitle, ...decision } = row;
  if (onetCode === null) return { ...decision, occupation: null, missingIn: null };
  const title = names.get(onetCode);
  return {
    ...decision,
    occupation: { code: onetCode, title: title ?? ownTitle ?? onetCode },
    missingIn: title === undefined ? release : null,
  };
}

/** The roles as lists and the role's own panel show them. */
export async function withDetails(
  tx: Tx,
  ctx: Ctx,
  listed: readonly Omit<ListedRole, "key">[],
  { sessionId, release }: RolePlace,
): Promise<RoleRow[]> {
  if (listed.length === 0) return [];
  const ids = listed.map((role) => role.id);
  const [suggestions, decisions, departments, commentCounts, verdicts] = await Promise.all([
    listSuggestionsOf(tx, ctx, ids),
    listDecisionsOf(tx, ctx, ids),
    listDepartmentsOf(tx, ctx, ids),
    countComments(tx, ctx, ids),
    getVerdicts(tx, ctx, sessionId),
  ]);
  const codes = new Set([
    ...suggestions.flatMap((row) =>
      StoredCandidates.parse(row.candidates).map((candidate) => candidate.code),
    ),
    ...decisions.flatMap((row) => row.onetCode ?? []),
  ]);
  const names = await getOccupationNames(tx, release, [...codes]);
  const suggestionOf = new Map(
    suggestions
      .filter(({ bestCode }) => bestCode === null || names.has(bestCode))
      .map((row) => [row.roleId, toSuggestion(row, names, verdicts)]),
  );
  const decisionOf = new Map(decisions.map((row) => [row.roleId, toDecision(row, names, release)]));
  const departmentsOf = rowsByKey(
    departments,
    (row) => row.roleId,
    (row) => row,
  );
  return listed.map(({ id, title, headcount }) => {
    const own = departmentsOf.get(id) ?? [];
    return {
      id,
      title,
      headcount,
      departments: own.map((department) => ({ name: department.name, headcount: department.headcount })),
      departmentCount: own[0]?.count ?? 0,
      suggestion: suggestionOf.get(id) ?? null,
      decision: decisionOf.get(id) ?? null,
      commentCount: commentCounts.get(id) ?? 0,
    };
  });
}

/** A session's roles with suggestion and decision, 100 a page, sorted and filtered in the database. */
export async function listRoles(ctx: Ctx, input: unknown): Promise<RolePage> {
  authorize(ctx, "session:read");
  const { sessionId, filter, sort, direction, after } = ListRolesInput.parse(input);
  const isRising = direction === "asc";
  const order = sql.raw(isRising ? "asc" : "desc");
  const conditions = [matchesFilter(filter)];
  if (after) conditions.push(beyondCursor(after, sort, sql.raw(isRising ? ">" : "<")));
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const listed = await tx.execute<ListedRole>(sql`
      select f.id, f.title, f.headcount, ${sortKeys[sort]} as key
        from (${roleFacts(ctx, { sessionId, release }, filter.department)}) f
       where ${sql.join(conditions, sql` and `)}
       order by key ${order}, f.id ${order}
       limit ${rolesPerPage + 1}`);
    const page = listed.slice(0, rolesPerPage);
    const last = listed.length > rolesPerPage ? page.at(-1) : undefined;
    return {
      items: await withDetails(tx, ctx, page, { sessionId, release }),
      nextCursor: last ? toCursor([last.key, last.id]) : null,
    };
  });
}

/** These roles of a session, in the order of the ids; one without people is left out. */
export async function listRolesById(
  tx: Tx,
  ctx: Ctx,
  place: RolePlace,
  ids: readonly string[],
): Promise<RoleRow[]> {
  const listed = await tx.execute<Omit<ListedRole, "key">>(sql`
    select id, title, headcount
      from (select r.id, r.title, (select sum(headcount)::float8 from workforce_segments
                                    where org_id = ${ctx.orgId} and role_id = r.id) as headcount
              from roles r
             where r.org_id = ${ctx.orgId} and r.session_id = ${place.sessionId}
               and r.id = any(${sql.param([...ids])}::uuid[])) asked
     where headcount is not null`);
  const rows = await withDetails(tx, ctx, [...listed], place);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => rowOf.get(id) ?? []);
}
