import "server-only";
import { sql } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { functionRuns } from "@/db/schema";
import { JobRef } from "./events";

/** A run that has not ended. */
export const isOpenRun = sql`${functionRuns.finishedAt} is null and ${functionRuns.failedAt} is null and ${functionRuns.cancelledAt} is null`;

type NewRun = Omit<PgInsertValue<typeof functionRuns>, "jobId" | "requestedBy" | "id">;

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** The job that a run's event names; that of a failure function is the failed run's. */
function jobOf(event: unknown): JobRef | undefined {
  const data = field(event, "data");
  return JobRef.safeParse(data).data ?? JobRef.safeParse(field(field(data, "event"), "data")).data;
}

/**
 * Writes down a run of a function, once per function and event for ever, on either engine. The job and who asked for
 * it are copied, so that a run can be listed without them.
 * @returns undefined when the run was there already
 */
export async function insertRun(
  tx: Tx,
  run: NewRun,
): Promise<{ readonly id: string; readonly wakeAt: Date } | undefined> {
  const job = jobOf(run.event);
  const requestedBy =
    job &&
    sql`coalesce((select j.requested_by from jobs j where j.org_id = ${job.orgId} and j.id = ${job.jobId}),
      (select s.requested_by from scoring_jobs s where s.org_id = ${job.orgId} and s.id = ${job.jobId}))`;
  const [row] = await tx
    .insert(functionRuns)
    .values({ ...run, jobId: job?.jobId, requestedBy })
    .onConflictDoNothing()
    .returning({ id: functionRuns.id, wakeAt: functionRuns.wakeAt });
  return row;
}
