import type { stepOps } from "@/db/enums";
import type { RunError } from "./run-views";

type StepOp = (typeof stepOps)[number];

/** A step as it is stored. */
export interface StepRecord {
  readonly hash: string;
  readonly name: string;
  readonly op: StepOp;
  readonly createdAt: Date;
  /** When the try began that settled it. */
  readonly startedAt: Date | null;
  readonly settledAt: Date | null;
  /** When a step that is not settled may go on, or a sleep ends. */
  readonly wakeAt: Date;
  /** What it threw in the end; null when it returned, or is not settled. */
  readonly error: RunError | null;
}

/** A try that failed, of a step or of the function's own code. */
export interface TryRecord {
  readonly stepHash: string | null;
  readonly attempt: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date;
  readonly error: RunError;
}

export type FailedTry = Omit<TryRecord, "stepHash">;

export type StepState = "done" | "failed" | "waiting";

export interface StepEntry {
  readonly kind: "step";
  readonly key: string;
  readonly name: string;
  readonly op: StepOp;
  readonly state: StepState;
  readonly startedAt: Date;
  readonly settledAt: Date | null;
  /** While it waits: until when. */
  readonly wakeAt: Date | null;
  /** Of the try that settled it. */
  readonly durationMs: number | null;
  readonly failedTries: readonly FailedTry[];
  readonly error: RunError | null;
}

/** A try that failed outside of every step: in the function's own code, or with the worker. */
export interface CallEntry {
  readonly kind: "call";
  readonly key: string;
  readonly startedAt: Date;
  readonly failedTry: FailedTry;
}

export type TimelineEntry = StepEntry | CallEntry;

function earliest(...moments: readonly (Date | null | undefined)[]): Date {
  const times = moments.flatMap((moment) => (moment ? [moment.getTime()] : []));
  return new Date(Math.min(...times));
}

function withoutHash({ stepHash: _, ...rest }: TryRecord): FailedTry {
  return rest;
}

function stateOf(step: StepRecord): StepState {
  if (!step.settledAt) return "waiting";
  return step.error ? "failed" : "done";
}

function stepEntry(step: StepRecord, tries: readonly TryRecord[]): StepEntry {
  const { hash, name, op, settledAt, startedAt, wakeAt, error } = step;
  return {
    kind: "step",
    key: hash,
    name,
    op,
    state: stateOf(step),
    startedAt: earliest(step.createdAt, startedAt, ...tries.map((each) => each.startedAt ?? each.endedAt)),
    settledAt,
    wakeAt: settledAt ? null : wakeAt,
    durationMs: settledAt && startedAt ? Math.max(0, settledAt.getTime() - startedAt.getTime()) : null,
    failedTries: tries.map(withoutHash),
    error,
  };
}

function callEntry(failed: TryRecord, index: number): CallEntry {
  const startedAt = failed.startedAt ?? failed.endedAt;
  return { kind: "call", key: `call-${index}`, startedAt, failedTry: withoutHash(failed) };
}

/** What a run did, in the order in which it began: its steps, each with the tries that failed, and what failed between. */
export function timelineOf(
  steps: readonly StepRecord[],
  tries: readonly TryRecord[],
): readonly TimelineEntry[] {
  const known = new Set(steps.map(({ hash }) => hash));
  const inOrder = tries.toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime());
  const entries: TimelineEntry[] = [
    ...steps.map((step) =>
      stepEntry(
        step,
        inOrder.filter(({ stepHash }) => stepHash === step.hash),
      ),
    ),
    ...inOrder.filter(({ stepHash }) => stepHash === null || !known.has(stepHash)).map(callEntry),
  ];
  return entries.toSorted(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || endOf(a).getTime() - endOf(b).getTime(),
  );
}

function endOf(entry: TimelineEntry): Date {
  return entry.kind === "call" ? entry.failedTry.endedAt : (entry.settledAt ?? entry.startedAt);
}
