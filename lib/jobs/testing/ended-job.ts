import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { JobKind } from "@/db/enums";
import { functionRuns, jobs } from "@/db/schema";
import { committed, type World } from "@/db/testing/db-test";
import { functionByKind, functionIdOf } from "../function-names";
import { type RequestedJob, requestedJob } from "./requested-job";

export interface EndedJob extends RequestedJob {
  readonly runId: string;
}

interface Ending {
  readonly kind?: JobKind;
  readonly inWorld?: World;
  readonly by?: "failed" | "cancelled" | "finished";
  readonly error?: { readonly name: string; readonly message: string };
}

/** A committed job that has ended, with the run that worked on it, as the runner would leave them. */
export async function endedJob(ending: Ending = {}): Promise<EndedJob> {
  const { kind = "roles.map", by = "failed", inWorld } = ending;
  const error = ending.error ?? { name: "AppError.conflict", message: "This session is archived." };
  const requested = await requestedJob(kind, inWorld);
  const { ctx, jobId } = requested;
  const ended = { [`${by}At`]: sql`clock_timestamp()` };
  const runId = randomUUID();
  await committed(async (tx) => {
    await tx
      .update(jobs)
      .set({
        ...ended,
        startedAt: sql`clock_timestamp()`,
        claimedByRun: runId,
        ...(by === "failed" ? { errorCode: "conflict", errorMessage: error.message } : {}),
      })
      .where(and(eq(jobs.orgId, ctx.orgId), eq(jobs.id, jobId)));
    await tx.insert(functionRuns).values({
      orgId: ctx.orgId,
      id: runId,
      functionId: functionIdOf(functionByKind[kind]),
      eventId: randomUUID(),
      event: { name: "test" },
      jobId,
      requestedBy: requested.world.user.id,
      startedAt: sql`clock_timestamp()`,
      ...ended,
      ...(by === "failed" ? { error, failedTries: 1 } : {}),
    });
    // As delivered and done with; the tests look for what comes after.
    await tx.execute(sql`update outbox set delivered_at = now() where org_id = ${ctx.orgId}`);
  });
  return { ...requested, runId };
}
