import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { discoverySessions, roleComments, roles } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { AddCommentInput, RemoveCommentInput } from "@/lib/roles/panel-schema";

/** Whoever may read a session may say something about its roles: it changes nothing that an analysis reads. */
async function requireRole(tx: Tx, ctx: Ctx, sessionId: string, roleId: string): Promise<void> {
  authorize(ctx, "session:read");
  const [role] = await tx
    .select({ archivedAt: discoverySessions.archivedAt })
    .from(roles)
    .innerJoin(
      discoverySessions,
      and(eq(discoverySessions.orgId, roles.orgId), eq(discoverySessions.id, roles.sessionId)),
    )
    .where(
      and(
        eq(roles.orgId, ctx.orgId),
        eq(roles.sessionId, sessionId),
        eq(roles.id, roleId),
        isNull(discoverySessions.deletedAt),
      ),
    );
  if (!role) throw notFound("role");
  if (role.archivedAt) throw conflict("This session is archived. Take it out of the archive to change it.");
  // By this moment the lists of others see that something is new.
  await tx
    .update(discoverySessions)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(discoverySessions.orgId, ctx.orgId), eq(discoverySessions.id, sessionId)));
}

/** @throws AppError `not_found`, `conflict` (archived session) */
export async function addComment(ctx: Ctx, input: unknown): Promise<{ readonly commentId: string }> {
  const { sessionId, roleId, body } = AddCommentInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await requireRole(tx, ctx, sessionId, roleId);
    const [comment] = await tx
      .insert(roleComments)
      .values({ orgId: ctx.orgId, roleId, authorId: actingUserId(ctx), body })
      .returning({ commentId: roleComments.id });
    if (!comment) throw conflict("The comment was not kept. Send it again.");
    await recordChange(tx, ctx, {
      name: "role.commented",
      subjectKind: "role",
      subjectId: roleId,
      data: comment,
    });
    return comment;
  });
}

/**
 * Takes one's own comment away.
 * @throws AppError `not_found` (also another person's comment, or one removed already), `conflict`
 */
export async function removeComment(ctx: Ctx, input: unknown): Promise<{ readonly commentId: string }> {
  const { sessionId, roleId, commentId } = RemoveCommentInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await requireRole(tx, ctx, sessionId, roleId);
    const [removed] = await tx
      .update(roleComments)
      .set({ removedAt: sql`now()` })
      .where(
        and(
          eq(roleComments.orgId, ctx.orgId),
          eq(roleComments.roleId, roleId),
          eq(roleComments.id, commentId),
          eq(roleComments.authorId, actingUserId(ctx)),
          isNull(roleComments.removedAt),
        ),
      )
      .returning({ commentId: roleComments.id });
    if (!removed) throw notFound("comment");
    await recordChange(tx, ctx, {
      name: "role.comment_removed",
      subjectKind: "role",
      subjectId: roleId,
      data: removed,
    });
    return removed;
  });
}
