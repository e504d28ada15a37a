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
  | "ranking.exported"
  | "export.fetched"
  | "job.retried"
  | "job.cancelled"
  | "job.event_replayed"
  | "organization.job_history_changed";

export interface Change {
  readonly name: ChangeName;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Ids, field names, enums and numbers only, so that a person can be erased without touching the history. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Adds a line to the organization's history in the caller's transaction. */
export async function recordChange(tx: Tx, ctx: Ctx, change: Change): Promise<void> {
  await recordChanges(tx, ctx, [change]);
}

/** Rows per statement, well under the 65,535 parameters it may have. */
const blockSize = 5000;

/** The same for one act that changes many things. */
export async function recordChanges(tx: Tx, ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const actorId = ctx.actor.kind === "user" ? ctx.actor.userId : ctx.actor.onBehalfOf;
  for (let start = 0; start < changes.length; start += blockSize) {
    const block = changes.slice(start, start + blockSize);
    await tx.insert(history).values(
      block.map(({ name, subjectKind, subjectId, data = {} }) => ({
        orgId: ctx.orgId,
        name,
        subjectKind,
        subjectId,
        actorKind: ctx.actor.kind,
        actorId,
        requestId: ctx.requestId,
        data,
      })),
    );
  }
}
