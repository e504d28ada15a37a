import { backOff } from "./durations";
import type { FunctionRegistry, KnownFunction } from "./function-registry";
import { isRefusedValue, patiently } from "./patience";
import { type Answer, readAnswer, type StepReport } from "./protocol-answer";
import { RunMemory } from "./run-memory";
import { noOrgId } from "./run-queue";
import {
  type Claim,
  ClaimLost,
  failRun,
  finishRun,
  type Pending,
  type RunRow,
  type Settled,
  type StepRow,
  storeFailedCall,
  storeFailedTry,
  storePending,
  storeSettled,
  suspendRun,
} from "./run-store";
import type { CallHandler, SentEvent } from "./sdk-handler";
import { type StoredError, storedError } from "./stored-error";

export interface DriverPorts {
  readonly call: CallHandler;
  readonly registry: FunctionRegistry;
  readonly now: () => Date;
  /** 0 ≤ random < 1, for the jitter of retries. */
  readonly random: () => number;
  /** A step was stored: the run gets somewhere. */
  readonly onSettled: () => void;
  /** The process is asked to end: finish the step at hand, begin no other. */
  readonly isStopping: () => boolean;
}

/** How a run left this worker's hands. */
export type Outcome = "finished" | "failed" | "suspended" | "lost";

/** Planned steps of one run that are worked on at once. */
const parallelSteps = 8;

/** Drives a run as far as it goes: to its end, or to the next moment for which it has to wait. */
export async function driveRun(
  ports: DriverPorts,
  held: { readonly claim: Claim; readonly run: RunRow; readonly steps: readonly StepRow[] },
): Promise<Outcome> {
  const driver = new RunDriver(ports, new RunMemory(held.claim, held.run, held.steps));
  try {
    return await driver.drive();
  } catch (error) {
    if (error instanceof ClaimLost) return "lost";
    throw error;
  }
}

class RunDriver {
  private readonly ports: DriverPorts;
  private readonly memory: RunMemory;
  private readonly claim: Claim;

  constructor(ports: DriverPorts, memory: RunMemory) {
    this.ports = ports;
    this.memory = memory;
    this.claim = memory.claim;
  }

  async drive(): Promise<Outcome> {
    const fn = this.ports.registry.find(this.memory.functionId);
    if (!fn)
      return this.fail(refusal(`There is no function "${this.memory.functionId}" any more.`), undefined);
    for (;;) {
      const outcome = await this.advance(fn);
      if (outcome) return outcome;
    }
  }

  /** One move. The order matters: as long as a step is pending, the function may not run steps it finds. */
  private async advance(fn: KnownFunction): Promise<Outcome | undefined> {
    const now = this.ports.now();
    if (this.ports.isStopping()) return this.suspend(now);
    const pending = this.memory.pending();
    if (pending.length === 0) {
      return this.memory.wakeAt > now ? this.suspend(this.memory.wakeAt) : this.callFunction(fn, false);
    }
    const due = pending.filter((step) => step.wakeAt <= now);
    if (due.length > 0) return this.settleDue(fn, due);
    const { hasNews, wakeAt } = this.memory;
    if (hasNews && wakeAt <= now) return this.callFunction(fn, true);
    const wakes = [...pending.map((step) => step.wakeAt), ...(hasNews ? [wakeAt] : [])];
    return this.suspend(new Date(Math.min(...wakes.map((wake) => wake.getTime()))));
  }

  /** Calls the function from its beginning, with all it has done so far. */
  private async callFunction(fn: KnownFunction, isPlanningOnly: boolean): Promise<Outcome | undefined> {
    this.memory.hasNews = false;
    const { answer, sent } = await this.call(fn, undefined, this.memory.attempt, isPlanningOnly);
    switch (answer.kind) {
      case "finished":
        return this.finish(answer.output ?? null, fn.failureId);
      case "failed":
        return this.failCall(fn, answer);
      case "refused":
        return this.fail(refusal(answer.reason), fn.failureId);
      case "steps":
        return this.takeReports(fn, answer.reports, sent, isPlanningOnly);
    }
  }

  private async call(
    fn: KnownFunction,
    target: string | undefined,
    attempt: number,
    isPlanningOnly: boolean,
  ): Promise<{ answer: Answer; sent: readonly SentEvent[] }> {
    const { steps, stack } = this.memory.settled();
    const { reply, sent } = await this.ports.call({
      functionId: fn.id,
      orgId: this.claim.orgId === noOrgId ? undefined : this.claim.orgId,
      runId: this.claim.runId,
      event: this.memory.event,
      attempt,
      maxAttempts: fn.maxAttempts,
      steps,
      stack,
      target,
      isPlanningOnly,
    });
    return { answer: readAnswer(reply, this.ports.now()), sent };
  }

  private async takeReports(
    fn: KnownFunction,
    reports: readonly StepReport[],
    sent: readonly SentEvent[],
    isPlanningOnly: boolean,
  ): Promise<Outcome | undefined> {
    const fresh = reports.filter((report) => !this.memory.isSettled(report.hash));
    if (fresh.length === 0 && !isPlanningOnly) {
      return this.fail(refusal("The function asked again for steps that are done."), fn.failureId);
    }
    for (const report of fresh) {
      if (report.kind === "done") await this.settleDone(doneStep(report, "run", sent));
      if (report.kind === "threw") await this.takeThrow(fn, report, "run");
    }
    const pending = fresh
      .filter((report) => !this.memory.knows(report.hash))
      .flatMap(pendingStep(this.ports.now()));
    if (pending.length > 0) {
      await this.keep(() => storePending(this.claim, pending));
      this.memory.addPending(pending);
    }
    return undefined;
  }

