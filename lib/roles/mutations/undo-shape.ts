import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { decisionBatches } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import type { UndoneBatch } from "@/lib/roles/schema";
import { ShapeRecord, UndoShapeInput } from "@/lib/roles/shape-schema";
import { planUndo } from "@/lib/roles/undo-plan";
import { openForEdit } from "@/lib/sessions/mutations";
import { routeSegments } from "./route-segments";
import { giveDecisions, momentText, readRolesToShape } from "./shape-batch";

const namedSkips = 20;

/** Marks the batch undone, once. */
async function closeBatch(tx: Tx, ctx: Ctx, sessionId: string, batchId: string) {
  const here = and(
    eq(decisionBatches.orgId, ctx.orgId),
    eq(decisionBatches.sessionId, sessionId),
    eq(decisionBatches.id, batchId),
  );
  const [batch] = await tx
    .select({
      criteria: decisionBatches.criteria,
      madeAt: sql<string>`${momentText(sql`${decisionBatches.createdAt}`)}`,
    })
    .from(decisionBatches)
    .where(here);
  const record = ShapeRecord.safeParse(batch?.criteria);
  if (!batch || !record.success) throw notFound("split or merge");
  const [closed] = await tx
    .update(decisionBatches)
    .set({ undoneAt: sql`now()` })
    .where(and(here, isNull(decisionBatches.undoneAt)))
    .returning({ id: decisionBatches.id });
  if (!closed) throw conflict("This was undone already.");
  return { record: record.data, madeAt: batch.madeAt };
}

/** Roles go back to where they were; what they were in, and does not come back with them, may itself have gone on. */
async function restoreRoles(
  tx: Tx,
  ctx: Ctx,
  restored: readonly {
    id: string;
    mergedIntoId: string | null;
    shapedBy: string | null;
    shapedAt: string | null;
  }[],
): Promise<void> {
  if (restored.length === 0) return;
  await tx.execute(sql`
    update roles r
       set merged_into_id = coalesce(way.merged_into_id, given."mergedIntoId"),
           shaped_by = given."shapedBy", shaped_at = given."shapedAt"
      from json_to_recordset(${JSON.stringify(restored)}::json) as given
           (id uuid, "mergedIntoId" uuid, "shapedBy" uuid, "shapedAt" timestamptz)
      left join roles way on way.org_id = ${ctx.orgId} and way.id = given."mergedIntoId"
       and way.id <> all(${sql.param(restored.map(({ id }) => id))}::uuid[])
     where r.org_id = ${ctx.orgId} and r.id = given.id`);
}

/**
 * Takes a split or a merge back, with the decisions it made. What was shaped or decided anew since stays and is listed.
 * @throws AppError `not_found`, `forbidden`, `conflict` (undone already)
 */
export async function undoShape(ctx: Ctx, input: unknown): Promise<UndoneBatch> {
  const { sessionId, batchId } = UndoShapeInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const { record, madeAt } = await closeBatch(tx, ctx, sessionId, batchId);
    const ids = sql.param([
      ...record.roles.map(({ id }) => id),
      ...record.decisions.map(({ roleId }) => roleId),
    ]);
    const parentOf = sql`select p.id from roles p where p.org_id = ${ctx.orgId} and p.id = ${record.roleId}`;
    const present = await readRolesToShape(
      tx,
      ctx,
      sessionId,
      sql`(r.id = any(${ids}::uuid[]) or r.merged_into_id = any(${ids}::uuid[]) or r.id in (${parentOf}))`,
    );
    const { roles, decisions, skippedIds } = planUndo({ batchId, madeAt, record }, present);
    await restoreRoles(tx, ctx, roles);
    await giveDecisions(tx, ctx, decisions, null);
    const byId = new Map(present.map((role) => [role.id, role]));
    const titleKeys = [...new Set(roles.flatMap(({ id }) => byId.get(id)?.titleKey ?? []))];
    await routeSegments(tx, ctx, { sessionId, titleKeys });
    const counts = { undoneCount: roles.length, skippedCount: skippedIds.length };
    await recordChange(tx, ctx, {
      name: "role.shape_undone",
      subjectKind: "session",
      subjectId: sessionId,
      data: { batchId, ...counts },
    });
    const skipped = skippedIds.slice(0, namedSkips).map((roleId) => ({
      roleId,
      title: byId.get(roleId)?.title ?? "",
    }));
    return { batchId, ...counts, skipped };
  });
}
