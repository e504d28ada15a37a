import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { memberships, users } from "@/db/schema";
import {
  makeMembership,
  makeRole,
  makeRoleDecision,
  makeSegment,
  makeSession,
  makeUpload,
} from "@/db/testing/factories";

const clerks = [
  { title: "Timekeeper", code: "43-3051.00", headcount: 30 },
  { title: "Payroll Clerk", code: "43-3051.00", headcount: 12 },
  { title: "Bookkeeper", code: "43-3031.00", headcount: 20 },
];

/** A session with three mapped roles of two occupations; its owner is the person, or a colleague of theirs. */
export async function makeClerkSession(email: string, { isOwn = true } = {}): Promise<string> {
  return asSystem("e2e: arrange", async (tx) => {
    const [person] = await tx
      .select({ orgId: memberships.orgId, userId: memberships.userId })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(users.email, email));
    if (!person) throw new Error(`${email} is a member of nothing.`);
    const { orgId } = person;
    const ownerId = isOwn ? person.userId : (await makeMembership(tx, { orgId })).userId;
    const { id: sessionId } = await makeSession(tx, { orgId, ownerId });
    const upload = await makeUpload(tx, { orgId, sessionId, uploadedBy: ownerId, importedAt: new Date() });
    for (const { title, code, headcount } of clerks) {
      const { id: roleId } = await makeRole(tx, { orgId, sessionId, title });
      await makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId, headcount });
      await makeRoleDecision(tx, { orgId, roleId, onetCode: code, decidedBy: ownerId });
    }
    return sessionId;
  });
}

/** From now on the person may read other people's sessions, and edit their own alone. */
export async function makeAnalyst(email: string): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    await tx
      .update(memberships)
      .set({ role: "analyst" })
      .where(eq(memberships.userId, person?.id ?? ""));
  });
}
