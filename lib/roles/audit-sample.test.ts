import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandOf, drawSample } from "./audit-sample";

const population = fc.uniqueArray(fc.record({ id: fc.uuid(), percent: fc.integer({ min: 0, max: 100 }) }), {
  selector: ({ id }) => id,
  maxLength: 200,
});

describe("drawSample", () => {
  it("draws as many as asked for, each once, and the same again for the same seed", () => {
    fc.assert(
      fc.property(population, fc.integer({ min: 1, max: 40 }), fc.string(), (all, size, seed) => {
        const drawn = drawSample(all, size, seed);
        expect(drawn).toHaveLength(Math.min(size, all.length));
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
        expect(drawSample([...all].reverse(), size, seed)).toEqual(drawn);
      }),
    );
  });

  it("takes of every band, more where more is in doubt", () => {
    const all = Array.from({ length: 400 }, (_, place) => ({
      id: `role ${place}`,
      percent: place < 5 ? 45 : place < 200 ? 75 : 91,
    }));
    const drawn = drawSample(all, 28, "1");
    const countOf = (band: number) => drawn.filter(({ percent }) => bandOf(percent) === band).length;
    expect(countOf(40)).toBeGreaterThanOrEqual(2);
    expect(countOf(70)).toBeGreaterThan(countOf(90));
    expect(countOf(90)).toBeGreaterThan(5);
    expect(drawSample(all, 28, "2")).not.toEqual(drawn);
  });
});