  /** Ends sleeps that are over and works on planned steps, several at once. */
  private async settleDue(fn: KnownFunction, due: readonly Pending[]): Promise<Outcome | undefined> {
    const sleeps = due.filter((step) => step.op === "sleep");
    if (sleeps.length > 0) await this.settle(sleeps.map(endedSleep));
    const planned = due.filter((step) => step.op === "planned");
    const waiting = [...planned];
    const lanes = Array.from({ length: Math.min(parallelSteps, waiting.length) }, async () => {
      for (let step = waiting.shift(); step && !this.ports.isStopping(); step = waiting.shift()) {
        const reason = await this.runPlanned(fn, step);
        if (reason !== undefined) return reason;
      }
      return undefined;
    });
    const ends = await Promise.allSettled(lanes);
    for (const end of ends) {
      if (end.status === "rejected") throw end.reason;
    }
    const reason = ends.map((end) => (end.status === "fulfilled" ? end.value : undefined)).find(Boolean);
    return reason === undefined ? undefined : this.fail(refusal(reason), fn.failureId);
  }

  /** @returns why the run must stop, if it must */
  private async runPlanned(fn: KnownFunction, step: Pending): Promise<string | undefined> {
    const { answer, sent } = await this.call(fn, step.hash, this.memory.attemptOf(step.hash), true);
    if (answer.kind === "refused") return answer.reason;
    const report =
      answer.kind === "steps" ? answer.reports.find(({ hash }) => hash === step.hash) : undefined;
    if (report?.kind === "done") await this.settleDone(doneStep(report, "planned", sent));
    else if (report?.kind === "threw") await this.takeThrow(fn, report, "planned");
    else return `The function did not run its step "${step.name}" when it was asked to.`;
    return undefined;
  }

  /** A step threw: try again later, or remember the error so that the function can deal with it. */
  private async takeThrow(
    fn: KnownFunction,
    report: Extract<StepReport, { kind: "threw" }>,
    op: "run" | "planned",
  ): Promise<void> {
    const { hash, name, error } = report;
    const attempt = (op === "run" ? this.memory.attempt : this.memory.attemptOf(hash)) + 1;
    if (report.isFinal || attempt >= fn.maxAttempts) {
      await this.settle([{ hash, name, op, result: { type: "error", error }, sent: [] }]);
      return;
    }
    const wakeAt = report.retryAt ?? backOff(attempt, this.ports.now(), this.ports.random());
    const failed = { hash, name, op, attempt, error, wakeAt };
    await this.keep(() => storeFailedTry(this.claim, failed));
    this.memory.addFailedTry(failed);
  }

  private async failCall(
    fn: KnownFunction,
    answer: Extract<Answer, { kind: "failed" }>,
  ): Promise<Outcome | undefined> {
    const attempt = this.memory.attempt + 1;
    if (answer.isFinal || attempt >= fn.maxAttempts) return this.fail(answer.error, fn.failureId);
    const wakeAt = answer.retryAt ?? backOff(attempt, this.ports.now(), this.ports.random());
    await this.keep(() => storeFailedCall(this.claim, { attempt, wakeAt, error: answer.error }));
    this.memory.addFailedCall({ attempt, wakeAt });
    return undefined;
  }

  /** A result that the database refuses must not make the step run again and again: it is the step's failure. */
  private async settleDone(done: Settled): Promise<void> {
    try {
      await this.settle([done]);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      await this.settle([{ ...done, result: { type: "error", error: storedError(error) }, sent: [] }]);
    }
  }

  private async finish(output: unknown, failureId: string | undefined): Promise<Outcome> {
    try {
      await this.keep(() => finishRun(this.claim, output));
      return "finished";
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      return this.fail(storedError(error), failureId);
    }
  }

  private async settle(settled: readonly Settled[]): Promise<void> {
    await this.keep(() => storeSettled(this.claim, settled));
    this.memory.addSettled(settled);
    this.ports.onSettled();
  }

  private async fail(error: StoredError, failureId: string | undefined): Promise<Outcome> {
    await this.keep(() => failRun(this.claim, error, failureId));
    return "failed";
  }

  private async suspend(wakeAt: Date): Promise<Outcome> {
    await this.keep(() => suspendRun(this.claim, wakeAt));
    return "suspended";
  }

  private keep<T>(write: () => Promise<T>): Promise<T> {
    return patiently(write, () => !this.ports.isStopping());
  }
}

function refusal(reason: string): StoredError {
  return storedError({ name: "LocalRunnerRefusal", message: reason });
}

function doneStep(
  report: Extract<StepReport, { kind: "done" }>,
  op: "run" | "planned",
  sent: readonly SentEvent[],
): Settled {
  return { hash: report.hash, name: report.name, op, result: { type: "data", data: report.data }, sent };
}

function endedSleep({ hash, name }: Pending): Settled {
  return { hash, name, op: "sleep", result: { type: "data", data: null }, sent: [] };
}

function pendingStep(now: Date) {
  return (report: StepReport): Pending[] => {
    if (report.kind === "planned")
      return [{ hash: report.hash, name: report.name, op: "planned", wakeAt: now }];
    if (report.kind === "sleep") {
      return [{ hash: report.hash, name: report.name, op: "sleep", wakeAt: report.until }];
    }
    return [];
  };
}
