import "server-only";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { activityChoices, onetSuccessors } from "@/db/schema";
import type { StoredChoice } from "@/lib/activities/choice-plan";
import type { Ctx } from "@/lib/auth/context";
import { activityInRelease } from "@/lib/onet/queries/carried-over";

/** Whose choices, and the O*NET release by which their activities are named. */
export interface ChoicePlace {
  readonly sessionId: string;
  readonly release: string;
}

/**
 * Choices of a session, of both layers, as a release knows them; only those about `codes`, where they are given. One
 * whose activity the release does not have is left out: it stays with its own. Where a release has made one activity of
 * several, the newest choice stands.
 */
export async function listStoredChoices(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release }: ChoicePlace,
  codes?: readonly string[],
): Promise<StoredChoice[]> {
  const activity = activityInRelease(activityChoices, release);
  const rows = await tx
    .select({
      code: activityChoices.onetCode,
      roleId: activityChoices.roleId,
      activityId: activity.id,
      selected: activityChoices.isSelected,
      share: activityChoices.share,
    })
    .from(activityChoices)
    .leftJoin(onetSuccessors, activity.join)
    .where(
      and(
        eq(activityChoices.orgId, ctx.orgId),
        eq(activityChoices.sessionId, sessionId),
        codes ? inArray(activityChoices.onetCode, [...codes]) : undefined,
        isNotNull(activity.id),
      ),
    )
    .orderBy(asc(activityChoices.decidedAt), asc(activityChoices.id));
  const newest = new Map<string, StoredChoice>();
  for (const { activityId, ...row } of rows) {
    if (activityId !== null) {
      newest.set([row.code, row.roleId, activityId].join("\n"), { ...row, activityId });
    }
  }
  return [...newest.values()];
}
