import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { roleComments, users } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import type { RoleComment } from "@/lib/roles/panel-schema";

/** Role → how many comments stand; roles without any are absent. */
export async function countComments(
  tx: Tx,
  ctx: Ctx,
  roleIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .select({ roleId: roleComments.roleId, count: sql<number>`count(*)::int` })
    .from(roleComments)
    .where(
      and(
        eq(roleComments.orgId, ctx.orgId),
        inArray(roleComments.roleId, [...roleIds]),
        isNull(roleComments.removedAt),
      ),
    )
    .groupBy(roleComments.roleId);
  return new Map(rows.map(({ roleId, count }) => [roleId, count]));
}

/** Of one role, the oldest first. */
export async function listComments(tx: Tx, ctx: Ctx, roleId: string): Promise<RoleComment[]> {
  const rows = await tx
    .select({
      id: roleComments.id,
      authorId: roleComments.authorId,
      authorName: users.name,
      body: roleComments.body,
      createdAt: roleComments.createdAt,
    })
    .from(roleComments)
    .innerJoin(users, eq(users.id, roleComments.authorId))
    .where(
      and(eq(roleComments.orgId, ctx.orgId), eq(roleComments.roleId, roleId), isNull(roleComments.removedAt)),
    )
    .orderBy(asc(roleComments.createdAt), asc(roleComments.id));
  return rows.map(({ authorId, ...comment }) => ({ ...comment, isOwn: authorId === actingUserId(ctx) }));
}
