import { describe, expect, it } from "vitest";
import { disagreementOf, placesIn } from "./source-disagreement";

describe("disagreement between sources", () => {
  it("compares places, so scales do not matter", () => {
    const places = placesIn(
      new Map([
        ["a", 0.1],
        ["b", 0.9],
        ["c", 0.2],
        ["d", 0.2],
      ]),
    );
    expect([...places].sort()).toEqual([
      ["a", 0.125],
      ["b", 0.875],
      ["c", 0.5],
      ["d", 0.5],
    ]);
    const stretched = placesIn(
      new Map([
        ["a", 1],
        ["b", 900],
        ["c", 2],
        ["d", 2],
      ]),
    );
    expect(disagreementOf(places, [stretched, stretched])).toEqual(
      new Map([
        ["a", 0],
        ["b", 0],
        ["c", 0],
        ["d", 0],
      ]),
    );
  });

  it("is the distance from the middle of the others, of at least two that know the activity", () => {
    const own = new Map([
      ["a", 0.9],
      ["b", 0.9],
    ]);
    const others = [
      new Map([
        ["a", 0.1],
        ["b", 0.2],
      ]),
      new Map([["a", 0.3]]),
      new Map([["a", 0.2]]),
    ];
    expect([...disagreementOf(own, others)].map(([id, distance]) => [id, distance.toFixed(9)])).toEqual([
      ["a", "0.700000000"],
    ]);
  });
});
