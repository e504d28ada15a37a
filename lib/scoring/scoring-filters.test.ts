import { describe, expect, it } from "vitest";
import {
  cursorFor,
  filterOf,
  narrowingFields,
  placeOf,
  readScoringQuery,
  scoringHref,
} from "./scoring-filters";

const id = "0193a3c0-0000-7000-8000-000000000001";

describe("a link to the list of scorings", () => {
  it("becomes the filter of the list, with 0 as a score", () => {
    const { query, isDamaged } = readScoringQuery({
      status: "completed",
      from: "0",
      to: "25",
      flagged: "yes",
    });
    expect(isDamaged).toBe(false);
    expect(filterOf(query)).toEqual({ status: "completed", minShare: 0, maxShare: 0.25, isFlagged: true });
    expect(narrowingFields(query)).toEqual(["from", "to", "flagged"]);
    expect(filterOf(readScoringQuery({}).query)).toEqual({});
    expect(filterOf(readScoringQuery({ unscored: "yes" }).query)).toEqual({ isUnscored: true });
  });

  it("leaves out what means nothing, and says so", () => {
    const { query, isDamaged } = readScoringQuery({
      status: "running",
      sort: "id; drop",
      to: "400",
      error: "never",
    });
    expect(isDamaged).toBe(true);
    expect(filterOf(query)).toEqual({ errorClass: "never" });
    expect(query.sort).toBe("newest");
  });

  it("changes one part and begins at the first page", () => {
    const { query } = readScoringQuery({
      status: "failed",
      sort: "cost",
      after: cursorFor("cost", { key: "7", id }),
    });
    expect(scoringHref(query, { status: "pending" })).toBe("/scoring?status=pending&sort=cost");
    expect(scoringHref(query, { status: null, sort: "newest" })).toBe("/scoring");
  });

  it("goes on only in the order that the cursor was made in", () => {
    const after = cursorFor("score", { key: "0.9", id });
    expect(placeOf({ sort: "score", after })).toEqual({ key: "0.9", id });
    expect(placeOf({ sort: "cost", after })).toBeUndefined();
    expect(placeOf({ sort: "score", after: undefined })).toBeUndefined();
  });
});
