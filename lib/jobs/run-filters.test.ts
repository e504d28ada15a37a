import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runStatuses } from "@/db/enums";
import {
  cursorOf,
  filterOf,
  isBackwards,
  momentOf,
  narrowingFields,
  RunFilter,
  RunQuery,
  readRunQuery,
  runScopes,
  runsHref,
} from "./run-filters";

const id = "0b5d52a3-271f-4a14-9a14-1c1b18f7f7f5";
const after = `1795178153520123_${id}`;
const read = (params: Record<string, string | string[]>) => readRunQuery(params).query;
const usual = { q: "", scope: "organization" };

describe("the link to the jobs page", () => {
  const text = (longest: number) =>
    fc.string({ minLength: 1, maxLength: longest }).filter((value) => !value.includes("\0"));
  const anyQuery = fc.record(
    {
      scope: fc.constantFrom(...runScopes),
      status: fc.constantFrom(...runStatuses),
      function: text(20),
      job: fc.constant(id),
      by: fc.constant(id),
      org: fc.constantFrom("none" as const, id),
      error: text(20),
      from: fc.constantFrom("2026-01-31", "2026-01-31T23:59"),
      to: fc.constantFrom("2026-12-01", "2026-12-01T00:00:30"),
      q: fc.oneof(fc.constant(""), text(20)),
      after: fc.constant(after),
    },
    { requiredKeys: ["q", "scope"] },
  );

  it("reads back as it was written", () => {
    fc.assert(
      fc.property(anyQuery, (wanted) => {
        const href = runsHref(wanted, { after: wanted.after ?? null });
        const params = Object.fromEntries(new URL(href, "http://x").searchParams);
        expect(readRunQuery(params)).toEqual({ query: RunQuery.parse(wanted), isDamaged: false });
      }),
    );
  });

  it("is short when nothing is narrowed, and begins at the newest with another filter", () => {
    const present = read({ status: "failed", after });
    expect(runsHref(read({}))).toBe("/admin/jobs");
    expect(runsHref(present)).toBe("/admin/jobs?status=failed");
    expect(runsHref(present, { status: null, q: "disk" })).toBe("/admin/jobs?q=disk");
  });

  it("leaves out what means nothing, and says so", () => {
    const damaged = {
      status: "someday",
      by: "me",
      from: "0000-01-01",
      to: "2026-99-99",
      q: "nul\0",
      after: "x",
      scope: ["installation", "organization"],
      function: "map-roles",
    };
    expect(readRunQuery(damaged)).toEqual({
      query: { q: "", scope: "installation", function: "map-roles" },
      isDamaged: true,
    });
    expect(readRunQuery({ status: "", q: "", stranger: "1" })).toEqual({ query: usual, isDamaged: false });
  });

  it("takes no day that the calendar does not have", () => {
    for (const from of ["2026-02-31", "2026-02-29", "2026-04-31T10:00", "2026-01-01T24:00"]) {
      expect(readRunQuery({ from }), from).toEqual({ query: usual, isDamaged: true });
    }
    expect(readRunQuery({ from: "2028-02-29" }).isDamaged).toBe(false);
  });

  it("survives anything", () => {
    const keys = fc.constantFrom(...Object.keys(RunQuery.shape), "other");
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(fc.string(), fc.array(fc.string()))), (params) => {
        expect(RunQuery.safeParse(readRunQuery(params).query).success).toBe(true);
      }),
    );
  });
});

describe("parts of the link", () => {
  it("may hold moments the wrong way round", () => {
    expect(isBackwards({ from: "2026-02-02", to: "2026-02-01T23:59" })).toBe(true);
    expect(isBackwards({ from: "2026-02-01", to: "2026-02-01" })).toBe(true);
    expect(isBackwards({ from: "2026-02-01", to: "2026-02-01T00:01" })).toBe(false);
    expect(isBackwards({ from: "2026-02-01" })).toBe(false);
  });

  it("name the place, the moments in UTC, and the filter without place and scope", () => {
    expect(cursorOf({ after })).toEqual({ microseconds: "1795178153520123", id });
    expect(cursorOf({})).toBeUndefined();
    expect(momentOf("2026-01-31")?.toISOString()).toBe("2026-01-31T00:00:00.000Z");
    expect(momentOf("2026-01-31T23:59")?.toISOString()).toBe("2026-01-31T23:59:00.000Z");
    const query = read({ scope: "installation", after, status: "failed", q: "disk" });
    expect(filterOf(query)).toEqual({ status: "failed", q: "disk" });
    expect(RunFilter.parse(filterOf(query))).toEqual({ status: "failed", q: "disk" });
    expect(narrowingFields(query)).toEqual(["q"]);
  });
});
