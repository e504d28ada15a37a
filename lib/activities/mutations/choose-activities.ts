import "server-only";
import type { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { type ChoiceKey, type ChoicePlan, planChanges } from "@/lib/activities/choice-plan";
import { ChooseActivitiesInput, type ChosenActivities } from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { type Change, recordChange } from "@/lib/history/record-change";
import { listMappedRoles } from "@/lib/roles/queries";
import { openForEdit } from "@/lib/sessions/mutations";
import type { ActivityReference } from "../queries/activity-reference";
import { getSessionReference } from "../queries/session-activities";
import { listStoredChoices } from "../queries/stored-choices";
import { defaultRule, hasActivity, namedSkips, planTakingBack } from "./choice-rules";
import { requireLayerOwner } from "./layer-owner";
import { storePlan } from "./stored-choices";

type Asked = z.infer<typeof ChooseActivitiesInput>;
type AskedFor<By extends Asked["by"]> = Extract<Asked, { by: By }>;

interface Outcome {
  readonly plan: ChoicePlan;
  /** What the history says of it. */
  readonly data: NonNullable<Change["data"]>;
  readonly skipped?: readonly ChoiceKey[];
  readonly keptRoleCount?: number;
}

/**
 * Selects and deselects activities and types shares of time: in a list, everywhere, or back again. Only what departs
 * from the layer below is stored, so choosing what holds anyway removes the choice. The later of two people stands.
 * @throws AppError `not_found`, `forbidden`, `invalid` (not an activity of the occupation), `conflict`
 */
export async function chooseActivities(ctx: Ctx, input: unknown): Promise<ChosenActivities> {
  const asked = ChooseActivitiesInput.parse(input);
  const { sessionId } = asked;
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const { reference } = await getSessionReference(tx, ctx, sessionId);
    const { plan, data, skipped = [], keptRoleCount = 0 } = await decide(tx, ctx, reference, asked);
    await storePlan(tx, ctx, { sessionId, release: reference.release }, plan);
    const changedCount = plan.undo.length;
    if (changedCount > 0) {
      await recordChange(tx, ctx, {
        name: "activity.chosen",
        subjectKind: "session",
        subjectId: sessionId,
        data: { by: asked.by, ...data, changedCount },
      });
    }
    const names = skipped.map(({ activityId }) => reference.activityNames.get(activityId) ?? activityId);
    return {
      changedCount,
      undo: plan.undo,
      skippedCount: skipped.length,
      skippedNames: [...new Set(names)].slice(0, namedSkips),
      keptRoleCount,
    };
  });
}

function decide(tx: Tx, ctx: Ctx, reference: ActivityReference, asked: Asked): Promise<Outcome> {
  if (asked.by === "list") return decideList(tx, ctx, reference, asked);
  return asked.by === "activity"
    ? decideEverywhere(tx, ctx, reference, asked)
    : takeBack(tx, ctx, reference, asked);
}

async function decideList(
  tx: Tx,
  ctx: Ctx,
  reference: ActivityReference,
  { sessionId, code, roleId, changes }: AskedFor<"list">,
): Promise<Outcome> {
  await requireLayerOwner(tx, ctx, reference, { sessionId, code, roleId });
  const strange = changes.find(({ activityId }) => !hasActivity(reference, code, activityId));
  if (strange) {
    throw invalid(
      `Nothing was changed: ${strange.activityId} is not an activity of the occupation ${code}. Open the page anew.`,
    );
  }
  const stored = await listStoredChoices(tx, ctx, { sessionId, release: reference.release }, [code]);
  const plan = planChanges(
    stored,
    changes.map((change) => ({ ...change, code, roleId })),
    defaultRule(reference),
  );
  return { plan, data: { code, roleId, activityIds: plan.undo.map(({ activityId }) => activityId) } };
}

async function decideEverywhere(
  tx: Tx,
  ctx: Ctx,
  reference: ActivityReference,
  { sessionId, activityId, selected }: AskedFor<"activity">,
): Promise<Outcome> {
  const mapped = await listMappedRoles(tx, ctx, { sessionId, release: reference.release });
  const codes = [...new Set(mapped.flatMap(({ code }) => code ?? []))].filter((code) =>
    hasActivity(reference, code, activityId),
  );
  if (codes.length === 0) throw invalid("No occupation of this session has this activity any more.");
  const stored = await listStoredChoices(tx, ctx, { sessionId, release: reference.release }, codes);
  const plan = planChanges(
    stored,
    codes.map((code) => ({ code, roleId: null, activityId, selected })),
    defaultRule(reference),
  );
  const codeByRole = new Map(mapped.map(({ roleId, code }) => [roleId, code]));
  const kept = stored.filter(
    (choice) =>
      choice.roleId !== null &&
      choice.activityId === activityId &&
      choice.selected === !selected &&
      codeByRole.get(choice.roleId) === choice.code,
  );
  return { plan, data: { activityId, selected }, keptRoleCount: kept.length };
}

async function takeBack(
  tx: Tx,
  ctx: Ctx,
  reference: ActivityReference,
  { sessionId, entries }: AskedFor<"undo">,
): Promise<Outcome> {
  const { codes, skipped, ...plan } = await planTakingBack(tx, ctx, reference, sessionId, entries);
  return { plan, data: { codes }, skipped };
}
