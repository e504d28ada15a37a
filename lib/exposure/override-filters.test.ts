import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementOf, elementParam, OverrideQuery, overridesHref, readOverrideQuery } from "./override-filters";

function paramsOf(href: string): Record<string, string> {
  return Object.fromEntries(new URL(href, "http://opportune.example").searchParams);
}

describe("links to the exposure page", () => {
  it("come back as they were written", () => {
    const queries = fc.record(
      {
        state: fc.constantFrom("active", "ended"),
        q: fc.string({ maxLength: 20 }).filter((text) => !text.includes("\0")),
        level: fc.constantFrom("task", "dwa", "iwa", "gwa"),
        find: fc.string({ maxLength: 20 }).filter((text) => !text.includes("\0")),
        occupation: fc.constant("43-3051.00"),
        element: fc.constantFrom("task:18562", "dwa:4.A.1.a.1.I01.D01", "gwa:4.A.4.c.1"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(queries, (drawn) => {
        const query = OverrideQuery.parse(drawn);
        expect(readOverrideQuery(paramsOf(overridesHref(query)))).toEqual({ query, isDamaged: false });
      }),
    );
  });

  it("leave out what means nothing, and say so", () => {
    const { query, isDamaged } = readOverrideQuery({
      state: "gone",
      q: "payroll",
      element: "dwa:../x",
      after: "1",
    });
    expect(isDamaged).toBe(true);
    expect(query).toMatchObject({ state: "active", q: "payroll" });
    expect([query.element, query.after]).toEqual([undefined, undefined]);
  });

  it("begin another list at its newest", () => {
    const after = "1795184023204000_0193a5e2-0000-7000-8000-000000000000";
    const query = OverrideQuery.parse({ after });
    expect(overridesHref(query, { element: "task:1" })).toContain("after=");
    expect(overridesHref(query, { state: "ended" })).toBe("/admin/exposure?state=ended");
  });

  it("name the open element", () => {
    const element = { level: "dwa", elementId: "4.A.1.a.1.I01.D01" } as const;
    expect(elementOf({ element: elementParam(element) })).toEqual(element);
    expect(elementOf({ element: "task:18562" })).toEqual({ level: "task", elementId: "18562" });
    expect(elementOf({ element: "task:4.A" })).toBeNull();
    expect(elementOf({})).toBeNull();
  });
});
