import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { history, memberships, organizations, roles, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { hashPassword } from "@/lib/auth/passwords";
import { rightsOf } from "@/lib/auth/rights";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { demoSignIns } from "../demo-sign-ins";

/** The same in every installation, so that seeding twice finds it and a removed demo stays removed. */
const demoOrgId = mintOrgId("0de50000-0000-7000-8000-000000000001");
const demoOrgName = "Northwind Components (demo)";

/** The line that is kept of a removed organization, see the sweep. */
async function wasRemoved(tx: Tx): Promise<boolean> {
  const removals = and(eq(history.orgId, demoOrgId), eq(history.name, "organization.removed"));
  return (await tx.$count(history, removals)) > 0;
}

/**
 * Adds the demo organization with its three people, unless it is there or an admin has removed it. For the start
 * script, when OPPORTUNE_DEMO is on.
 */
export async function seedDemo(): Promise<"seeded" | "present" | "removed"> {
  return inOrg({ orgId: demoOrgId }, async (tx) => {
    if (await wasRemoved(tx)) return "removed";
    const [added] = await tx
      .insert(organizations)
      .values({ id: demoOrgId, name: demoOrgName, isDemo: true })
      .onConflictDoNothing()
      .returning({ id: organizations.id });
    if (!added) return "present";
    for (const person of demoSignIns) await addDemoPerson(tx, person);
    return "seeded";
  });
}

async function addDemoPerson(tx: Tx, { name, email, password, role }: (typeof demoSignIns)[number]) {
  const [user] = await tx
    .insert(users)
    .values({ name, email, passwordHash: await hashPassword(password), isDemo: true })
    .returning({ id: users.id });
  if (!user) throw conflict("The demo's people were not created.");
  await tx.insert(memberships).values({ orgId: demoOrgId, userId: user.id, role });
  const ctx: Ctx = {
    orgId: demoOrgId,
    actor: { kind: "system", onBehalfOf: user.id },
    rights: rightsOf(role, false),
    requestId: "demo-seed",
  };
  await recordChange(tx, ctx, {
    name: "member.joined",
    subjectKind: "user",
    subjectId: user.id,
    data: { role },
  });
}

/**
 * Deletes the demo organization with everything in it, and its people with their sign-ins. One line of
 * history stays, so that no later start brings the demo back.
 * @throws AppError `not_found` in an organization that is no demo
 */
export async function removeDemo(ctx: Ctx): Promise<{ id: string }> {
  authorize(ctx, "demo:remove");
  return inOrg(ctx, async (tx) => {
    await recordChange(tx, ctx, {
      name: "organization.removed",
      subjectKind: "organization",
      subjectId: ctx.orgId,
    });
    const people = await tx
      .select({ id: users.id })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, ctx.orgId), eq(users.isDemo, true)));
    // Roles first, since their decisions hold on to batches; then all the rest, and last the people who own it.
    await tx.delete(roles).where(eq(roles.orgId, ctx.orgId));
    const [removed] = await tx
      .delete(organizations)
      .where(and(eq(organizations.id, ctx.orgId), eq(organizations.isDemo, true)))
      .returning({ id: organizations.id });
    if (!removed) throw notFound("demo organization");
    const peopleIds = people.map(({ id }) => id);
    await tx.delete(users).where(inArray(users.id, peopleIds));
    return removed;
  });
}
