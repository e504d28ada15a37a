import "server-only";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { memberships, users } from "@/db/schema";
import { actingUserId, authorize, type Ctx, may } from "@/lib/auth/context";
import { endSignInsOf } from "@/lib/auth/sign-ins";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { type Changer, checkDisables, checkLosesAdmin, type MemberFacts } from "../member-rules";
import { ChangeMemberRoleInput, MemberInput } from "../schema";

interface LockedMember {
  readonly target: MemberFacts & { readonly disabledAt: Date | null };
  readonly changer: Changer;
  readonly enabledAdminIds: readonly string[];
}

const memberOf = (ctx: Ctx, userId: string) =>
  and(eq(memberships.orgId, ctx.orgId), eq(memberships.userId, userId));

/**
 * The member to change. The enabled admins are locked first, in one order, so that of two admins who demote each
 * other the second sees what the first has done.
 * @throws AppError `not_found`
 */
async function lockMember(tx: Tx, ctx: Ctx, userId: string): Promise<LockedMember> {
  const admins = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(eq(memberships.orgId, ctx.orgId), eq(memberships.role, "admin"), isNull(memberships.disabledAt)),
    )
    .orderBy(asc(memberships.userId))
    .for("update");
  const [target] = await tx
    .select({
      userId: memberships.userId,
      role: memberships.role,
      disabledAt: memberships.disabledAt,
      isOperator: sql<boolean>`${users.operatorSinceAt} is not null`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(memberOf(ctx, userId))
    .for("update", { of: memberships });
  if (!target) throw notFound("member");
  return {
    target,
    changer: { userId: actingUserId(ctx), isOperator: may(ctx, "installation:manage") },
    enabledAdminIds: admins.map((admin) => admin.userId),
  };
}

/**
 * Gives a member another role and ends the sign-ins that still act with the old one.
 * @throws AppError `not_found`; `conflict` when the role is not the one the admin saw, or the last admin would go
 */
export async function changeMemberRole(
  ctx: Ctx,
  input: unknown,
): Promise<{ userId: string; role: MemberRole }> {
  authorize(ctx, "member:manage");
  const { userId, from, role } = ChangeMemberRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { target, changer, enabledAdminIds } = await lockMember(tx, ctx, userId);
    if (target.role === role && !target.disabledAt) return { userId, role };
    checkLosesAdmin(target, changer, enabledAdminIds);
    const [changed] = await tx
      .update(memberships)
      .set({ role })
      .where(and(memberOf(ctx, userId), eq(memberships.role, from), isNull(memberships.disabledAt)))
      .returning({ userId: memberships.userId, role: memberships.role });
    if (!changed)
      throw conflict("This member was changed meanwhile. Look again; nothing was changed by you.");
    await endSignInsOf(tx, userId, "role_changed", ctx.orgId);
    await recordChange(tx, ctx, {
      name: "member.role_changed",
      subjectKind: "user",
      subjectId: userId,
      data: { from, to: role },
    });
    return changed;
  });
}

/** Turns a member away from now on; what they made stays. @throws AppError `not_found`, `forbidden`, `conflict` */
export async function disableMember(ctx: Ctx, input: unknown): Promise<{ userId: string }> {
  authorize(ctx, "member:manage");
  const { userId } = MemberInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const { target, changer, enabledAdminIds } = await lockMember(tx, ctx, userId);
    if (target.disabledAt) throw conflict("This member is disabled already.");
    checkDisables(target, changer, enabledAdminIds);
    const [disabled] = await tx
      .update(memberships)
      .set({ disabledAt: sql`now()` })
      .where(and(memberOf(ctx, userId), isNull(memberships.disabledAt)))
      .returning({ userId: memberships.userId });
    if (!disabled) throw conflict("This member is disabled already.");
    await endSignInsOf(tx, userId, "disabled", ctx.orgId);
    await recordChange(tx, ctx, { name: "member.disabled", subjectKind: "user", subjectId: userId });
    return disabled;
  });
}

/** Lets a disabled member in again, with the role they had. @throws AppError `not_found`, `conflict` */
export async function enableMember(ctx: Ctx, input: unknown): Promise<{ userId: string }> {
  authorize(ctx, "member:manage");
  const { userId } = MemberInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await lockMember(tx, ctx, userId);
    const [enabled] = await tx
      .update(memberships)
      .set({ disabledAt: null })
      .where(and(memberOf(ctx, userId), isNotNull(memberships.disabledAt)))
      .returning({ userId: memberships.userId });
    if (!enabled) throw conflict("This member is not disabled.");
    await recordChange(tx, ctx, { name: "member.enabled", subjectKind: "user", subjectId: userId });
    return enabled;
  });
}
