import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readQuery } from "./link-query";

const Query = z.object({ q: z.string().default(""), page: z.coerce.number().int().min(1).default(1) });

describe("a page's address", () => {
  it("is read as it stands, and of a value that repeats the first", () => {
    expect(readQuery(Query, { q: ["first", "second"], page: "2" })).toEqual({
      query: { q: "first", page: 2 },
      isDamaged: false,
    });
  });

  it("loses what means nothing, and says so", () => {
    expect(readQuery(Query, { q: "nurse", page: "zero" })).toEqual({
      query: { q: "nurse", page: 1 },
      isDamaged: true,
    });
  });

  it("loses what no table could hold, whatever the schema takes", () => {
    expect(readQuery(Query, { q: "nur\0se", page: "3" })).toEqual({
      query: { q: "", page: 3 },
      isDamaged: true,
    });
  });
});
