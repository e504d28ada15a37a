import { describe, expect, it } from "vitest";
import { runStatuses } from "@/db/enums";
import { durationOf, isOpenRun, triesOf } from "./run-views";

describe("triesOf", () => {
  it("counts the try that went well or is at hand, and none that never was", () => {
    const tries = (failedTries: number) => runStatuses.map((status) => triesOf({ status, failedTries }));
    // queued, running, waiting, finished, failed, parked, cancelled
    expect(tries(0)).toEqual([0, 1, 1, 1, 1, 1, 1]);
    expect(tries(4)).toEqual([0, 5, 4, 5, 4, 4, 4]);
  });
});

describe("durationOf", () => {
  const now = new Date(60_000);

  it("goes to the end, or to this moment while the run is open", () => {
    expect(durationOf({ startedAt: null, endedAt: null }, now)).toBeNull();
    expect(durationOf({ startedAt: new Date(10_000), endedAt: new Date(12_500) }, now)).toBe(2_500);
    expect(durationOf({ startedAt: new Date(10_000), endedAt: null }, now)).toBe(50_000);
  });

  it("is never negative, whichever clock was ahead", () => {
    expect(durationOf({ startedAt: new Date(60_500), endedAt: null }, now)).toBe(0);
  });
});

it("calls open what a worker may still take up", () => {
  expect(runStatuses.filter(isOpenRun)).toEqual(["queued", "running", "waiting"]);
});
