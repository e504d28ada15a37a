import { describe, expect, it } from "vitest";
import { planMerges, type RoleToMerge } from "./merge-plan";
import type { Merge, StoredDecision } from "./shape-schema";

const decided = (onetCode: string | null, change: Partial<StoredDecision> = {}): StoredDecision => ({
  onetCode,
  release: "30.1",
  origin: "user",
  decidedBy: "somebody",
  decidedAt: "2026-01-01 00:00:00+00",
  reason: null,
  batchId: null,
  ...change,
});

const role = (
  id: string,
  decision: StoredDecision | null = null,
  mergedIntoId: string | null = null,
): RoleToMerge => ({ id, title: id.toUpperCase(), mergedIntoId, decision });

const merge = (intoId: string, roleIds: string[], keepId: string | null = null): Merge => ({
  intoId,
  roleIds,
  keepId,
});

describe("planMerges", () => {
  it("moves roles, and takes along what was merged into them before", () => {
    const plan = planMerges(
      [merge("a", ["b"])],
      [role("a"), role("b"), role("c", null, "b"), role("d", null, "a")],
    );
    expect(plan).toEqual({
      targets: new Map([
        ["b", "a"],
        ["c", "a"],
      ]),
      decisions: new Map(),
    });
  });

  it("gives the role that stays the only decision there is", () => {
    const decision = decided("13-2011.00");
    const plan = planMerges([merge("a", ["b", "c"])], [role("a"), role("b"), role("c", decision)]);
    expect(plan).toMatchObject({ decisions: new Map([["a", decision]]) });
  });

  it("keeps its own decision where the others agree", () => {
    const plan = planMerges(
      [merge("a", ["b"])],
      [role("a", decided("13-2011.00", { origin: "rule" })), role("b", decided("13-2011.00"))],
    );
    expect(plan).toMatchObject({ decisions: new Map() });
  });

  it("takes a person's decision before a rule's, and the later before the earlier", () => {
    const rule = decided("13-2011.00", { origin: "rule", decidedAt: "2026-03-01 00:00:00+00" });
    const early = decided("13-2011.00", { decidedAt: "2026-01-01 00:00:00+00" });
    const late = decided("13-2011.00", { decidedAt: "2026-02-01 00:00:00+00" });
    const plan = planMerges(
      [merge("a", ["b", "c", "d"])],
      [role("a"), role("b", rule), role("c", early), role("d", late)],
    );
    expect(plan).toMatchObject({ decisions: new Map([["a", late]]) });
  });

  it("asks where they are decided differently, no occupation included, and does as told", () => {
    const roles = [role("a", decided(null)), role("b", decided("13-2011.00"))];
    expect(planMerges([merge("a", ["b"])], roles)).toEqual({ kind: "disagreement", title: "A" });
    expect(planMerges([merge("a", ["b"], "a")], roles)).toMatchObject({ decisions: new Map() });
    expect(planMerges([merge("a", ["b"], "b")], roles)).toMatchObject({
      decisions: new Map([["a", roles[1]?.decision]]),
    });
    expect(planMerges([merge("a", ["b"], "c")], roles)).toEqual({ kind: "gone" });
    expect(planMerges([merge("a", ["b"], "b")], [role("a"), role("b")])).toEqual({
      kind: "undecided",
      title: "B",
    });
  });

  it("refuses roles that are gone, merged, or named twice", () => {
    expect(planMerges([merge("a", ["x"])], [role("a")])).toEqual({ kind: "gone" });
    expect(planMerges([merge("a", ["b"])], [role("a"), role("b", null, "c")])).toEqual({
      kind: "merged",
      title: "B",
    });
    expect(planMerges([merge("b", ["a"])], [role("a"), role("b", null, "c")])).toEqual({
      kind: "merged",
      title: "B",
    });
    expect(planMerges([merge("a", ["a"])], [role("a")])).toEqual({ kind: "repeated", title: "A" });
    expect(planMerges([merge("a", ["b"]), merge("b", ["c"])], [role("a"), role("b"), role("c")])).toEqual({
      kind: "repeated",
      title: "B",
    });
  });
});
