import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { decisionBatches, roleDecisions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { isConfirmation } from "@/lib/roles/queries/batch-kinds";
import { type UndoneBatch, UndoRoleBatchInput } from "@/lib/roles/schema";
import { openForEdit } from "@/lib/sessions/mutations";

const namedSkips = 20;

type Skip = { roleId: string; title: string; total: number };

/**
 * Roles that the batch decided and that somebody decided anew since. A decision forgets its batch when it changes;
 * the history of the change remembers it.
 */
async function listSkipped(tx: Tx, ctx: Ctx, batch: { id: string; createdAt: Date }): Promise<Skip[]> {
  const rows = await tx.execute<Skip>(sql`
    select r.id as "roleId", r.title, count(*) over ()::int as total
      from (select distinct subject_id::uuid as role_id from history
             where org_id = ${ctx.orgId} and at >= ${batch.createdAt.toISOString()}::timestamptz
               and subject_kind = 'role' and data ->> 'replacedBatch' = ${batch.id}) h
      join roles r on r.org_id = ${ctx.orgId} and r.id = h.role_id
      join role_decisions d on d.org_id = ${ctx.orgId} and d.role_id = r.id
       and d.batch_id is distinct from ${batch.id}::uuid
     order by r.title, r.id
     limit ${namedSkips}`);
  return [...rows];
}

/**
 * Takes back what a batch decided and nobody changed since; the rest stays and is listed.
 * @throws AppError `not_found`, `forbidden`, `conflict` (undone already)
 */
export async function undoRoleBatch(ctx: Ctx, input: unknown): Promise<UndoneBatch> {
  const { sessionId, batchId } = UndoRoleBatchInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const here = and(
      eq(decisionBatches.orgId, ctx.orgId),
      eq(decisionBatches.sessionId, sessionId),
      eq(decisionBatches.id, batchId),
      isConfirmation,
    );
    const [batch] = await tx
      .select({ id: decisionBatches.id, createdAt: decisionBatches.createdAt })
      .from(decisionBatches)
      .where(here);
    if (!batch) throw notFound("confirmation");
    const [undone] = await tx
      .update(decisionBatches)
      .set({ undoneAt: sql`now()` })
      .where(and(here, isNull(decisionBatches.undoneAt)))
      .returning({ id: decisionBatches.id });
    if (!undone) throw conflict("This confirmation is undone already.");
    const skips = await listSkipped(tx, ctx, batch);
    const reopened = await tx
      .delete(roleDecisions)
      .where(and(eq(roleDecisions.orgId, ctx.orgId), eq(roleDecisions.batchId, batchId)))
      .returning({ roleId: roleDecisions.roleId });
    const counts = { undoneCount: reopened.length, skippedCount: skips[0]?.total ?? 0 };
    await recordChange(tx, ctx, {
      name: "role.mapping_batch_undone",
      subjectKind: "session",
      subjectId: sessionId,
      data: { batchId, ...counts },
    });
    return { batchId, ...counts, skipped: skips.map(({ roleId, title }) => ({ roleId, title })) };
  });
}
