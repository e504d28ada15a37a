import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { roles } from "@/db/schema";
import { type ChoiceKey, type ChoicePlan, planUndo } from "@/lib/activities/choice-plan";
import { selectByDefault } from "@/lib/activities/default-selection";
import type { ChoiceUndo } from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import type { ActivityReference } from "../queries/activity-reference";
import { listStoredChoices } from "../queries/stored-choices";

/** What every act that stores choices goes by. */

/** How many things that an undo leaves alone are named. */
export const namedSkips = 20;

/** Of these roles, those that the session still has; somebody else's are none of them. */
async function listPresentRoles(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  roleIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (roleIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.orgId, ctx.orgId), eq(roles.sessionId, sessionId), inArray(roles.id, [...roleIds])));
  return new Set(rows.map(({ id }) => id));
}

export function hasActivity({ activities }: ActivityReference, code: string, activityId: string): boolean {
  return activities.activitiesOf(code).activities.some(({ id }) => id === activityId);
}

/** Whether the stated rule selects an activity of an occupation. */
export function defaultRule({
  activities,
}: ActivityReference): (code: string, activityId: string) => boolean {
  const selections = new Map<string, ReadonlySet<string>>();
  return (code, activityId) => {
    const selection = selections.get(code) ?? selectByDefault(activities.activitiesOf(code).activities);
    selections.set(code, selection);
    return selection.has(activityId);
  };
}

/** What brings choices back where nothing else stands by now, and where the role and the activity still are. */
export async function planTakingBack(
  tx: Tx,
  ctx: Ctx,
  reference: ActivityReference,
  sessionId: string,
  entries: readonly ChoiceUndo[],
): Promise<ChoicePlan & { readonly codes: readonly string[]; readonly skipped: readonly ChoiceKey[] }> {
  const roleIds = [...new Set(entries.flatMap(({ roleId }) => roleId ?? []))];
  const present = await listPresentRoles(tx, ctx, sessionId, roleIds);
  const possible = entries.filter(
    ({ code, roleId, activityId }) =>
      (roleId === null || present.has(roleId)) && hasActivity(reference, code, activityId),
  );
  const codes = [...new Set(possible.map(({ code }) => code))];
  const stored = await listStoredChoices(tx, ctx, { sessionId, release: reference.release }, codes);
  const plan = planUndo(stored, possible);
  const gone = entries.filter((entry) => !possible.includes(entry));
  return { ...plan, codes, skipped: [...plan.skipped, ...gone] };
}
