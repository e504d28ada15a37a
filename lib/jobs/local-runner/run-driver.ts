import { randomUUID } from "node:crypto";
import { backOff } from "./durations";
import type { KnownFunction } from "./function-registry";
import { isConnectionError, patiently } from "./patience";
import { type Answer, readAnswer, readCheckpoint, type StepReport } from "./protocol-answer";
import { doneStep, endedSleep, pendingStep, refusal } from "./reported-steps";
import type { TakenRun } from "./run-claims";
import type { Failure } from "./run-ends";
import { RunMemory } from "./run-memory";
import { noOrgId } from "./run-queue";
import { type Outcome, type RecordPorts, RunRecord } from "./run-record";
import { ClaimLost, type Pending, readSteps } from "./run-store";
import type { CallHandler, HandlerCall, SentEvent } from "./sdk-handler";
import { storedError } from "./stored-error";

export interface DriverPorts extends RecordPorts {
  readonly call: CallHandler;
  readonly now: () => Date;
  /** 0 ≤ random < 1, for the jitter of retries. */
  readonly random: () => number;
}

type Threw = Extract<StepReport, { kind: "threw" }>;
type Call = Pick<HandlerCall, "target" | "attempt" | "isPlanningOnly" | "keepSteps">;

/** An answer with the events that its steps sent, and when the call began. */
interface Answered {
  readonly answer: Answer;
  readonly sent: readonly SentEvent[];
  readonly startedAt: Date;
  readonly isPlanningOnly: boolean;
}

/** Planned steps of one run that are worked on at once. */
const parallelSteps = 8;

/** Drives a run as far as it goes: to its end, or to the next moment for which it has to wait. */
export async function driveRun(ports: DriverPorts, taken: TakenRun): Promise<Outcome> {
  // The database may have called the run due a moment before this machine's clock does.
  const now = () => new Date(Math.max(ports.now().getTime(), taken.takenAt.getTime()));
  const isNew = taken.claim.claim === 1;
  const steps = isNew
    ? []
    : await patiently(
        () => readSteps(taken.claim),
        () => !ports.isStopping(),
      );
  const driver = new RunDriver({ ...ports, now }, new RunMemory(taken, steps));
  try {
    return await driver.drive().catch((error: unknown) => driver.failUnexpectedly(error));
  } catch (error) {
    if (error instanceof ClaimLost) return "lost";
    throw error;
  }
}

class RunDriver {
  private readonly ports: DriverPorts;
  private readonly memory: RunMemory;
  private readonly record: RunRecord;

  constructor(ports: DriverPorts, memory: RunMemory) {
    this.ports = ports;
    this.memory = memory;
    this.record = new RunRecord(ports, memory);
  }

  async drive(): Promise<Outcome> {
    const fn = this.ports.registry.find(this.memory.functionId);
    if (!fn) return this.refuse(`There is no function "${this.memory.functionId}" any more.`);
    for (;;) {
      const outcome = await this.advance(fn);
      if (outcome) return outcome;
    }
  }

  /** Trouble of our own counts as a failed try, or the run would come back for ever. */
  async failUnexpectedly(error: unknown): Promise<Outcome> {
    const fn = this.ports.registry.find(this.memory.functionId);
    if (!fn || error instanceof ClaimLost || isConnectionError(error)) throw error;
    const answer = { error: storedError(error), isFinal: false, retryAt: undefined };
    const outcome = await this.failCall(fn, answer, this.ports.now());
    return outcome ?? this.record.suspend(this.memory.wakeAt);
  }

  /** One move. The order matters: as long as a step is pending, the function may not run steps it finds. */
  private async advance(fn: KnownFunction): Promise<Outcome | undefined> {
    const now = this.ports.now();
    if (this.ports.isStopping()) return this.record.suspend(now);
    const { hasNews, wakeAt } = this.memory;
    const pending = this.memory.pending();
    if (pending.length === 0) {
      return wakeAt > now ? this.record.suspend(wakeAt) : this.callToRun(fn);
    }
    const due = pending.filter((step) => step.wakeAt <= now);
    if (due.length > 0) return this.settleDue(fn, due);
    if (hasNews && wakeAt <= now) return this.callToPlan(fn);
    const wakes = [...pending.map((step) => step.wakeAt), ...(hasNews ? [wakeAt] : [])];
    return this.record.suspend(new Date(Math.min(...wakes.map((wake) => wake.getTime()))));
  }

