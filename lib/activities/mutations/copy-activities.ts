import "server-only";
import { inOrg } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { CopyActivitiesInput, type DoneAct } from "@/lib/activities/act-schema";
import { planChanges } from "@/lib/activities/choice-plan";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { previewIn } from "../queries/copy-preview";
import { readSessionActivities } from "../queries/session-activities";
import { listStoredChoices } from "../queries/stored-choices";
import { defaultRule } from "./choice-rules";
import { storePlan } from "./stored-choices";

/**
 * Copies selections, typed shares and own activities from another occupation or role, as the preview showed them. What a
 * person decided here stays, unless they say otherwise.
 * @throws AppError `not_found`, `forbidden`, `invalid`, `conflict` (what would be copied changed since; archived)
 */
export async function copyActivities(ctx: Ctx, input: unknown): Promise<DoneAct> {
  const { sessionId, code, roleId, from, doesOverwrite, stamp } = CopyActivitiesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const session = await readSessionActivities(tx, ctx, sessionId);
    const { reference } = session;
    const preview = previewIn(session, { code, roleId }, from, doesOverwrite);
    if (preview.stamp !== stamp) {
      throw conflict("Nothing was copied: what would change is something else by now. Look at it again.");
    }
    const place = { sessionId, release: reference.release };
    const stored = await listStoredChoices(tx, ctx, place, [code]);
    const plan = planChanges(
      stored,
      preview.plan.changes.map(({ activityId, selected, share }) => ({
        code,
        roleId,
        activityId,
        selected,
        share,
      })),
      defaultRule(reference),
    );
    await storePlan(tx, ctx, place, plan);
    const copies = preview.plan.own.map(({ name, share, exposure, nearestDwaId }) => ({
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
    }));
    const added =
      copies.length === 0
        ? []
        : await tx.insert(ownActivities).values(copies).returning({ id: ownActivities.id });
    const changedCount = plan.undo.length + added.length;
    if (changedCount > 0) {
      await recordChange(tx, ctx, {
        name: "activity.copied",
        subjectKind: "session",
        subjectId: sessionId,
        data: { code, roleId, fromCode: from.code, fromRoleId: from.roleId, doesOverwrite, changedCount },
      });
    }
    return {
      changedCount,
      undo: { choices: [...plan.undo], ownShares: [], ownAdded: added.map(({ id }) => id) },
    };
  });
}
