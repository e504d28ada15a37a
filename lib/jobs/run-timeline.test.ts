import { describe, expect, it } from "vitest";
import { type StepRecord, type TryRecord, timelineOf } from "./run-timeline";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const error = { name: "TypeError", message: "x" };

function step(hash: string, other: Partial<StepRecord> = {}): StepRecord {
  return {
    hash,
    name: hash,
    op: "run",
    createdAt: at(9),
    startedAt: at(8),
    settledAt: at(9),
    wakeAt: at(0),
    error: null,
    ...other,
  };
}

function failed(stepHash: string | null, second: number, other: Partial<TryRecord> = {}): TryRecord {
  return { stepHash, attempt: 1, startedAt: at(second), endedAt: at(second + 1), error, ...other };
}

describe("timelineOf", () => {
  it("orders steps by when they were first tried, with the tries that failed", () => {
    const steps = [step("late", { startedAt: at(20), settledAt: at(21), createdAt: at(21) }), step("early")];
    const tries = [
      failed("early", 4, { attempt: 2 }),
      failed("early", 2),
      failed("late", 12),
      failed(null, 6, { error: { name: "WorkerCrashed", message: "gone" } }),
    ];
    const [first, second, third] = timelineOf(steps, tries);
    expect(first).toMatchObject({
      kind: "step",
      name: "early",
      state: "done",
      startedAt: at(2),
      durationMs: 1_000,
    });
    expect(first?.kind === "step" && first.failedTries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(second).toMatchObject({ kind: "call", failedTry: { error: { name: "WorkerCrashed" } } });
    expect(third).toMatchObject({ kind: "step", name: "late", startedAt: at(12) });
  });

  it("says what waits until when, and what failed for good", () => {
    const steps = [
      step("nap", { op: "sleep", createdAt: at(1), startedAt: null, settledAt: null, wakeAt: at(50) }),
      step("broken", { createdAt: at(3), startedAt: at(2), settledAt: at(3), error }),
    ];
    expect(timelineOf(steps, [])).toMatchObject([
      { name: "nap", state: "waiting", wakeAt: at(50), durationMs: null },
      { name: "broken", state: "failed", wakeAt: null, error },
    ]);
  });

  it("keeps a try whose step was never stored", () => {
    expect(timelineOf([], [failed("unknown", 3)])).toMatchObject([{ kind: "call", startedAt: at(3) }]);
  });

  it("tells one order for steps that began together, whatever order they came in", () => {
    const steps = [step("b", { settledAt: at(12) }), step("a", { settledAt: at(11) })];
    const names = (given: readonly StepRecord[]) => timelineOf(given, []).map(({ key }) => key);
    expect(names(steps)).toEqual(["a", "b"]);
    expect(names(steps.toReversed())).toEqual(["a", "b"]);
  });
});
