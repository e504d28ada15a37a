import { describe, expect, it } from "vitest";
import { rankSiblings, type SiblingToRank } from "./sibling-ranking";

const one = (code: string, why: SiblingToRank["why"], ...titles: string[]): SiblingToRank => ({
  code,
  title: titles[0] ?? "",
  why,
  titles: titles.map((title) => title.split(" ")),
});

describe("rankSiblings", () => {
  it("puts the nearest title first, then candidates, siblings, related ones, then codes", () => {
    const ranked = rankSiblings(
      ["security", "manager"],
      [
        one("11-9199.10", "related", "wind manager"),
        one("11-9199.08", "sibling", "loss prevention manager", "security manager"),
        one("11-3013.01", "candidate", "chief of guards"),
        one("11-9199.09", "sibling", "wind manager"),
        one("11-9199.02", "sibling", "wind manager"),
      ],
      4,
    );
    expect(ranked.map(({ code }) => code)).toEqual(["11-9199.08", "11-9199.02", "11-9199.09", "11-9199.10"]);
    expect(ranked[0]).toEqual({ code: "11-9199.08", title: "loss prevention manager", why: "sibling" });
    expect(rankSiblings([], [one("b", "related", "x"), one("a", "candidate", "y")], 5)[0]?.code).toBe("a");
  });
});
