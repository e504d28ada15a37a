import "server-only";
import { inOrg } from "@/db/client";
import { planRemoval } from "@/lib/activities/choice-plan";
import { ResetActivitiesInput, type ResetChoices } from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import { openForEdit } from "@/lib/sessions/mutations";
import { listStoredChoices } from "../queries/stored-choices";
import { storePlan } from "./stored-choices";

/**
 * Removes the choices of an occupation, of one role, or of the whole session, so that the layer below holds again.
 * Own activities stay. Gives back what was removed, for `chooseActivities` by `undo`.
 * @throws AppError `not_found`, `forbidden`, `conflict` (archived)
 */
export async function resetActivities(ctx: Ctx, input: unknown): Promise<ResetChoices> {
  const asked = ResetActivitiesInput.parse(input);
  const { sessionId, scope } = asked;
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const code = asked.scope === "all" ? null : asked.code;
    const roleId = asked.scope === "role" ? asked.roleId : null;
    const place = { sessionId, release: await getReleaseInUse(tx, ctx) };
    const stored = await listStoredChoices(tx, ctx, place, code === null ? undefined : [code]);
    const wanted = scope === "all" ? stored : stored.filter((choice) => choice.roleId === roleId);
    const plan = planRemoval(wanted);
    await storePlan(tx, ctx, place, plan);
    const removedCount = plan.removals.length;
    if (removedCount > 0) {
      await recordChange(tx, ctx, {
        name: "activity.reset",
        subjectKind: "session",
        subjectId: sessionId,
        data: { scope, code, roleId, removedCount },
      });
    }
    return { removedCount, undo: plan.undo };
  });
}
