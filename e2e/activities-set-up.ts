import { eq, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { discoverySessions, memberships, roles } from "@/db/schema";
import { makeMembership, makeRoleDecision } from "@/db/testing/factories";
import { arrangeRoles } from "./role-set-up";

const clerks = [
  { title: "Timekeeper", code: "43-3051.00", headcount: 30 },
  { title: "Payroll Clerk", code: "43-3051.00", headcount: 12 },
  { title: "Bookkeeper", code: "43-3031.00", headcount: 20 },
];

/** Three mapped roles of two occupations in a session. */
export async function arrangeClerks(sessionId: string): Promise<void> {
  await arrangeRoles(sessionId, clerks);
  await asSystem("e2e: arrange", async (tx) => {
    const made = await tx.select().from(roles).where(eq(roles.sessionId, sessionId));
    for (const { id: roleId, orgId, title } of made) {
      const onetCode = clerks.find((clerk) => clerk.title === title)?.code;
      await makeRoleDecision(tx, { orgId, roleId, onetCode });
    }
  });
}

/** From now on the session is a colleague's, and its former owner an analyst who may read it. */
export async function giveAway(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const [session] = await tx
      .select({ orgId: discoverySessions.orgId })
      .from(discoverySessions)
      .where(eq(discoverySessions.id, sessionId));
    if (!session) throw new Error("There is no such session.");
    const { orgId } = session;
    await tx.update(memberships).set({ role: "analyst" }).where(sql`org_id = ${orgId}`);
    const { userId: ownerId } = await makeMembership(tx, { orgId });
    await tx.update(discoverySessions).set({ ownerId }).where(eq(discoverySessions.id, sessionId));
  });
}

/** Behind the back of whoever has the session open. */
export async function archive(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", (tx) =>
    tx.update(discoverySessions).set({ archivedAt: sql`now()` }).where(eq(discoverySessions.id, sessionId)),
  );
}
