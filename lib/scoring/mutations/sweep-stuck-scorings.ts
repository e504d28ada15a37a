import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { outbox, scoringJobs } from "@/db/schema";
import { enqueue } from "@/lib/jobs/outbox";
import { log } from "@/lib/log";
import { isOpenScoring } from "../queries/open-scorings";
import { failScoring } from "./fail-scoring";

/** An open scoring that nobody works on is sent again after this long, and given up after so many times. */
const stuckMinutes = 10;
const resendLimit = 10;
const batchSize = 200;

const eventName = "scoring/job.requested";

interface StuckScoring {
  readonly orgId: string;
  readonly jobId: string;
  readonly resends: number;
}

/**
 * Sends scorings again that no event on its way and no open run will ever touch, and gives up those that never come
 * to an end: failed, with a retry left. Harmless to repeat.
 */
export async function sweepStuckScorings(): Promise<{ readonly sent: number; readonly givenUp: number }> {
  const hopeless = await asSystem("sweep: stuck scorings", async (tx) => {
    const stuck = await findStuck(tx);
    for (const job of stuck.filter(({ resends }) => resends < resendLimit)) await sendAgain(tx, job);
    return { all: stuck.length, rest: stuck.filter(({ resends }) => resends >= resendLimit) };
  });
  // Each in its own tenant: there its slot of the limits is given back.
  for (const { orgId, jobId } of hopeless.rest) {
    const message = `This scoring was begun again ${resendLimit} times and never came to an end. Retry it; if it fails again, tell an admin.`;
    await failScoring({ orgId, jobId }, { code: "unavailable", message }, null);
  }
  const counts = { sent: hopeless.all - hopeless.rest.length, givenUp: hopeless.rest.length };
  if (hopeless.all > 0) log.warn(counts, "the sweep found lost scorings");
  return counts;
}

function findStuck(tx: Tx): Promise<StuckScoring[]> {
  return tx
    .select({ orgId: scoringJobs.orgId, jobId: scoringJobs.id, resends: scoringJobs.resends })
    .from(scoringJobs)
    .where(
      and(
        isOpenScoring,
        sql`${scoringJobs.updatedAt} < now() - make_interval(mins => ${stuckMinutes})`,
        sql`not exists (select 1 from outbox o where o.delivered_at is null and o.parked_at is null
              and o.org_id = ${scoringJobs.orgId} and o.data ->> 'jobId' = ${scoringJobs.id}::text)`,
        sql`not exists (select 1 from function_runs r where r.org_id = ${scoringJobs.orgId}
              and r.job_id = ${scoringJobs.id}
              and r.finished_at is null and r.failed_at is null and r.cancelled_at is null)`,
      ),
    )
    .orderBy(asc(scoringJobs.updatedAt))
    .limit(batchSize)
    .for("update", { of: scoringJobs, skipLocked: true });
}

/** The event that could not be delivered is tried once more; where there is none, a new one is written. */
async function sendAgain(tx: Tx, { orgId, jobId }: StuckScoring): Promise<void> {
  await tx
    .update(scoringJobs)
    .set({
      claimedByRun: null,
      resends: sql`${scoringJobs.resends} + 1`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(scoringJobs.orgId, orgId), eq(scoringJobs.id, jobId)));
  const parked = await tx
    .update(outbox)
    .set({ parkedAt: null, attempt: 0, retryAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(outbox.orgId, orgId),
        eq(outbox.name, eventName),
        sql`${outbox.data} ->> 'jobId' = ${jobId} and ${outbox.parkedAt} is not null`,
      ),
    )
    .returning({ id: outbox.id });
  if (parked.length === 0) await enqueue(tx, { name: eventName, data: { orgId, jobId } });
}
