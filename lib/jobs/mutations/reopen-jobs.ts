import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { jobs } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { recordChanges } from "@/lib/history/record-change";
import { eventByKind } from "../events";
import { announce, clock } from "../open-jobs";
import { enqueueAll } from "../outbox";

const hasEndedBadly = sql`(${jobs.failedAt} is not null or ${jobs.cancelledAt} is not null)`;

export interface ReopenedJob {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Opens those of the jobs again that have failed or were cancelled, with an event each: a new run takes each up, and
 * its requester stays who it was. Jobs that somebody else has opened meanwhile are left alone.
 */
export async function reopenJobs(tx: Tx, ctx: Ctx, jobIds: readonly string[]): Promise<ReopenedJob[]> {
  const ids = sql.param([...jobIds]);
  const reopenable = and(
    eq(jobs.orgId, ctx.orgId),
    sql`${jobs.id} = any(${ids}::uuid[])`,
    isNull(jobs.finishedAt),
    hasEndedBadly,
  );
  // In one order, so that two that overlap wait for each other and never block each other.
  await tx.select({ id: jobs.id }).from(jobs).where(reopenable).orderBy(jobs.id).for("update");
  const reopened = await tx
    .update(jobs)
    .set({
      attempt: sql`${jobs.attempt} + 1`,
      startedAt: null,
      resends: 0,
      claimedByRun: null,
      failedAt: null,
      cancelledAt: null,
      cancelledBy: null,
      errorCode: null,
      errorMessage: null,
      progressDone: 0,
      progressTotal: null,
      updatedAt: clock,
    })
    .where(reopenable)
    .returning({ id: jobs.id, kind: jobs.kind, attempt: jobs.attempt });
  const { orgId } = ctx;
  await enqueueAll(
    tx,
    reopened.map(({ id, kind }) => ({ name: eventByKind[kind], data: { orgId, jobId: id } })),
  );
  await recordChanges(
    tx,
    ctx,
    reopened.map(({ id, kind, attempt }) => ({
      name: "job.retried",
      subjectKind: "job",
      subjectId: id,
      data: { kind, attempt },
    })),
  );
  // One hint is enough for the pages of the organization to look.
  const [first] = reopened;
  if (first) await announce(tx, { orgId, jobId: first.id });
  return reopened;
}

/** Another job for the same subject was opened between our look and our write. */
export function isOpenedElsewhere(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === "object" &&
    cause !== null &&
    Reflect.get(cause, "code") === "23505" &&
    Reflect.get(cause, "constraint_name") === "jobs_open_key"
  );
}
