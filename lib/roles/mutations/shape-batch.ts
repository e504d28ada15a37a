import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { decisionBatches } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { type Change, recordChanges } from "@/lib/history/record-change";
import type { RoleToMerge } from "@/lib/roles/merge-plan";
import type { ShapeRecord, StoredDecision } from "@/lib/roles/shape-schema";

/** What splitting, merging and undoing them share: reading roles as they are, and writing what can be taken back. */

export interface RoleToShape extends RoleToMerge {
  readonly titleKey: string;
  readonly department: string | null;
  readonly departmentKey: string | null;
  readonly shapedBy: string | null;
  readonly shapedAt: string | null;
}

/** As text that names the very moment again, to the microsecond. */
export const momentText = (column: SQL) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Roles of the session with their decisions, where the condition on `r` holds. */
export async function readRolesToShape(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  condition: SQL,
): Promise<RoleToShape[]> {
  const rows = await tx.execute<RoleToShape & Record<string, unknown>>(sql`
    select r.id, r.title, r.title_key as "titleKey", r.department, r.department_key as "departmentKey",
           r.merged_into_id as "mergedIntoId", r.shaped_by as "shapedBy", ${momentText(sql`r.shaped_at`)} as "shapedAt",
           case when d.role_id is not null then json_build_object(
             'onetCode', d.onet_code, 'release', d.release, 'origin', d.origin, 'decidedBy', d.decided_by,
             'decidedAt', ${momentText(sql`d.decided_at`)}, 'reason', d.reason, 'batchId', d.batch_id) end as decision
      from roles r
      left join role_decisions d on d.org_id = r.org_id and d.role_id = r.id
     where r.org_id = ${ctx.orgId} and r.session_id = ${sessionId} and ${condition}
     order by r.id`);
  return [...rows];
}

/** Opens the record that undo goes by; `finishBatch` fills it. */
export async function openBatch(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  { by, roleId }: Pick<ShapeRecord, "by" | "roleId">,
): Promise<string> {
  const criteria: ShapeRecord = { by, roleId, roles: [], decisions: [] };
  const [batch] = await tx
    .insert(decisionBatches)
    .values({ orgId: ctx.orgId, sessionId, madeBy: actingUserId(ctx), criteria, decisionCount: 0 })
    .returning({ id: decisionBatches.id });
  if (!batch) throw conflict("Nothing was changed. Try again.");
  return batch.id;
}

export async function finishBatch(tx: Tx, ctx: Ctx, batchId: string, record: ShapeRecord): Promise<void> {
  await tx
    .update(decisionBatches)
    .set({ criteria: record, decisionCount: record.roles.length })
    .where(and(eq(decisionBatches.orgId, ctx.orgId), eq(decisionBatches.id, batchId)));
}

/** Lets roles go into others, or (null) be roles of their own again. */
export async function redirectRoles(
  tx: Tx,
  ctx: Ctx,
  targets: ReadonlyMap<string, string | null>,
): Promise<void> {
  if (targets.size === 0) return;
  await tx.execute(sql`
    update roles r set merged_into_id = given.target, shaped_by = ${actingUserId(ctx)}::uuid, shaped_at = now()
      from unnest(${sql.param([...targets.keys()])}::uuid[], ${sql.param([...targets.values()])}::uuid[])
        as given (id, target)
     where r.org_id = ${ctx.orgId} and r.id = given.id`);
}

/**
 * Gives roles these decisions, with who made them and when as they are; null takes the decision away. The history says
 * which batch's decision was replaced, so that undoing that batch lists the role.
 * @param batchId the batch that they are undone with; null: the one that each names itself
 */
export async function giveDecisions(
  tx: Tx,
  ctx: Ctx,
  given: readonly { readonly roleId: string; readonly decision: StoredDecision | null }[],
  batchId: string | null,
): Promise<void> {
  if (given.length === 0) return;
  const gone = given.filter(({ decision }) => decision === null).map(({ roleId }) => roleId);
  const made = given.flatMap(({ roleId, decision }) =>
    decision ? [{ roleId, ...decision, batchId: batchId ?? decision.batchId }] : [],
  );
  const replaced = await tx.execute<{ roleId: string; batchId: string }>(sql`
    select role_id as "roleId", batch_id as "batchId" from role_decisions
     where org_id = ${ctx.orgId} and batch_id is not null
       and role_id = any(${sql.param(given.map(({ roleId }) => roleId))}::uuid[])`);
  await tx.execute(sql`
    delete from role_decisions where org_id = ${ctx.orgId} and role_id = any(${sql.param(gone)}::uuid[])`);
  await tx.execute(sql`
    insert into role_decisions as d
           (org_id, role_id, onet_code, release, origin, decided_by, decided_at, reason, batch_id)
    select ${ctx.orgId}::uuid, g."roleId", g."onetCode", g.release, g.origin, g."decidedBy", g."decidedAt", g.reason,
           (select id from decision_batches where org_id = ${ctx.orgId} and id = g."batchId")
      from json_to_recordset(${JSON.stringify(made)}::json) as g
           ("roleId" uuid, "onetCode" text, release text, origin text, "decidedBy" uuid, "decidedAt" timestamptz,
            reason text, "batchId" uuid)
        on conflict (org_id, role_id) do update
       set onet_code = excluded.onet_code, release = excluded.release, origin = excluded.origin,
           decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason,
           batch_id = excluded.batch_id, version = d.version + 1`);
  const batchOf = new Map(replaced.map((row) => [row.roleId, row.batchId]));
  await recordChanges(
    tx,
    ctx,
    given.map(({ roleId, decision }): Change => {
      const replacedBatch = batchOf.get(roleId) ?? null;
      return decision
        ? {
            name: "role.mapped",
            subjectKind: "role",
            subjectId: roleId,
            data: { onetCode: decision.onetCode, origin: decision.origin, replacedBatch },
          }
        : { name: "role.mapping_reopened", subjectKind: "role", subjectId: roleId, data: { replacedBatch } };
    }),
  );
}
