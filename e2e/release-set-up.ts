import { eq, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { activityChoices, roles } from "@/db/schema";
import { makeCandidate, makeRun } from "@/db/testing/factories";
import { addSecondRelease } from "@/lib/onet/testing/second-release";

/** A number that no other journey brings in. */
export const secondRelease = "77.1";

/** A release without bookkeepers, without one activity of payroll clerks and some of their weighty tasks. */
export async function arrangeSecondRelease(): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(771)`);
    const present = await tx.execute(sql`select 1 from onet_releases where release = ${secondRelease}`);
    if (present.length > 0) return;
    await addSecondRelease(tx, "30.1", {
      release: secondRelease,
      withoutOccupations: ["43-3031.00"],
      withoutActivities: ["4.A.2.a.2.I05.D02"],
      withoutHeavyTasks: { codes: ["43-3051.00"], from: 4.4 },
    });
  });
}

/** A choice about an activity that the second release does not have, and a candidate for the timekeepers. */
export async function arrangeChoiceAndCandidate(sessionId: string): Promise<void> {
  await asSystem("e2e: arrange", async (tx) => {
    const made = await tx.select().from(roles).where(eq(roles.sessionId, sessionId));
    const role = made.find(({ title }) => title === "Timekeeper");
    if (!role) throw new Error("There is no such role.");
    const { orgId, id: roleId } = role;
    const run = await makeRun(tx, { orgId, sessionId });
    await makeCandidate(tx, { orgId, sessionId, roleId, runId: run.id, name: "Timekeeping agent" });
    await tx.insert(activityChoices).values({
      orgId,
      sessionId,
      onetCode: "43-3051.00",
      activityId: "4.A.2.a.2.I05.D02",
      release: "30.1",
      isSelected: false,
      origin: "user",
      decidedBy: run.requestedBy,
    });
  });
}
