import "server-only";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { activityChoices, onetSuccessors, ownActivities, users } from "@/db/schema";
import type { ChoiceNotes } from "@/lib/activities/occupation-view";
import type { Ctx } from "@/lib/auth/context";
import { activityInRelease } from "@/lib/onet/queries/carried-over";

interface NotePlace {
  readonly sessionId: string;
  readonly release: string;
  readonly code: string;
  readonly roleId: string | null;
}

/** Who decided about the activities of an occupation or a role, and when. */
export async function getChoiceNotes(
  tx: Tx,
  ctx: Ctx,
  { sessionId, release, code, roleId }: NotePlace,
): Promise<ChoiceNotes> {
  const activity = activityInRelease(activityChoices, release);
  const choices = await tx
    .select({
      roleId: activityChoices.roleId,
      activityId: activity.id,
      byName: users.name,
      at: activityChoices.decidedAt,
    })
    .from(activityChoices)
    .leftJoin(onetSuccessors, activity.join)
    .innerJoin(users, eq(users.id, activityChoices.decidedBy))
    .where(
      and(
        eq(activityChoices.orgId, ctx.orgId),
        eq(activityChoices.sessionId, sessionId),
        eq(activityChoices.onetCode, code),
        isNotNull(activity.id),
      ),
    )
    .orderBy(asc(activityChoices.decidedAt), asc(activityChoices.id));
  const own = await tx
    .select({ id: ownActivities.id, byName: users.name, at: ownActivities.createdAt })
    .from(ownActivities)
    .innerJoin(users, eq(users.id, ownActivities.addedBy))
    .where(
      and(
        eq(ownActivities.orgId, ctx.orgId),
        eq(ownActivities.sessionId, sessionId),
        eq(ownActivities.onetCode, code),
        isNull(ownActivities.removedAt),
      ),
    );
  const notesOf = (owner: string | null) =>
    new Map(
      choices
        .filter((choice) => choice.roleId === owner)
        .map(({ activityId, byName, at }) => [activityId ?? "", { byName, at }]),
    );
  return {
    ofOccupation: notesOf(null),
    ofRole: roleId === null ? new Map() : notesOf(roleId),
    ofOwn: new Map(own.map(({ id, byName, at }) => [id, { byName, at }])),
  };
}
