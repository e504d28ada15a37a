import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { type ActUndo, TakeBackActivitiesInput, type TakenBackAct } from "@/lib/activities/act-schema";
import type { Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { getSessionReference } from "../queries/session-activities";
import { namedSkips, planTakingBack } from "./choice-rules";
import { setOwnShare } from "./share-activities";
import { storePlan } from "./stored-choices";

/**
 * Takes back an act that changed many things, as it gave them in `undo`. What somebody changed since stays and is named.
 * @throws AppError `not_found`, `forbidden`, `conflict` (archived)
 */
export async function takeBackActivities(ctx: Ctx, input: unknown): Promise<TakenBackAct> {
  const { sessionId, undo } = TakeBackActivitiesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const { reference } = await getSessionReference(tx, ctx, sessionId);
    const plan = await planTakingBack(tx, ctx, reference, sessionId, undo.choices);
    await storePlan(tx, ctx, { sessionId, release: reference.release }, plan);
    const own = await takeBackOwn(tx, ctx, sessionId, undo);
    const changedCount = plan.undo.length + own.changedCount;
    if (changedCount > 0) {
      await recordChange(tx, ctx, {
        name: "activity.taken_back",
        subjectKind: "session",
        subjectId: sessionId,
        data: { changedCount },
      });
    }
    const names = plan.skipped.map(({ activityId }) => reference.activityNames.get(activityId) ?? activityId);
    const skippedNames = [...new Set([...names, ...own.skippedNames])].slice(0, namedSkips);
    return { changedCount, skippedCount: plan.skipped.length + own.skippedNames.length, skippedNames };
  });
}

async function takeBackOwn(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  { ownShares, ownAdded }: ActUndo,
): Promise<{ changedCount: number; skippedNames: string[] }> {
  const skipped: string[] = [];
  for (const { ownActivityId, seen, restore } of ownShares) {
    const isBack = await setOwnShare(tx, ctx, { sessionId, ownActivityId, from: seen, to: restore });
    if (!isBack) skipped.push(ownActivityId);
  }
  for (const id of ownAdded) {
    const removed = await tx
      .update(ownActivities)
      .set({ removedAt: sql`now()` })
      .where(and(ofSession(ctx, sessionId), eq(ownActivities.id, id), isNull(ownActivities.removedAt)))
      .returning({ id: ownActivities.id });
    if (removed.length === 0) skipped.push(id);
  }
  const named = await tx
    .select({ id: ownActivities.id, name: ownActivities.name })
    .from(ownActivities)
    .where(ofSession(ctx, sessionId));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return {
    changedCount: ownShares.length + ownAdded.length - skipped.length,
    skippedNames: skipped.map((id) => names.get(id) ?? id),
  };
}

function ofSession(ctx: Ctx, sessionId: string) {
  return and(eq(ownActivities.orgId, ctx.orgId), eq(ownActivities.sessionId, sessionId));
}
