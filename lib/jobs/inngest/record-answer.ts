import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { asSystem, type Tx } from "@/db/client";
import { functionRuns, functionSteps, functionTries } from "@/db/schema";
import { errorAfterSteps } from "../last-error";
import type { Answer, StepReport } from "../local-runner/protocol-answer";
import type { RunRef } from "../local-runner/run-queue";
import { type StoredError, storedError } from "../local-runner/stored-error";
import { isOpenRun } from "../open-runs";
import { resultAtServer } from "./open-run";

/** What a function said to the server, and when. */
export interface EngineAnswer {
  readonly answer: Answer;
  /** Failed tries before this one. */
  readonly attempt: number;
  readonly startedAt: Date;
}

const clock = sql`clock_timestamp()`;
const nobody = null;

/** Writes down what the function answered. A run that has ended meanwhile, by being cancelled, stays as it is. */
export async function recordAnswer(run: RunRef, said: EngineAnswer): Promise<void> {
  await asSystem("history: a call is answered", async (tx) => {
    const facts = await factsOf(tx, run, said);
    await tx
      .update(functionRuns)
      .set({ ...facts, updatedAt: clock })
      .where(and(eq(functionRuns.orgId, run.orgId), eq(functionRuns.id, run.runId), isOpenRun));
  });
}

type RunFacts = PgUpdateSetSource<typeof functionRuns>;

/** Stores steps and tries. @returns what is to be written to the run itself */
async function factsOf(tx: Tx, run: RunRef, said: EngineAnswer): Promise<RunFacts> {
  const { answer } = said;
  switch (answer.kind) {
    case "finished":
      return { finishedAt: clock, output: answer.output, error: null, claimedBy: nobody, attempt: 0 };
    case "failed":
      return failedCall(tx, run, said, answer);
    case "refused": {
      // Such as a step that a new version of the code no longer has. The server tries again.
      const error = storedError({ name: "EngineRefusal", message: answer.reason });
      return failedCall(tx, run, said, { error, isFinal: false, retryAt: undefined });
    }
    case "steps": {
      for (const report of answer.reports) await storeStep(tx, run, said, report);
      return afterSteps(run, said, answer.reports);
    }
  }
}

interface FailedCall {
  readonly error: StoredError;
  readonly isFinal: boolean;
  readonly retryAt: Date | undefined;
}

async function failedCall(tx: Tx, run: RunRef, said: EngineAnswer, failed: FailedCall): Promise<RunFacts> {
  const end = failed.isFinal ? { failedAt: clock } : { wakeAt: failed.retryAt ?? clock };
  const facts = { ...end, error: failed.error, claimedBy: nobody };
  // The tries of the step that the function did not catch are on record.
  if (failed.isFinal && (await isStepError(tx, run, failed.error))) return facts;
  await storeTry(tx, run, said, { stepHash: null, error: failed.error });
  return { ...facts, ...oneMoreTry(said.attempt, 1) };
}

async function isStepError(
  tx: Tx,
  { orgId, runId }: RunRef,
  { name, message }: StoredError,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from function_steps s
     where s.org_id = ${orgId} and s.run_id = ${runId} and s.result #>> '{error,name}' = ${name}
       and s.result #>> '{error,message}' = ${message}`);
  return rows.length > 0;
}

const oneMoreTry = (attempt: number, count: number) => ({
  attempt: attempt + 1,
  failedTries: sql`${functionRuns.failedTries} + ${count}`,
});

const thisRun = sql`${functionRuns}`;

/** What went wrong last stands with the run until it is over. */
function errorAfter(reports: readonly StepReport[]): RunFacts {
  const again = reports.findLast((report) => report.kind === "threw" && !report.isFinal);
  if (again?.kind === "threw") return { error: again.error };
  const isSettled = reports.some(({ kind }) => kind === "done" || kind === "threw");
  return isSettled ? { error: errorAfterSteps(thisRun, sql`'{}'::text[]`) } : {};
}

/** Whether the server goes on at once, or the run waits: for the end of a sleep or for another try. */
function afterSteps(run: RunRef, { attempt }: EngineAnswer, reports: readonly StepReport[]): RunFacts {
  const failed = reports.filter(({ kind }) => kind === "threw").length;
  const tries = { ...(failed > 0 ? oneMoreTry(attempt, failed) : { attempt: 0 }), ...errorAfter(reports) };
  const waits = (report: StepReport) =>
    report.kind === "sleep" || (report.kind === "threw" && !report.isFinal);
  if (!reports.every(waits)) return tries;
  const wakeAt = sql`(select min(s.wake_at) from function_steps s
    where s.org_id = ${run.orgId} and s.run_id = ${run.runId} and s.settled_at is null)`;
  return { ...tries, claimedBy: nobody, wakeAt };
}

async function storeTry(
  tx: Tx,
  { orgId, runId }: RunRef,
  said: EngineAnswer,
  { stepHash, error, startedAt = said.startedAt }: FailedTry,
): Promise<void> {
  const attempt = said.attempt + 1;
  await tx
    .insert(functionTries)
    .values({ orgId, runId, stepHash, attempt, startedAt, endedAt: clock, error });
}

interface FailedTry {
  readonly stepHash: string | null;
  readonly error: StoredError;
  readonly startedAt?: Date | undefined;
}

type TriedReport = Extract<StepReport, { kind: "done" | "threw" }>;

function settledNow({ startedAt }: Pick<TriedReport, "startedAt">, said: EngineAnswer) {
  return { startedAt: startedAt ?? said.startedAt, settledAt: clock };
}

function stepFacts(report: StepReport, said: EngineAnswer) {
  switch (report.kind) {
    case "done":
      return { op: "run" as const, result: resultAtServer, ...settledNow(report, said) };
    case "threw": {
      const tried = { op: "run" as const, attempt: said.attempt + 1, lastError: report.error };
      if (!report.isFinal) return { ...tried, wakeAt: report.retryAt ?? clock };
      return { ...tried, result: { type: "error", error: report.error }, ...settledNow(report, said) };
    }
    case "planned":
      return { op: "planned" as const };
    case "sleep":
      return { op: "sleep" as const, wakeAt: report.until };
  }
}

async function storeStep(tx: Tx, run: RunRef, said: EngineAnswer, report: StepReport): Promise<void> {
  const { hash, name } = report;
  if (report.kind === "threw") await storeTry(tx, run, said, { ...report, stepHash: hash });
  const { op, ...facts } = stepFacts(report, said);
  const step = tx
    .insert(functionSteps)
    .values({ orgId: run.orgId, runId: run.runId, stepHash: hash, name, op, ...facts });
  // Planned steps and sleeps are reported again with every call until they are over; the first report counts.
  if (report.kind === "planned" || report.kind === "sleep") await step.onConflictDoNothing();
  else {
    await step.onConflictDoUpdate({
      target: [functionSteps.orgId, functionSteps.runId, functionSteps.stepHash],
      set: facts,
      setWhere: isNull(functionSteps.settledAt),
    });
  }
}
