import type { Claim, FailedTry, Pending, RunRow, Settled, StepRow } from "./run-store";
import type { StepResult } from "./sdk-handler";

export interface RememberedStep {
  readonly name: string;
  readonly op: StepRow["op"];
  readonly attempt: number;
  readonly wakeAt: Date;
  readonly result: StepResult | null;
}

function isStepResult(value: unknown): value is StepResult {
  if (typeof value !== "object" || value === null) return false;
  const type: unknown = Reflect.get(value, "type");
  return type === "data" || type === "error";
}

/** What a worker knows of the run in its hands; always behind what is stored, never ahead of it. */
export class RunMemory {
  readonly claim: Claim;
  readonly functionId: string;
  readonly event: unknown;
  attempt: number;
  wakeAt: Date;
  /** Something was settled (or may have been) since the function was last asked what it wants next. */
  hasNews = true;
  private readonly steps = new Map<string, RememberedStep>();
  private readonly stack: string[];

  constructor(claim: Claim, run: RunRow, steps: readonly StepRow[]) {
    this.claim = claim;
    this.functionId = run.functionId;
    this.event = run.event;
    this.attempt = run.attempt;
    this.wakeAt = run.wakeAt;
    this.stack = [...run.stack];
    for (const { stepHash, name, op, attempt, wakeAt, result } of steps) {
      this.steps.set(stepHash, { name, op, attempt, wakeAt, result: isStepResult(result) ? result : null });
    }
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

  addFailedTry({ hash, name, op, attempt, wakeAt }: FailedTry): void {
    this.steps.set(hash, { name, op, attempt, wakeAt, result: null });
    if (op === "run") this.addFailedCall({ attempt, wakeAt });
  }

  addFailedCall({ attempt, wakeAt }: { readonly attempt: number; readonly wakeAt: Date }): void {
    this.attempt = attempt;
    this.wakeAt = wakeAt;
    this.hasNews = true;
  }
}
