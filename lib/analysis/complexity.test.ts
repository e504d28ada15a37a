import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GwaRating, OccupationProfile } from "@/lib/onet/schema";
import { complexityByCode, complexityComponents, complexityOf } from "./complexity";

const rating = (gwaId: string, importance: number | null, level: number | null = null): GwaRating => ({
  gwaId,
  importance,
  level,
});

function profile(code: string, gwaRatings: GwaRating[]): OccupationProfile {
  return { code, title: code, tasks: [], gwaRatings };
}

describe("complexityComponents", () => {
  it("weighs by importance above 1, so what is not important has no share", () => {
    const components = complexityComponents([
      rating("4.A.3.a.1", 5),
      rating("4.A.4.a.5", 3),
      rating("4.A.1.a.1", 3),
      rating("4.A.4.a.7", 1),
      rating("4.A.2.b.1", 3, 7),
      rating("4.A.2.a.1", 2, 0),
    ]);
    // Weights 1, .5, .5, 0, .5, .25
    expect(components?.physical).toBeCloseTo(1 / 2.75, 12);
    expect(components?.interpersonal).toBeCloseTo(0.5 / 2.75, 12);
    expect(components?.judgement).toBeCloseTo(0.5 / 0.75, 12);
  });

  it("is unknown for an occupation without ratings", () => {
    expect(complexityComponents([])).toBeNull();
    expect(complexityComponents([rating("4.A.3.a.1", null, 5)])).toBeNull();
  });

  it("asks for no judgement where none is important", () => {
    expect(complexityComponents([rating("4.A.3.a.1", 5)])?.judgement).toBe(0);
  });
});

describe("complexityOf", () => {
  it("reaches 0 and 1 at the ends of the observed ranges", () => {
    expect(complexityOf({ physical: 0.03, interpersonal: 0.12, judgement: 0.34 }).complexity).toBe(0);
    expect(complexityOf({ physical: 0.23, interpersonal: 0.21, judgement: 0.72 }).complexity).toBeCloseTo(
      1,
      12,
    );
  });

  it("stays within 0–1 and never falls when a component rises", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const key = fc.constantFrom("physical" as const, "interpersonal" as const, "judgement" as const);
    fc.assert(
      fc.property(share, share, share, key, share, (physical, interpersonal, judgement, raised, target) => {
        const components = { physical, interpersonal, judgement };
        const before = complexityOf(components).complexity;
        const after = complexityOf({ ...components, [raised]: Math.max(components[raised], target) });
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after.complexity).toBeLessThanOrEqual(1 + 1e-12);
        expect(after.complexity).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe("complexityByCode", () => {
  const bodily = [rating("4.A.3.a.1", 5), rating("4.A.1.a.1", 5)];
  const clerical = [rating("4.A.1.a.1", 5)];
  const complexity = complexityByCode([
    profile("47-1011.00", bodily),
    profile("47-2011.00", clerical),
    profile("47-9999.00", []),
    profile("55-1011.00", []),
  ]);

  it("takes the mean over the rated siblings for an unrated occupation, and names them", () => {
    expect(complexity("47-9999.00")).toMatchObject({
      components: { physical: 0.25, interpersonal: 0, judgement: 0 },
      siblings: { prefix: "47", codes: ["47-1011.00", "47-2011.00"] },
    });
    expect(complexity("47-1011.00")?.siblings).toBeNull();
  });

  it("stays unknown without a rated sibling", () => {
    expect(complexity("55-1011.00")).toBeNull();
  });
});
