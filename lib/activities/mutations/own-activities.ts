import "server-only";
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { AddOwnActivityInput, OwnActivityRowInput } from "@/lib/activities/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { getSessionReference } from "../queries/session-activities";
import { requireLayerOwner } from "./layer-owner";

const alreadyRemoved = "This activity was removed already. Add it again if it is needed.";

function rowOf(ctx: Ctx, sessionId: string, id: string): SQL | undefined {
  return and(
    eq(ownActivities.orgId, ctx.orgId),
    eq(ownActivities.sessionId, sessionId),
    eq(ownActivities.id, id),
  );
}

/** One guarded update each way, so the second click is told, not obeyed. */
async function setRemoved(tx: Tx, ctx: Ctx, sessionId: string, id: string, removed: boolean): Promise<void> {
  const here = rowOf(ctx, sessionId, id);
  const [present] = await tx.select({ id: ownActivities.id }).from(ownActivities).where(here);
  if (!present) throw notFound("activity");
  const [changed] = await tx
    .update(ownActivities)
    .set({ removedAt: removed ? sql`now()` : null })
    .where(and(here, removed ? isNull(ownActivities.removedAt) : isNotNull(ownActivities.removedAt)))
    .returning({ id: ownActivities.id });
  if (!changed) throw conflict(removed ? alreadyRemoved : "This activity is there already.");
}

/**
 * Adds work that O*NET does not list, for all roles of an occupation or for one, or puts it in the place of another
 * own activity (`replacesId`), which can be restored.
 * @throws AppError `not_found`, `forbidden`, `invalid`, `conflict` (the replaced one is gone, the role mapped elsewhere)
 */
export async function addOwnActivity(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, code, roleId, name, share, exposure, nearestDwaId, replacesId } =
    AddOwnActivityInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const { reference } = await getSessionReference(tx, ctx, sessionId);
    await requireLayerOwner(tx, ctx, reference, { sessionId, code, roleId });
    if (nearestDwaId !== null && !reference.lookup.iwaByDwa.has(nearestDwaId)) {
      throw invalid(`O*NET ${reference.release} has no activity ${nearestDwaId}. Choose one from the list.`, {
        nearestDwaId: "Choose an activity from the list.",
      });
    }
    if (replacesId) await setRemoved(tx, ctx, sessionId, replacesId, true);
    const [added] = await tx
      .insert(ownActivities)
      .values({
        orgId: ctx.orgId,
        sessionId,
        onetCode: code,
        roleId,
        name,
        share,
        exposure,
        nearestDwaId,
        release: reference.release,
        addedBy: actingUserId(ctx),
      })
      .returning({ id: ownActivities.id });
    if (!added) throw conflict("The activity was not added. Try again.");
    await recordChange(tx, ctx, {
      name: "activity.added",
      subjectKind: "own_activity",
      subjectId: added.id,
      data: { sessionId, code, roleId, share, exposure, nearestDwaId, replacesId: replacesId ?? null },
    });
    return added;
  });
}

/** @throws AppError `not_found`, `forbidden`, `conflict` (removed already) */
export async function removeOwnActivity(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, ownActivityId } = OwnActivityRowInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    await setRemoved(tx, ctx, sessionId, ownActivityId, true);
    await recordChange(tx, ctx, {
      name: "activity.removed",
      subjectKind: "own_activity",
      subjectId: ownActivityId,
      data: { sessionId },
    });
    return { id: ownActivityId };
  });
}

/** @throws AppError `not_found`, `forbidden`, `conflict` (not removed) */
export async function restoreOwnActivity(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, ownActivityId } = OwnActivityRowInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    await setRemoved(tx, ctx, sessionId, ownActivityId, false);
    await recordChange(tx, ctx, {
      name: "activity.restored",
      subjectKind: "own_activity",
      subjectId: ownActivityId,
      data: { sessionId },
    });
    return { id: ownActivityId };
  });
}
