import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { DecisionOrigin } from "@/db/enums";
import { decisionBatches, users, workforceSegments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getOccupationNames } from "@/lib/onet/queries";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { searchOccupations } from "@/lib/onet/queries/search-occupations";
import type { OccupationHit } from "@/lib/onet/schema";
import { searchOnline } from "@/lib/onet/sync/online-search";
import { toPolicyPercent } from "./match-policy";
import { isConfirmation } from "./queries/batch-kinds";
import { getMatchPolicy } from "./queries/match-policy";
import { fitsRelease, matchesFilter, type RolePlace, roleFacts, roleHeads } from "./queries/role-facts";
import { type RoleGroup, summarizeGroups } from "./role-summary";
import {
  BatchCriteria,
  type DecisionBatch,
  FindOccupationsInput,
  type MappedRole,
  type RoleSummary,
  SummarizeRolesInput,
} from "./schema";

const occupationHitLimit = 12;
const departmentLimit = 300;
const batchLimit = 20;

/** Roles and people by where they stand, and what a threshold would confirm within the filter. */
export async function summarizeRoles(ctx: Ctx, input: unknown): Promise<RoleSummary> {
  authorize(ctx, "session:read");
  const { sessionId, filter } = SummarizeRolesInput.parse(input);
  const groups = await inOrg(ctx, async (tx) => {
    const place = { sessionId, release: await getReleaseInUse(tx, ctx) };
    const { minMarginPercent } = toPolicyPercent(await getMatchPolicy(tx, ctx));
    return tx.execute<RoleGroup & Record<string, unknown>>(sql`
      select f.percent, f.best_code is not null as "hasBestCode",
             f.is_disputed as "isDisputed", f.verdict,
             coalesce(f.margin_percent >= ${minMarginPercent}, false) as "hasMargin",
             f.is_accepted as "isAccepted", f.is_decided as "isDecided", f.has_occupation as "hasOccupation",
             coalesce(${matchesFilter(filter)}, false) as "isMatching",
             count(*)::int as roles, sum(f.headcount) as people,
             sum(1 - f.confidence) as errors, sum(f.confidence * (1 - f.confidence)) as variance,
             sum(f.headcount * (1 - f.confidence)) as "peopleErrors",
             sum(f.headcount ^ 2 * f.confidence * (1 - f.confidence)) as "peopleVariance",
             sum(f.headcount ^ 2) as "peopleSquares"
        from (${roleFacts(ctx, place, filter.department)}) f
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9`);
  });
  return summarizeGroups(groups);
}

/** The departments of a session, the largest first; a null name stands for people without one. */
export async function listDepartments(
  ctx: Ctx,
  sessionId: string,
): Promise<{ name: string | null; headcount: number }[]> {
  authorize(ctx, "session:read");
  return inOrg(ctx, (tx) =>
    tx
      .select({
        name: workforceSegments.department,
        headcount: sql<number>`sum(${workforceSegments.headcount})::float8`,
      })
      .from(workforceSegments)
      .where(and(eq(workforceSegments.orgId, ctx.orgId), eq(workforceSegments.sessionId, sessionId)))
      .groupBy(workforceSegments.department)
      .orderBy(desc(sql`sum(${workforceSegments.headcount})`), workforceSegments.department)
      .limit(departmentLimit),
  );
}

/**
 * What the analysis takes each role for, in the order of their ids: the decision, else what the rule accepts of what the
 * release has, else nothing. Takes the transaction, so that it sees the same rows as what is computed from it.
 */
export async function listMappedRoles(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release }: RolePlace,
): Promise<MappedRole[]> {
  const rows = await tx.execute<MappedRole & Record<string, unknown>>(sql`
    select r.id as "roleId", r.title, h.headcount,
           case when d.role_id is not null then d.onet_code when s.is_accepted then s.best_code end as code,
           case when d.role_id is not null then d.origin
                when s.is_accepted then ${"rule" satisfies DecisionOrigin} end as origin,
           d.role_id is not null as "isDecided"
      from (${roleHeads(ctx, sessionId)}) h
      left join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id
      left join role_suggestions s on s.org_id = ${ctx.orgId} and s.role_id = h.role_id and ${fitsRelease(release)}
      left join role_decisions d on d.org_id = ${ctx.orgId} and d.role_id = h.role_id
     order by r.id`);
  return [...rows];
}

/** Confirmations of many roles at once, the newest first; the last 20. */
export async function listDecisionBatches(ctx: Ctx, sessionId: string): Promise<DecisionBatch[]> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: decisionBatches.id,
        madeByName: users.name,
        createdAt: decisionBatches.createdAt,
        undoneAt: decisionBatches.undoneAt,
        criteria: decisionBatches.criteria,
        decisionCount: decisionBatches.decisionCount,
        standingCount: sql<number>`(select count(*)::int from role_decisions d
          where d.org_id = ${decisionBatches.orgId} and d.batch_id = ${decisionBatches.id})`,
      })
      .from(decisionBatches)
      .innerJoin(users, eq(users.id, decisionBatches.madeBy))
      .where(
        and(eq(decisionBatches.orgId, ctx.orgId), eq(decisionBatches.sessionId, sessionId), isConfirmation),
      )
      .orderBy(desc(decisionBatches.createdAt), desc(decisionBatches.id))
      .limit(batchLimit),
  );
  return rows.map((row) => ({ ...row, criteria: BatchCriteria.parse(row.criteria) }));
}

/**
 * For the picker: occupations of the release in use whose titles hold all words of the text, the best first. Where
 * there are none, those that O*NET's own search finds; what the release does not know is left out.
 */
export async function findOccupations(ctx: Ctx, input: unknown): Promise<OccupationHit[]> {
  authorize(ctx, "reference:read");
  const { q } = FindOccupationsInput.parse(input);
  const local = await inOrg(ctx, async (tx) =>
    searchOccupations(tx, await getReleaseInUse(tx, ctx), q, occupationHitLimit),
  );
  if (local.length > 0) return local;
  // Not inside a transaction: O*NET may take its time.
  const codes = await searchOnline(q, occupationHitLimit);
  if (codes.length === 0) return [];
  const names = await inOrg(ctx, async (tx) => getOccupationNames(tx, await getReleaseInUse(tx, ctx), codes));
  return codes.flatMap((code): OccupationHit[] => {
    const title = names.get(code);
    return title === undefined ? [] : [{ code, title, matchedTitle: null, matchedKind: "online" }];
  });
}
