import type { Claim, TakenRun } from "./run-claims";
import type { Pending, Settled, StepMemory } from "./run-store";
import type { StepResult } from "./sdk-handler";

type RememberedStep = Omit<StepMemory, "hash">;

/** What a worker knows of the run in its hands; always behind what is stored, never ahead of it. */
export class RunMemory {
  readonly claim: Claim;
  readonly functionId: string;
  readonly event: unknown;
  attempt: number;
  wakeAt: Date;
  /** Something was settled (or may have been) since the function was last asked what it wants next. */
  hasNews = true;
  private readonly steps: Map<string, RememberedStep>;
  private readonly stack: string[];

  constructor(taken: TakenRun, steps: readonly StepMemory[]) {
    this.claim = taken.claim;
    this.functionId = taken.functionId;
    this.event = taken.event;
    this.attempt = taken.attempt;
    this.wakeAt = taken.wakeAt;
    this.stack = [...taken.stack];
    this.steps = new Map(steps.map(({ hash, ...step }) => [hash, step]));
  }

  knows(hash: string): boolean {
    return this.steps.has(hash);
  }

  isSettled(hash: string): boolean {
    return this.steps.get(hash)?.result != null;
  }

  attemptOf(hash: string): number {
    return this.steps.get(hash)?.attempt ?? 0;
  }

  /** Planned steps and sleeps that are not over. A step that is run as it is found waits with the call instead. */
  pending(): Pending[] {
    return [...this.steps]
      .filter(([, step]) => step.result === null && step.op !== "run")
      .map(([hash, { name, op, wakeAt }]) => ({ hash, name, op, wakeAt }));
  }

  settled(): { readonly steps: Record<string, StepResult>; readonly stack: readonly string[] } {
    const steps: Record<string, StepResult> = {};
    for (const [hash, { result }] of this.steps) if (result) steps[hash] = result;
    return { steps, stack: [...this.stack] };
  }

  /** Whether a step ended with this error, so that its tries are on record. */
  isStepError({ name, message }: { readonly name: string; readonly message: string }): boolean {
    return [...this.steps.values()].some(
      ({ result }) =>
        result?.type === "error" && result.error.name === name && result.error.message === message,
    );
  }

  addSettled(settled: readonly Settled[]): void {
    for (const { hash, name, op, result } of settled) {
      if (this.isSettled(hash)) continue;
      this.steps.set(hash, { name, op, attempt: this.attemptOf(hash), wakeAt: this.wakeAt, result });
      this.stack.push(hash);
    }
    this.attempt = 0;
    this.hasNews = true;
  }

  addPending(pending: readonly Pending[]): void {
    for (const { hash, name, op, wakeAt } of pending) {
      this.steps.set(hash, { name, op, wakeAt, attempt: 0, result: null });
    }
  }

  addFailedStep(step: Pending, attempt: number): void {
    const { hash, name, op, wakeAt } = step;
    this.steps.set(hash, { name, op, attempt, wakeAt, result: null });
    if (op === "run") this.addFailedCall(attempt, wakeAt);
  }

  addFailedCall(attempt: number, wakeAt: Date): void {
    this.attempt = attempt;
    this.wakeAt = wakeAt;
    this.hasNews = true;
  }
}
