import { describe, expect, it } from "vitest";
import { changesBetween } from "./profile-changes";
import { ProfileContent } from "./schema";

const of = (value: object) => ProfileContent.parse({ name: "Ada", ...value });

describe("what changed between two versions", () => {
  it("is told field by field", () => {
    const before = of({
      headline: "CTO",
      about: "Old",
      skills: ["a", "b", "b"],
      experience: [{ title: "X" }],
    });
    const after = of({ about: "New", city: "Bergen", skills: ["b", "c", "d"], experience: [{ title: "Y" }] });
    expect(changesBetween(before, after)).toEqual([
      { field: "headline", kind: "removed" },
      { field: "about", kind: "changed" },
      { field: "city", kind: "added" },
      { field: "experience", kind: "entries", added: 1, removed: 1 },
      { field: "skills", kind: "entries", added: 2, removed: 2 },
    ]);
  });

  it("is nothing where nothing changed, and an order where only that did", () => {
    expect(changesBetween(of({ skills: ["a"] }), of({ skills: ["a"] }))).toEqual([]);
    expect(changesBetween(of({ skills: ["a", "b"] }), of({ skills: ["b", "a"] }))).toEqual([
      { field: "skills", kind: "entries", added: 0, removed: 0 },
    ]);
    expect(changesBetween(of({}), of({ contact: { emails: ["a@x.example"] } }))).toEqual([
      { field: "contact", kind: "changed" },
    ]);
  });
});
