import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packReference } from "@/lib/analysis/test-input";
import { buildExposureLookup } from "@/lib/exposure/exposure-resolution";
import { resolveRoleActivities } from "./role-activities";
import {
  evenShares,
  freeOthers,
  holdShare,
  isMovable,
  limitOf,
  moveShare,
  resumeShares,
  type ShareEntry,
  startShares,
  toShareChanges,
  weightShares,
} from "./share-draft";

const entry = (id: string, weight: number, rest: Partial<ShareEntry> = {}) => ({
  id,
  weight,
  share: weight,
  isOwn: false,
  isHeld: false,
  isFixed: false,
  ...rest,
});
const three = startShares([entry("a", 0.5), entry("b", 0.3), entry("c", 0.2)]);
const sharesOf = (entries: readonly ShareEntry[]) => entries.map(({ share }) => Number(share.toFixed(6)));
const totalOf = (entries: readonly ShareEntry[]) => entries.reduce((sum, { share }) => sum + share, 0);

describe("shares of time", () => {
  it("makes room by the weights of the free ones, and leaves the held ones", () => {
    const once = moveShare(three, "a", 0.75);
    expect(sharesOf(once)).toEqual([0.75, 0.15, 0.1]);
    expect(sharesOf(moveShare(once, "b", 0.05))).toEqual([0.75, 0.05, 0.2]);
    expect(sharesOf(moveShare(once, "b", 1))).toEqual([0.75, 0.25, 0]);
    expect(limitOf(once, "b")).toBeCloseTo(0.25, 12);
  });

  it("moves nothing without somebody to take from, until the others are let go", () => {
    const held = moveShare(moveShare(three, "a", 0.6), "b", 0.3);
    expect(isMovable(held, "c")).toBe(false);
    expect(moveShare(held, "c", 0.5)).toBe(held);
    expect(sharesOf(moveShare(freeOthers(held, "c"), "c", 0.4))).toEqual([0.4, 0.2, 0.4]);
  });

  it("frees an entry where it stands", () => {
    const moved = moveShare(three, "a", 0.7);
    expect(sharesOf(holdShare(moved, "a", false))).toEqual([0.7, 0.18, 0.12]);
  });

  it("gives even shares, and the weights back", () => {
    expect(sharesOf(evenShares(moveShare(three, "a", 0.9)))).toEqual([0.333333, 0.333333, 0.333333]);
    expect(sharesOf(weightShares(evenShares(three)))).toEqual([0.5, 0.3, 0.2]);
  });

  it("leaves alone what belongs to all roles, also when it takes everything", () => {
    const fixed = startShares([
      entry("a", 0.5, { share: 0.4 }),
      entry("own", 0, { share: 0.6, isOwn: true, isFixed: true, isHeld: true }),
    ]);
    expect(sharesOf(evenShares(fixed))).toEqual([0.4, 0.6]);
    expect(moveShare(fixed, "own", 0.1)).toBe(fixed);
    expect(toShareChanges(fixed).map(({ id }) => id)).toEqual(["a"]);
  });

  it("stores numbers only where the weights say something else", () => {
    const flagsOf = (entries: readonly ShareEntry[]) =>
      toShareChanges(entries).map((one) => one.doesFollowWeight);
    expect(flagsOf(moveShare(three, "a", 0.7))).toEqual([false, true, true]);
    expect(flagsOf(evenShares(three))).toEqual([false, false, false]);
    expect(flagsOf(weightShares(evenShares(three)))).toEqual([true, true, true]);
  });

  it("takes a draft up again, with what is new since", () => {
    const draft = moveShare(three, "a", 0.7);
    const fresh = startShares([entry("a", 0.4), entry("b", 0.3), entry("d", 0.3)]);
    const resumed = resumeShares(fresh, draft);
    expect(resumed[0]).toMatchObject({ share: 0.7, isHeld: true });
    expect(totalOf(resumed)).toBeCloseTo(1, 12);
    expect(resumeShares(three, draft)).toEqual(draft);
  });

  const starts = fc
    .array(
      fc.record({
        weight: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        isOwn: fc.boolean(),
        isHeld: fc.boolean(),
        isFixed: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((made) => {
      // One at least can be changed, and all that is fixed leaves room, as the engine gives them.
      const total = made.reduce((sum, { share }) => sum + share, 0) || 1;
      return made.map((one, index) => ({
        ...one,
        id: `${index}`,
        share: one.share / total,
        isFixed: index > 0 && one.isFixed,
      }));
    });
  const act = fc.oneof(
    fc.record({ kind: fc.constant("move"), place: fc.nat(7), share: fc.double({ min: -0.5, max: 1.5 }) }),
    fc.record({
      kind: fc.constantFrom("hold", "free", "others", "even", "weight"),
      place: fc.nat(7),
      share: fc.constant(0),
    }),
  );

  function apply(
    entries: readonly ShareEntry[],
    { kind, place, share }: { kind: string; place: number; share: number },
  ) {
    const id = String(place % entries.length);
    if (kind === "move") return moveShare(entries, id, share);
    if (kind === "hold" || kind === "free") return holdShare(entries, id, kind === "hold");
    if (kind === "others") return freeOthers(entries, id);
    return kind === "even" ? evenShares(entries) : weightShares(entries);
  }

  it("sum to 1 after any sequence of moves, each between 0 and 1", () => {
    fc.assert(
      fc.property(starts, fc.array(act, { maxLength: 20 }), (made, acts) => {
        let entries: readonly ShareEntry[] = startShares(made);
        for (const one of acts) {
          entries = apply(entries, one);
          expect(Math.abs(totalOf(entries) - 1)).toBeLessThan(1e-9);
          for (const { share } of entries) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("come out of the engine as the sliders showed them", () => {
    const lookup = buildExposureLookup([], [], packReference().tree);
    const plain = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(plain, fc.array(act, { minLength: 1, maxLength: 12 }), (weights, acts) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const made = weights.map((weight, index) => entry(String(index), weight / total));
        const entries = acts.reduce(apply, startShares(made) as readonly ShareEntry[]);
        const occupationChoices = toShareChanges(entries).map(({ id, share, doesFollowWeight }) => ({
          activityId: id,
          selected: true,
          share: doesFollowWeight ? null : share,
        }));
        const activities = made.map(({ id, weight }) => ({
          id,
          weight,
          level: "dwa" as const,
          exposure: null,
          exposureLevel: null,
        }));
        const decisions = { occupationChoices, roleChoices: [], occupationOwn: [], roleOwn: [] };
        const resolved = resolveRoleActivities(activities, decisions, lookup, "weighted");
        for (const [index, { share }] of entries.entries()) {
          expect(resolved.activities[index]?.share).toBeCloseTo(share, 9);
        }
        expect(resolved.typedSharesRescaled).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
