import { eq, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { discoverySessions, jobs, signIns } from "@/db/schema";
import { makeJob, makeMembership, makeOrg } from "@/db/testing/factories";

export interface ArrangedJob {
  readonly orgId: string;
  readonly jobId: string;
}

const arrange = <T>(work: (tx: Tx) => Promise<T>) => asSystem("e2e: arrange", work);

async function write(tx: Tx, { orgId, jobId }: ArrangedJob, values: Partial<typeof jobs.$inferInsert>) {
  await tx
    .update(jobs)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(eq(jobs.id, jobId));
  await tx.execute(sql`select pg_notify('opportune_jobs', ${JSON.stringify({ orgId, jobId })})`);
}

/** A mapping that the session's owner has asked for and that runs for as long as the test wants. */
export async function arrangeMapping(sessionId: string): Promise<ArrangedJob> {
  return arrange(async (tx) => {
    const [session] = await tx.select().from(discoverySessions).where(eq(discoverySessions.id, sessionId));
    if (!session) throw new Error("There is no such session.");
    const { orgId, ownerId } = session;
    const job = await makeJob(tx, { orgId, sessionId, requestedBy: ownerId, startedAt: new Date() });
    const arranged = { orgId, jobId: job.id };
    await write(tx, arranged, {});
    return arranged;
  });
}

export async function advance(job: ArrangedJob, done: number, total: number): Promise<void> {
  await arrange((tx) => write(tx, job, { progressDone: done, progressTotal: total }));
}

export async function finish(job: ArrangedJob): Promise<void> {
  await arrange((tx) => write(tx, job, { finishedAt: new Date() }));
}

export async function fail(job: ArrangedJob, sentence: string): Promise<void> {
  await arrange((tx) => write(tx, job, { failedAt: new Date(), errorCode: "test", errorMessage: sentence }));
}

/** The one live sign-in of the person who asked for the job. */
export async function findSignIn(job: ArrangedJob) {
  return arrange(async (tx) => {
    const rows = await tx
      .select({ id: signIns.id, lastSeenAt: signIns.lastSeenAt })
      .from(signIns)
      .innerJoin(jobs, eq(jobs.requestedBy, signIns.userId))
      .where(eq(jobs.id, job.jobId));
    const [signIn, ...others] = rows;
    if (!signIn || others.length > 0) throw new Error("There is not exactly one sign-in.");
    return signIn;
  });
}

/** As if the person had touched nothing for so long. */
export async function leaveIdle(signInId: string, minutes: number): Promise<void> {
  const lastSeenAt = sql`now() - make_interval(mins => ${minutes})`;
  await arrange((tx) => tx.update(signIns).set({ lastSeenAt }).where(eq(signIns.id, signInId)));
}

/** A second organization for the person who asked for the job. @returns its name */
export async function addOrganization(job: ArrangedJob): Promise<string> {
  return arrange(async (tx) => {
    const [row] = await tx.select({ userId: jobs.requestedBy }).from(jobs).where(eq(jobs.id, job.jobId));
    const org = await makeOrg(tx);
    await makeMembership(tx, { orgId: org.id, userId: row?.userId, role: "admin" });
    return org.name;
  });
}
