import "server-only";
import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { scoringAttempts, scoringJobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { ctxOfRequester, noLongerMember, tenantOf } from "@/lib/auth/job-context";
import { JobRef } from "@/lib/jobs/events";
import { type NextCall, nextCall, type PastCall } from "../next-call";
import { diedCode, isOpenScoring } from "../queries/open-scorings";
import { Rubric } from "../schema";
import { ScoringFault } from "../scoring-fault";

type JobRow = typeof scoringJobs.$inferSelect;
type AttemptRow = typeof scoringAttempts.$inferSelect;

/** A job in the hands of a run, and the call that it makes next. */
export interface TakenScoring {
  readonly ctx: Ctx;
  readonly job: JobRow;
  readonly rubric: Rubric;
  readonly runId: string;
  readonly call: NextCall;
  /** Its row of `scoring_attempts`. */
  readonly attemptId: string;
}

/**
 * Takes the job for this run, by one conditional update, and begins its next call. The requester's rights are those of
 * this moment. Nothing but the job's own row is read: it holds all that is needed.
 * @returns null when it has ended or another run has it; there is nothing to do then
 * @throws AppError `forbidden`; ScoringFault when nothing is left to try
 */
export async function takeUpScoring(event: JobRef, runId: string): Promise<TakenScoring | null> {
  const { jobId, ...ref } = JobRef.parse(event);
  const { orgId } = tenantOf(ref);
  return inOrg({ orgId }, async (tx) => {
    // What needs no answer of the other travels together.
    const [[job], attempts] = await Promise.all([
      claim(tx, orgId, jobId, runId),
      readAttempts(tx, orgId, jobId),
    ]);
    if (!job) return null;
    const rubric = Rubric.parse(job.rubric);
    const isAtGate = rubric.body.gate !== null && job.gateOutcome === null;
    const call = nextCall({ calls: attempts.map(pastCall), isAtGate });
    const [ctx, attemptId] = await Promise.all([
      ctxOfRequester(tx, orgId, job),
      call ? beginAttempt(tx, job, attempts, call) : "",
    ]);
    if (!ctx) throw noLongerMember();
    authorize(ctx, "scoring:request");
    if (!call) throw nothingLeft(attempts.at(-1));
    return { ctx, job, rubric, runId, call, attemptId };
  });
}

function claim(tx: Tx, orgId: OrgId, jobId: string, runId: string) {
  return tx
    .update(scoringJobs)
    .set({
      startedAt: sql`coalesce(${scoringJobs.startedAt}, clock_timestamp())`,
      claimedByRun: runId,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        eq(scoringJobs.orgId, orgId),
        eq(scoringJobs.id, jobId),
        isOpenScoring,
        or(isNull(scoringJobs.claimedByRun), eq(scoringJobs.claimedByRun, runId)),
      ),
    )
    .returning();
}

/** Those of the present retry. */
function readAttempts(tx: Tx, orgId: OrgId, jobId: string): Promise<AttemptRow[]> {
  const retry = sql`(select j.retry_count from scoring_jobs j where j.org_id = ${orgId} and j.id = ${jobId})`;
  return tx
    .select()
    .from(scoringAttempts)
    .where(
      and(
        eq(scoringAttempts.orgId, orgId),
        eq(scoringAttempts.jobId, jobId),
        eq(scoringAttempts.retry, retry),
      ),
    )
    .orderBy(asc(scoringAttempts.number));
}

function pastCall({
  purpose,
  endedAt,
  callId,
  errorClass,
  errorCode,
  rawAnswer,
  faults,
}: AttemptRow): PastCall {
  const isUnsent = endedAt !== null && callId === null && errorCode !== diedCode;
  return { purpose, isUnsent, errorClass, rawAnswer, faults };
}

function nothingLeft(last: AttemptRow | undefined): ScoringFault {
  const message =
    last?.errorMessage ??
    "The model was asked as often as it may be, and gave no usable answer. Retry it later.";
  return new ScoringFault(last?.errorCode ?? "unavailable", message, { isFinal: true });
}

async function beginAttempt(
  tx: Tx,
  { orgId, id: jobId, retryCount: retry }: JobRow,
  attempts: readonly AttemptRow[],
  { purpose }: NextCall,
): Promise<string> {
  if (attempts.some(({ endedAt }) => endedAt === null)) await closeOrphans(tx, orgId, jobId);
  const number = (attempts.at(-1)?.number ?? 0) + 1;
  const [begun] = await tx
    .insert(scoringAttempts)
    .values({ orgId, jobId, retry, number, purpose })
    .returning({ id: scoringAttempts.id });
  if (!begun) throw new Error("The attempt was not written.");
  return begun.id;
}

/** Attempts that this run had begun before its worker died. */
async function closeOrphans(tx: Tx, orgId: string, jobId: string): Promise<void> {
  await tx
    .update(scoringAttempts)
    .set({
      endedAt: sql`clock_timestamp()`,
      errorClass: "retry_later",
      errorCode: diedCode,
      errorMessage:
        "The worker died during this call. It was made again; the ledger shows what may have been charged.",
    })
    .where(
      and(
        eq(scoringAttempts.orgId, orgId),
        eq(scoringAttempts.jobId, jobId),
        isNull(scoringAttempts.endedAt),
      ),
    );
}