  /** Only asks which steps the function has found meanwhile. */
  private async callToPlan(fn: KnownFunction): Promise<Outcome | undefined> {
    this.memory.hasNews = false;
    const { attempt } = this.memory;
    return this.takeAnswer(fn, await this.call(fn, { target: undefined, attempt, isPlanningOnly: true }));
  }

  /**
   * Lets the function run from its beginning, with all it has done so far. As long as its steps come one by one, it
   * goes on in this one call; each is stored before the next begins.
   */
  private async callToRun(fn: KnownFunction): Promise<Outcome | undefined> {
    this.memory.hasNews = false;
    const { attempt } = this.memory;
    let stop: { readonly reason?: string; readonly error?: unknown } | undefined;
    const keepSteps: HandlerCall["keepSteps"] = async (ops, sent) => {
      try {
        const checkpoint = readCheckpoint(ops, this.ports.now());
        if (checkpoint.kind === "refused") stop = checkpoint;
        else if (!(await this.keepDone(checkpoint.reports, sent)) || this.ports.isStopping()) stop = {};
      } catch (error) {
        stop = { error };
      }
      return stop === undefined;
    };
    const answered = await this.call(fn, { target: undefined, attempt, isPlanningOnly: false, keepSteps });
    if (!stop) return this.takeAnswer(fn, answered);
    if (stop.error !== undefined) throw stop.error;
    return stop.reason === undefined ? undefined : this.refuse(stop.reason);
  }

  /** @returns whether the function may go on with what its steps returned */
  private async keepDone(reports: readonly StepReport[], sent: readonly SentEvent[]): Promise<boolean> {
    for (const report of reports) {
      if (report.kind !== "done") return false;
      if (!(await this.record.settleDone(doneStep(report, "run", sent)))) return false;
    }
    return true;
  }

  private async call(fn: KnownFunction, call: Call): Promise<Answered> {
    const { orgId, runId } = this.memory.claim;
    const startedAt = this.ports.now();
    const { reply, sent } = await this.ports.call({
      functionId: fn.id,
      orgId: orgId === noOrgId ? undefined : orgId,
      runId,
      event: this.memory.event,
      maxAttempts: fn.maxAttempts,
      ...this.memory.settled(),
      ...call,
    });
    return {
      answer: readAnswer(reply, this.ports.now()),
      sent,
      startedAt,
      isPlanningOnly: call.isPlanningOnly,
    };
  }

  private async takeAnswer(fn: KnownFunction, answered: Answered): Promise<Outcome | undefined> {
    const { answer } = answered;
    switch (answer.kind) {
      case "finished":
        return this.record.finish(answer.output);
      case "failed":
        return this.failCall(fn, answer, answered.startedAt);
      case "refused":
        return this.refuse(answer.reason);
      case "steps":
        return this.takeReports(fn, answer.reports, answered);
    }
  }

  private async takeReports(
    fn: KnownFunction,
    reports: readonly StepReport[],
    { sent, startedAt, isPlanningOnly }: Answered,
  ): Promise<Outcome | undefined> {
    const fresh = reports.filter((report) => !this.memory.isSettled(report.hash));
    if (fresh.length === 0 && !isPlanningOnly) {
      return this.refuse("The function asked again for steps that are done.");
    }
    for (const report of fresh) {
      if (report.kind === "done") await this.record.settleDone(doneStep(report, "run", sent));
      if (report.kind === "threw") await this.takeThrow(fn, report, "run", startedAt);
    }
    const pending = fresh
      .filter((report) => !this.memory.knows(report.hash))
      .flatMap(pendingStep(this.ports.now()));
    if (pending.length > 0) await this.record.addPending(pending);
    return undefined;
  }

