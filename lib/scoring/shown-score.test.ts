import { describe, expect, it } from "vitest";
import { coverageOf, isOpenBatch, paidNanos, retriesLeft, shownScore, successShare } from "./shown-score";

const completed = {
  status: "completed" as const,
  overall: 7,
  outcome: "passed" as const,
  gateOutcome: null,
  reviewedAt: null,
  reviewedOverall: null,
  reviewedOutcome: null,
};

describe("shownScore", () => {
  it("takes 0 for a score, of a person and of ours", () => {
    const zero = shownScore({ ...completed, overall: 0, outcome: "rejected" });
    expect(zero).toEqual({ overall: 0, outcome: "rejected", isReviewed: false, missing: null });
    const decided = { reviewedAt: new Date(), reviewedOverall: 0, reviewedOutcome: "rejected" as const };
    expect(shownScore({ ...completed, ...decided })).toMatchObject({
      overall: 0,
      isReviewed: true,
      missing: null,
    });
  });

  it("keeps our total when a person agreed with it", () => {
    const agreed = { reviewedAt: new Date(), reviewedOutcome: "rejected" as const };
    expect(shownScore({ ...completed, ...agreed })).toMatchObject({ overall: 7, outcome: "rejected" });
  });

  it("says why there is none, and takes an error for no rejection", () => {
    const none = { ...completed, overall: null, outcome: null };
    expect(shownScore({ ...none, status: "failed" })).toMatchObject({ missing: "failed", outcome: null });
    expect(shownScore({ ...none, status: "cancelled" }).missing).toBe("cancelled");
    expect(shownScore({ ...none, status: "pending" }).missing).toBe("open");
    expect(shownScore({ ...none, status: "processing" }).missing).toBe("open");
    expect(shownScore({ ...none, outcome: "undetermined" }).missing).toBe("abstained");
    expect(shownScore({ ...none, gateOutcome: "rejected", outcome: "rejected" }).missing).toBe(
      "screened_out",
    );
  });
});

describe("figures of a job and a batch", () => {
  it("counts calls that are out at what was reserved for them", () => {
    const call = { reservedNanos: 10, costNanos: 0 };
    const attempts = [
      { call: { ...call, status: "open" } },
      { call: { ...call, status: "in_doubt", costNanos: 10 } },
      { call: { ...call, status: "answered", costNanos: 4 } },
      { call: null },
    ] as unknown as Parameters<typeof paidNanos>[0];
    expect(paidNanos(attempts)).toBe(24);
  });

  it("leaves no retry beyond the limit", () => {
    expect([0, 2, 3].map((retryCount) => retriesLeft({ retryCount }))).toEqual([3, 1, 0]);
  });

  it("weighs what has evidence, points of 0 too", () => {
    expect(
      coverageOf([
        { weight: 0.4, points: 0 },
        { weight: 0.6, points: null },
      ]),
    ).toBe(0.4);
  });

  it("knows no success share without an end, and no end while something is out", () => {
    expect(successShare({ completed: 0, failed: 0 })).toBeNull();
    expect(successShare({ completed: 3, failed: 1 })).toBe(0.75);
    const counts = { pending: 0, processing: 0, completed: 2, failed: 0, cancelled: 0 };
    expect(isOpenBatch({ endedAt: null, openJobId: "1", counts })).toBe(true);
    expect(isOpenBatch({ endedAt: null, openJobId: null, counts })).toBe(false);
    expect(isOpenBatch({ endedAt: new Date(), openJobId: null, counts: { ...counts, pending: 1 } })).toBe(
      false,
    );
  });
});
