import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { actingUserId, type Ctx } from "@/lib/auth/context";

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
  | "upload.rows_decided"
  | "upload.rows_undecided"
  | "upload.gaps_closed"
  | "upload.errors_fetched"
  | "upload.import_requested"
  | "upload.imported"
  | "upload.removed"
  | "role.mapping_requested"
  | "role.mapped"
  | "role.mapping_reopened"
  | "role.mapping_batch_made"
  | "role.mapping_batch_undone"
  | "match_policy.changed"
  | "mapping_audit.drawn"
  | "mapping_audit.closed"
  | "role.split"
  | "role.merged"
  | "role.separated"
  | "role.shape_undone"
  | "role.commented"
  | "role.comment_removed"
  | "alias.learnt"
  | "alias.changed"
  | "alias.ended"
  | "alias.restored"
  | "activity.chosen"
  | "activity.added"
  | "activity.removed"
  | "activity.restored"
  | "activity.reset"
  | "activity.reviewed"
  | "activity.review_withdrawn"
  | "activity.shared"
  | "activity.copied"
  | "activity.taken_back"
  | "analysis.requested"
  | "analysis.finished"
  | "analysis.published"
  | "analysis.unpublished"
  | "analysis.settings_changed"
  | "exposure.overridden"
  | "exposure.override_ended"
  | "exposure.override_restored"
  | "exposure.default_chosen"
  | "candidate.created"
  | "candidate.moved"
  | "candidate.edited"
  | "candidate.chosen"
  | "candidate.unchosen"
  | "candidate.dismissed"
  | "candidate.restored"
  | "ranking.exported"
  | "export.fetched"
  | "onet.sync_requested"
  | "onet.release_uploaded"
  | "job.retried"
  | "job.cancelled"
  | "job.event_replayed"
  | "organization.job_history_changed"
  | "reference.release_chosen"
  | "profile.imported"
  | "profile.erased"
  | "profile.exported"
  | "profile.linked"
  | "profile.unlinked"
  | "profile.retention_changed"
  | "template.created"
  | "template.renamed"
  | "template.published"
  | "template.restored"
  | "template.made_default"
  | "template.archived"
  | "template.unarchived"
  | "scoring.requested"
  | "scoring.retried"
  | "scoring.cancelled"
  | "scoring.reviewed"
  | "scoring.batch_requested"
  | "scoring.probe_finished"
  | "scoring.text_days_changed"
  | "model.settings_changed"
  | "model.tested"
  | "own_model.added"
  | "own_model.removed"
  | "api_key.created"
  | "api_key.revoked";

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

/** The same for one act that changes many things; as one JSON parameter, however many they are. */
export async function recordChanges(tx: Tx, ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const actorId = ctx.actor.kind === "api_key" ? ctx.actor.apiKeyId : actingUserId(ctx);
  await tx.execute(sql`
    insert into history (org_id, name, subject_kind, subject_id, actor_kind, actor_id, request_id, data)
    select ${ctx.orgId}::uuid, given.name, given."subjectKind", given."subjectId", ${ctx.actor.kind}, ${actorId}::uuid,
           ${ctx.requestId}, coalesce(given.data, '{}')
      from json_to_recordset(${JSON.stringify(changes)}::json) as given
           (name text, "subjectKind" text, "subjectId" text, data jsonb)`);
}
