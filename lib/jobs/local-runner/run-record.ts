import type { FunctionRegistry } from "./function-registry";
import { isRefusedValue, patiently } from "./patience";
import { type Failure, failRun, finishRun } from "./run-ends";
import type { RunMemory } from "./run-memory";
import {
  type FailedTry,
  type Pending,
  type Settled,
  storeFailedCall,
  storeFailedStep,
  storePending,
  storeSettled,
  suspendRun,
} from "./run-store";
import { storedError } from "./stored-error";

/** How a run left this worker's hands. */
export type Outcome = "finished" | "failed" | "suspended" | "lost";

export interface RecordPorts {
  readonly registry: FunctionRegistry;
  /** A step was stored: the run gets somewhere. */
  readonly onSettled: () => void;
  /** The process is asked to end: finish the step at hand, begin no other. */
  readonly isStopping: () => boolean;
}

/**
 * Writes down what becomes of a run, then remembers it. While the database is away it waits, since what is to be
 * written has been done already. Every write throws `ClaimLost` once the run is in other hands.
 */
export class RunRecord {
  private readonly ports: RecordPorts;
  private readonly memory: RunMemory;

  constructor(ports: RecordPorts, memory: RunMemory) {
    this.ports = ports;
    this.memory = memory;
  }

  async settle(settled: readonly Settled[]): Promise<void> {
    await this.keep(() => storeSettled(this.memory.claim, settled));
    this.memory.addSettled(settled);
    this.ports.onSettled();
  }

  /**
   * A result that the database refuses must not make the step run again and again: it is the step's failure.
   * @returns whether the step has this result now
   */
  async settleDone(done: Settled): Promise<boolean> {
    try {
      await this.settle([done]);
      return true;
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      await this.settle([{ ...done, result: { type: "error", error: storedError(error) }, sent: [] }]);
      return false;
    }
  }

  async addPending(pending: readonly Pending[]): Promise<void> {
    await this.keep(() => storePending(this.memory.claim, pending));
    this.memory.addPending(pending);
  }

  /** The step will be tried again when it wakes. */
  async addFailedStep(step: Pending, failed: FailedTry): Promise<void> {
    await this.keep(() => storeFailedStep(this.memory.claim, step, failed));
    this.memory.addFailedStep(step, failed.attempt);
  }

  /** The function will be called again then. */
  async addFailedCall(failed: FailedTry, wakeAt: Date): Promise<void> {
    await this.keep(() => storeFailedCall(this.memory.claim, failed, wakeAt));
    this.memory.addFailedCall(failed.attempt, wakeAt);
  }

  async finish(output: unknown): Promise<Outcome> {
    try {
      await this.keep(() => finishRun(this.memory.claim, output));
      return "finished";
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      return this.fail({ error: storedError(error) });
    }
  }

  async fail(failure: Failure): Promise<Outcome> {
    const { claim, functionId } = this.memory;
    await this.keep(() => failRun(claim, failure, this.ports.registry.failureOf(functionId)));
    return "failed";
  }

  async suspend(wakeAt: Date): Promise<Outcome> {
    await this.keep(() => suspendRun(this.memory.claim, wakeAt));
    return "suspended";
  }

  private keep<T>(write: () => Promise<T>): Promise<T> {
    return patiently(write, () => !this.ports.isStopping());
  }
}
