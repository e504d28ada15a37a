import "server-only";
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { asSystem, inOrg, type Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { jobs } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";
import { jobsChannel } from "./channels";
import { eventByKind, JobRef } from "./events";
import { enqueue } from "./outbox";

export interface JobRequest {
  readonly kind: JobKind;
  /** Null for work that belongs to no single session. */
  readonly sessionId: string | null;
  /** The row it works on: an upload, an analysis run, an export, or the session itself. */
  readonly subjectId: string;
}

/** A job in the hands of a run; plain data, so that a step may return it. */
export interface ClaimedJob extends JobRequest {
  readonly orgId: string;
  readonly jobId: string;
  readonly requestedBy: string;
  readonly requestId: string;
  /** The run that claimed it. Later writes are guarded by it. */
  readonly runId: string;
}

export interface JobFailure {
  readonly code: string;
  /** A sentence for the person who asked. */
  readonly message: string;
}

const isOpen = sql`${jobs.finishedAt} is null and ${jobs.failedAt} is null and ${jobs.cancelledAt} is null`;
/** Not `now()`, which stands still in a transaction: readers ask for what changed since. */
const clock = sql`clock_timestamp()`;

/** Tells open pages, once this transaction commits. */
async function announce(tx: Tx, ref: JobRef): Promise<void> {
  const payload = JSON.stringify({ orgId: ref.orgId, jobId: ref.jobId });
  await tx.execute(sql`select pg_notify(${jobsChannel}, ${payload})`);
}

/**
 * Asks for background work in the caller's transaction. While a job of this kind for this subject is open, asking
 * again gives that one. The caller has checked the rights and records the change.
 * @throws AppError `conflict` when the open job changes under our eyes more than once
 */
export async function requestJob(
  tx: Tx,
  ctx: Ctx,
  request: JobRequest,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  const { orgId, requestId } = ctx;
  for (let round = 0; round < 3; round += 1) {
    const [made] = await tx
      .insert(jobs)
      .values({ orgId, requestId, requestedBy: actingUserId(ctx), ...request })
      .onConflictDoNothing()
      .returning({ jobId: jobs.id });
    if (made) {
      const ref = { orgId, jobId: made.jobId };
      await enqueue(tx, { name: eventByKind[request.kind], data: ref });
      await announce(tx, ref);
      return { jobId: made.jobId, isNew: true };
    }
    const [open] = await tx
      .select({ jobId: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.orgId, orgId),
          eq(jobs.kind, request.kind),
          eq(jobs.subjectId, request.subjectId),
          isOpen,
        ),
      );
    // It may have ended between the two statements; then there is room for a new one.
    if (open) return { jobId: open.jobId, isNew: false };
  }
  throw conflict("This work was started and ended several times just now. Nothing was started; try again.");
}

/**
 * The first step of a function: takes the job for this run. Organization and requester are read from the row.
 * @returns null when the job has ended or another run works on it; there is nothing to do then
 */
export async function claimJob(event: JobRef, runId: string): Promise<ClaimedJob | null> {
  const ref = JobRef.parse(event);
  return asSystem("claim a job", async (tx) => {
    const [row] = await tx
      .update(jobs)
      .set({ startedAt: sql`coalesce(${jobs.startedAt}, ${clock})`, claimedByRun: runId, updatedAt: clock })
      .where(
        and(
          eq(jobs.orgId, ref.orgId),
          eq(jobs.id, ref.jobId),
          isOpen,
          or(isNull(jobs.claimedByRun), eq(jobs.claimedByRun, runId)),
        ),
      )
      .returning({
        kind: jobs.kind,
        sessionId: jobs.sessionId,
        subjectId: jobs.subjectId,
        requestedBy: jobs.requestedBy,
        requestId: jobs.requestId,
      });
    if (!row) return null;
    await announce(tx, ref);
    return { ...ref, ...row, runId };
  });
}

/** The job's row while this run still holds it. */
function heldBy(job: ClaimedJob): SQL | undefined {
  return and(eq(jobs.orgId, job.orgId), eq(jobs.id, job.jobId), eq(jobs.claimedByRun, job.runId), isOpen);
}

/**
 * Says how far the work is, in units that the kind defines. Call it outside the transaction that does the work, or
 * nobody sees it before the end.
 * @returns false when the job was cancelled or taken over: the caller may stop early
 */
export async function reportProgress(
  ctx: Pick<Ctx, "orgId">,
  job: ClaimedJob,
  progress: { readonly done: number; readonly total: number },
): Promise<boolean> {
  return inOrg(ctx, async (tx) => {
    const rows = await tx
      .update(jobs)
      .set({ progressDone: progress.done, progressTotal: progress.total, updatedAt: clock })
      .where(heldBy(job))
      .returning({ id: jobs.id });
    if (rows.length === 0) return false;
    await announce(tx, job);
    return true;
  });
}

/** The last step of a function. Repeatable: a job that this run has finished stays finished. */
export async function finishJob(job: ClaimedJob): Promise<void> {
  await asSystem("finish a job", async (tx) => {
    const rows = await tx
      .update(jobs)
      .set({ finishedAt: clock, updatedAt: clock })
      .where(heldBy(job))
      .returning({ id: jobs.id });
    if (rows.length > 0) await announce(tx, job);
  });
}

/**
 * Ends a job for good, with the sentence its requester reads. Only `onFailure` and the sweep call it: while tries
 * are left, a job is not failed.
 */
export async function failJob(event: JobRef, failure: JobFailure): Promise<void> {
  const ref = JobRef.parse(event);
  await asSystem("fail a job", (tx) => failJobIn(tx, ref, failure));
}

export async function failJobIn(tx: Tx, ref: JobRef, failure: JobFailure): Promise<void> {
  const rows = await tx
    .update(jobs)
    .set({ failedAt: clock, updatedAt: clock, errorCode: failure.code, errorMessage: failure.message })
    .where(and(eq(jobs.orgId, ref.orgId), eq(jobs.id, ref.jobId), isOpen))
    .returning({ id: jobs.id });
  if (rows.length > 0) await announce(tx, ref);
}