  /** Ends sleeps that are over and works on planned steps, several at once. */
  private async settleDue(fn: KnownFunction, due: readonly Pending[]): Promise<Outcome | undefined> {
    const sleeps = due.filter((step) => step.op === "sleep");
    if (sleeps.length > 0) await this.record.settle(sleeps.map(endedSleep));
    const waiting = due.filter((step) => step.op === "planned");
    const lanes = Array.from({ length: Math.min(parallelSteps, waiting.length) }, async () => {
      for (let step = waiting.shift(); step && !this.ports.isStopping(); step = waiting.shift()) {
        const failure = await this.runPlanned(fn, step);
        if (failure) return failure;
      }
      return undefined;
    });
    const ends = await Promise.allSettled(lanes);
    for (const end of ends) {
      if (end.status === "rejected") throw end.reason;
    }
    const failure = ends.map((end) => (end.status === "fulfilled" ? end.value : undefined)).find(Boolean);
    return failure && this.record.fail(failure);
  }

  /** @returns why the run has failed, if it has */
  private async runPlanned(fn: KnownFunction, { hash, name }: Pending): Promise<Failure | undefined> {
    const attempt = this.memory.attemptOf(hash);
    const { answer, sent, startedAt } = await this.call(fn, { target: hash, attempt, isPlanningOnly: true });
    if (answer.kind === "refused") return refusal(answer.reason);
    if (answer.kind === "failed") {
      // The function's own code threw before it came to the step: a try of the step all the same.
      const failedTry = { id: randomUUID(), attempt: attempt + 1, startedAt, error: answer.error };
      if (answer.isFinal || attempt + 1 >= fn.maxAttempts) return { error: answer.error, failedTry };
      const wakeAt = answer.retryAt ?? backOff(attempt + 1, this.ports.now(), this.ports.random());
      await this.record.addFailedStep({ hash, name, op: "planned", wakeAt }, failedTry);
      return undefined;
    }
    const report = answer.kind === "steps" ? answer.reports.find((step) => step.hash === hash) : undefined;
    if (report?.kind === "done") await this.record.settleDone(doneStep(report, "planned", sent));
    else if (report?.kind === "threw") await this.takeThrow(fn, report, "planned", startedAt);
    else return refusal(`The function did not run its step "${name}" when it was asked to.`);
    return undefined;
  }

  /** A step threw: try again later, or remember the error so that the function can deal with it. */
  private async takeThrow(
    fn: KnownFunction,
    report: Threw,
    op: "run" | "planned",
    calledAt: Date,
  ): Promise<void> {
    const { hash, name, error, startedAt = calledAt } = report;
    const attempt = (op === "run" ? this.memory.attempt : this.memory.attemptOf(hash)) + 1;
    const failedTry = { id: randomUUID(), attempt, startedAt, error };
    if (report.isFinal || attempt >= fn.maxAttempts) {
      const result = { type: "error" as const, error };
      await this.record.settle([{ hash, name, op, result, startedAt, failedTry, sent: [] }]);
    } else {
      const wakeAt = report.retryAt ?? backOff(attempt, this.ports.now(), this.ports.random());
      await this.record.addFailedStep({ hash, name, op, wakeAt }, failedTry);
    }
  }

  private async failCall(
    fn: KnownFunction,
    { error, isFinal, retryAt }: Omit<Extract<Answer, { kind: "failed" }>, "kind">,
    startedAt: Date,
  ): Promise<Outcome | undefined> {
    const attempt = this.memory.attempt + 1;
    const failedTry = { id: randomUUID(), attempt, startedAt, error };
    if (isFinal || attempt >= fn.maxAttempts) {
      return this.record.fail(this.memory.isStepError(error) ? { error } : { error, failedTry });
    }
    await this.record.addFailedCall(
      failedTry,
      retryAt ?? backOff(attempt, this.ports.now(), this.ports.random()),
    );
    return undefined;
  }

  private refuse(message: string): Promise<Outcome> {
    return this.record.fail(refusal(message));
  }
}
