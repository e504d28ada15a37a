import "server-only";
import type { Tx } from "@/db/client";
import { history } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";

/** Everything that can stand in the history. `noun.past`. */
export type ChangeName =
  | "organization.created"
  | "organization.removed"
  | "member.invited"
  | "member.joined"
  | "member.role_changed"
  | "member.disabled"
  | "member.enabled"
  | "invitation.revoked"
  | "password.reset_requested"
  | "password.reset"
  | "password.changed"
  | "sign_in.all_ended"
  | "session.created"
  | "session.renamed"
  | "session.archived"
  | "session.unarchived"
  | "session.deleted"
  | "session.restored"
  | "upload.received"
  | "upload.mapped"
  | "upload.import_requested"
  | "upload.imported"
  | "upload.removed"
  | "role.mapping_requested"
  | "role.mapped"
  | "role.mapping_reopened"
  | "role.mapping_batch_made"
  | "role.mapping_batch_undone"
  | "activity.chosen"
  | "activity.added"
  | "activity.removed"
  | "activity.restored"
  | "activity.reset"
  | "analysis.requested"
  | "analysis.finished"
  | "analysis.published"
  | "analysis.unpublished"
  | "analysis.settings_changed"
  | "candidate.created"
  | "candidate.moved"
  | "candidate.edited"
  | "candidate.chosen"
  | "candidate.unchosen"
  | "candidate.dismissed"
  | "candidate.restored"
  | "ranking.exported";

export interface Change {
  readonly name: ChangeName;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Ids, field names, enums and numbers only, so that a person can be erased without touching the history. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Adds a line to the organization's history in the caller's transaction. */
export async function recordChange(tx: Tx, ctx: Ctx, change: Change): Promise<void> {
  await tx.insert(history).values({
    orgId: ctx.orgId,
    name: change.name,
    subjectKind: change.subjectKind,
    subjectId: change.subjectId,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.kind === "user" ? ctx.actor.userId : ctx.actor.onBehalfOf,
    requestId: ctx.requestId,
    data: change.data ?? {},
  });
}
