import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringAttempts, scoringJobs } from "@/db/schema";
import type { ModelError, ModelReply } from "@/lib/llm/port";
import { cutMark } from "@/lib/profiles/cut-text";
import { removedPassage } from "@/lib/profiles/untrusted-text";
import { type CheckedAnswer, checkAnswer, checkGate } from "../check-answer";
import { redact } from "../model-text";
import { callLimit } from "../next-call";
import { heldScoring, spentSoFar, wasSent } from "../queries/open-scorings";
import { canaryOf, type GateAnswer, type ModelAnswer } from "../scoring-prompt";
import type { TakenScoring } from "./take-up-scoring";

/** What a step of a run returns; ids and flags only, for it is kept longer than texts are. */
export interface ScoringStep {
  readonly isOver: boolean;
}

const clock = sql`clock_timestamp()`;
const sinceStart = sql`extract(epoch from ${clock} - ${scoringJobs.startedAt}) * 1000`;
const completed = {
  completedAt: clock,
  updatedAt: clock,
  durationMs: sql`${sinceStart}`,
  ...spentSoFar,
};

function ofAttempt({ job, attemptId }: TakenScoring) {
  return and(eq(scoringAttempts.orgId, job.orgId), eq(scoringAttempts.id, attemptId));
}

const held = ({ job, runId }: TakenScoring) => heldScoring({ orgId: job.orgId, jobId: job.id, runId });

/** A profile that spoke to the model was marked when its text was made. */
const injectionsOf = ({ job }: TakenScoring) => job.flags.filter((flag) => flag === "injection");

/** An answer as it is kept: whatever it repeats of its instructions, their mark is not in it. */
function keptAnswer({ job }: TakenScoring, rawAnswer: string | null): string | null {
  return rawAnswer === null ? null : redact(rawAnswer, canaryOf(job.profileHash)).text;
}

/** What the cheap look decided. Only a rejection ends the scoring; the threshold is the rubric's. */
export async function storeGate(
  tx: Tx,
  taken: TakenScoring,
  { value, callId, rawAnswer, resolvedModel }: ModelReply<GateAnswer>,
): Promise<ScoringStep> {
  const { job, rubric } = taken;
  const gate = checkGate(rubric, job.profileText ?? "", value, { canary: canaryOf(job.profileHash) });
  const isRejected = gate.outcome === "rejected";
  const decided = { gateOutcome: gate.outcome, gateScore: gate.score, gateReason: gate.reason };
  const ended = tx
    .update(scoringAttempts)
    .set({ endedAt: clock, callId, rawAnswer: keptAnswer(taken, rawAnswer) })
    .where(ofAttempt(taken));
  const stored = tx
    .update(scoringJobs)
    .set(
      isRejected
        ? { ...decided, ...completed, outcome: "rejected", resolvedModel, disagreement: 0 }
        : { ...decided, updatedAt: clock },
    )
    .where(held(taken))
    .returning({ id: scoringJobs.id });
  const [, rows] = await Promise.all([ended, stored]);
  return { isOver: isRejected || rows.length === 0 };
}

/**
 * The result, once: points, total and outcome stand there with the ledger's closed row, or nothing does. A job that was
 * cancelled meanwhile, or that another run has, stays as it is; the call is paid for all the same.
 */
export async function storeScore(
  tx: Tx,
  taken: TakenScoring,
  { value, callId, rawAnswer, resolvedModel }: ModelReply<ModelAnswer>,
): Promise<ScoringStep> {
  const { job, rubric } = taken;
  const checked = checkAnswer(rubric, job.profileText ?? "", value, {
    canary: canaryOf(job.profileHash),
    injections: injectionsOf(taken),
    markers: [removedPassage, cutMark],
    spread: job.spread,
  });
  // Handed over at once and first: the points are for a job that this has completed.
  const stored = tx
    .update(scoringJobs)
    .set({ ...completed, ...resultOf(checked), resolvedModel })
    .where(held(taken))
    .execute();
  await Promise.all([
    stored,
    insertPoints(tx, taken, checked),
    tx
      .update(scoringAttempts)
      .set({ endedAt: clock, callId, rawAnswer: keptAnswer(taken, rawAnswer) })
      .where(ofAttempt(taken)),
  ]);
  return { isOver: true };
}

/** For a job that the statement before has completed in this run's name, and for no other. */
async function insertPoints(tx: Tx, { job, runId }: TakenScoring, { points }: CheckedAnswer): Promise<void> {
  await tx.execute(sql`
    insert into scoring_points
      (org_id, job_id, position, key, label, weight, points, abstain_reason, rationale, quote, quote_start, quote_end)
    select j.org_id, j.id, p.position, p.key, p.label, p.weight, p.points, p."abstainReason", p.rationale, p.quote,
           p."quoteStart", p."quoteEnd"
      from scoring_jobs j, json_to_recordset(${JSON.stringify(points)}::json) as p
        (position int, key text, label text, weight numeric, points numeric, "abstainReason" text, rationale text,
         quote text, "quoteStart" int, "quoteEnd" int)
     where j.org_id = ${job.orgId} and j.id = ${job.id} and j.claimed_by_run = ${runId}
       and j.completed_at is not null`);
}

function resultOf(checked: CheckedAnswer) {
  const { overall, overallShare, modelOverall, outcome, flags, summary, disagreement } = checked;
  return { overall, overallShare, modelOverall, outcome, flags: [...flags], summary, disagreement };
}

/**
 * Notes why a call gave nothing usable; the job itself is not failed by it.
 * @returns how many calls are left for this retry
 */
export async function closeAttempt(tx: Tx, taken: TakenScoring, error: ModelError): Promise<number> {
  const { job } = taken;
  await tx
    .update(scoringAttempts)
    .set({
      endedAt: clock,
      callId: error.callId,
      errorClass: error.errorClass,
      errorCode: error.code,
      errorMessage: error.message,
      rawAnswer: keptAnswer(taken, error.rawAnswer),
      faults: [...error.faults],
    })
    .where(ofAttempt(taken));
  const [made] = await tx
    .select({ count: sql<number>`(count(*) filter (where ${wasSent}))::int` })
    .from(scoringAttempts)
    .where(
      and(
        eq(scoringAttempts.orgId, job.orgId),
        eq(scoringAttempts.jobId, job.id),
        eq(scoringAttempts.retry, job.retryCount),
      ),
    );
  return callLimit - (made?.count ?? 0);
}
