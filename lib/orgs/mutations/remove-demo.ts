import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { memberships, organizations, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";

/**
 * Deletes a demo organization with everything in it and its people with their sign-ins.
 * @throws AppError `not_found` in an organization that is no demo
 */
export async function deleteDemoRows(tx: Tx, { orgId }: Pick<Ctx, "orgId">): Promise<void> {
  const people = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(users.isDemo, true)));
  // Everything in it goes with the organization; only then the people who own its sessions can go.
  const [removed] = await tx
    .delete(organizations)
    .where(and(eq(organizations.id, orgId), eq(organizations.isDemo, true)))
    .returning({ id: organizations.id });
  if (!removed) throw notFound("demo organization");
  const peopleIds = people.map(({ id }) => id);
  await tx.delete(users).where(inArray(users.id, peopleIds));
}

/**
 * Removes the demo for good: one line of its history stays, so that no later start brings it back.
 * @throws AppError `forbidden`; `not_found` in an organization that is no demo
 */
export async function removeDemo(ctx: Ctx): Promise<{ id: string }> {
  authorize(ctx, "demo:remove");
  return inOrg(ctx, async (tx) => {
    await recordChange(tx, ctx, {
      name: "organization.removed",
      subjectKind: "organization",
      subjectId: ctx.orgId,
    });
    await deleteDemoRows(tx, ctx);
    return { id: ctx.orgId };
  });
}
