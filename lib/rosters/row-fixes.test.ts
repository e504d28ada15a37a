import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectRoster, reviewedInspectionOf } from "./inspect-roster";
import { readRoster } from "./read-roster";
import type { PlacedRule, RowFixRule } from "./review-schema";
import { type RosterReview, reviewOf } from "./roster-review";
import { replacementFault } from "./row-fixes";
import { rosterFile } from "./testing/roster-files";

const header = "Employee ID,Job Title,Department,Headcount";
const faulty = [
  header,
  "1,Clerk,Finance,2", // 2
  "2,,Finance,1", // 3: no title
  "3,Nurse,Care,n/a", // 4: headcount
  "4,Nurse,Care,n/a", // 5: headcount
  "4,Cook,Kitchen,5", // 6: id twice
  "6,Cook,Kitchen", // 7: too few cells
  "7,Cook,Kitchen,1,x,y", // 8: too many
  "8,Por\u0007ter,Care,1", // 9: not printable
  "9,Driver,#REF!,1", // 10: formula
  "10,,Care,zero", // 11: two faults
].join("\n");

const everything: RowFixRule = {
  faultCode: "title_missing",
  line: null,
  column: null,
  value: null,
  action: "skip",
  replacement: null,
};
const rule = (change: Partial<RowFixRule>): RowFixRule => ({ ...everything, action: "replace", ...change });
const placed = (rules: readonly RowFixRule[]): PlacedRule[] =>
  rules.map((one, index) => ({ ...one, position: index + 1 }));

async function readWith(text: string, rules: readonly RowFixRule[]) {
  const fixes = placed(rules);
  const reading = await readRoster(rosterFile(text), { fixes });
  return { reading, review: reviewOf(reading.review, fixes) };
}

/** As the screen sees it after acts, before the file is read again. */
async function shownWith(text: string, rules: readonly RowFixRule[]): Promise<RosterReview> {
  const reading = await readRoster(rosterFile(text));
  return reviewOf(reading.review, placed(rules));
}

const titleOf = (line: number | null, replacement: string) =>
  rule({ faultCode: "title_missing", line, column: "Job Title", replacement });

describe("a roster with faulty rows", () => {
  it("stands whole in the review, and is refused by the strict check", async () => {
    const strict = await inspectRoster(rosterFile(faulty));
    expect(strict).toMatchObject({ ok: false, errorCount: 10, rows: 10 });
    expect(strict).not.toHaveProperty("review");
    const { review } = await readWith(faulty, []);
    expect(review.counts).toEqual({ left: 9, mended: 0, skipped: 0, total: 9 });
    expect(review.groups.find(({ code }) => code === "headcount_invalid")).toMatchObject({
      lines: 3,
      people: 3,
      values: [
        { value: "n/a", lines: 2 },
        { value: "zero", lines: 1 },
      ],
    });
    expect(review).toMatchObject({ isChecked: true, needsCheck: false });
  });

  it("is mended by one line, by value, and whatever the value", async () => {
    const rules = [
      titleOf(3, "Auditor"),
      rule({ faultCode: "headcount_invalid", column: "Headcount", value: "n/a", replacement: "3" }),
      rule({ faultCode: "headcount_invalid", column: "Headcount", replacement: "1" }),
      titleOf(null, "Unknown"),
    ];
    const { reading, review } = await readWith(faulty, rules);
    expect(review.counts).toMatchObject({ left: 5, mended: 4 });
    const byTitle = Object.fromEntries(reading.segments.map((segment) => [segment.title, segment.headcount]));
    // "n/a" goes by the earlier of the two that speak of it: what was decided is not decided again in passing.
    expect(byTitle).toMatchObject({ Auditor: 1, Nurse: 6, Unknown: 1 });
  });

  it("is imported when every row is mended or skipped", async () => {
    const { reading, review } = await readWith(faulty, [
      { ...everything, faultCode: "title_missing" },
      { ...everything, faultCode: "employee_id_repeated", line: 6, column: "Employee ID" },
      rule({ faultCode: "headcount_invalid", column: "Headcount", replacement: "1" }),
      rule({ faultCode: "cells_missing" }),
      rule({ faultCode: "cells_extra" }),
      rule({ faultCode: "control_character" }),
      rule({ faultCode: "formula_error", column: "Department", value: "#REF!", replacement: "Transport" }),
    ]);
    expect(reading).toMatchObject({ faultCount: 0, rows: 7, people: 8 });
    expect(review.counts).toEqual({ left: 0, mended: 6, skipped: 3, total: 9 });
    expect(reading.segments.map(({ title }) => title)).toContain("Porter");
  });

  it("goes on with the fault that fitting a row to the header brings to light", async () => {
    const text = `${header}\n1,Clerk\n2,Nurse,Care,2\n`;
    const rules = [rule({ faultCode: "cells_missing" })];
    expect((await shownWith(text, rules)).needsCheck).toBe(true);
    const { reading } = await readWith(`${header}\n1,\n2,Nurse,Care,2\n`, rules);
    expect(reading.faults).toMatchObject([{ code: "title_missing", line: 2 }]);
    const again = reviewOf(reading.review, placed([...rules, titleOf(2, "Clerk")]));
    expect(again.counts.left).toBe(0);
  });

  it("reads a row of another length by the header once one of its cells is written anew", async () => {
    const text = `${header}\n1,Clerk, Senior,Care,2\n2,Nurse,Care,2\n`;
    const cell = (column: string, replacement: string) =>
      rule({ faultCode: "cells_extra", line: 2, column, replacement });
    const rules = [cell("Job Title", "Senior Clerk"), cell("Department", "Care"), cell("Headcount", "2")];
    expect((await shownWith(text, rules)).counts.left).toBe(0);
    const { reading } = await readWith(text, rules);
    expect(reading.segments[0]).toMatchObject({ title: "Senior Clerk", department: "Care", headcount: 2 });
  });

  it("does not take an id that was mended into another one that is taken", async () => {
    const rules = [
      rule({ faultCode: "employee_id_repeated", line: 6, column: "Employee ID", replacement: "1" }),
    ];
    const { reading, review } = await readWith(faulty, rules);
    expect(reading.faults).toContainEqual(expect.objectContaining({ code: "employee_id_repeated", line: 6 }));
    expect(review.lines.find(({ line }) => line === 6)?.settlement).toBe("open");
  });

  it("frees the id of a row that is left out", async () => {
    const { reading } = await readWith("Employee ID,Job Title\n1,\n1,Nurse\n", [everything]);
    expect(reading).toMatchObject({ faultCount: 0, rows: 1, people: 1 });
  });

  it("obeys the later of two decisions, and takes a skipped row back that is written anew", async () => {
    const rules = [{ ...everything, line: 3 }, titleOf(3, "Auditor")];
    const { reading } = await readWith(faulty, rules);
    expect(reading.segments.map(({ title }) => title)).toContain("Auditor");
    expect(reading.review.skippedLines).toBe(0);
  });

  it("counts on by rules when there are more faults than are kept", async () => {
    const text = `${header}\n${Array.from({ length: 2500 }, (_, row) => `${row},,Care,1`).join("\n")}`;
    const { review } = await readWith(text, []);
    expect(review).toMatchObject({ hasMore: true, counts: { left: 2500 } });
    expect(review.lines).toHaveLength(1000);
    const shown = await shownWith(text, [titleOf(null, "Nurse")]);
    expect(shown).toMatchObject({ needsCheck: true, counts: { left: 1500 } });
    const { reading, review: after } = await readWith(text, [titleOf(null, "Nurse")]);
    expect(reading).toMatchObject({ faultCount: 0, people: 2500, roles: 1 });
    expect(after.counts).toEqual({ left: 0, mended: 2500, skipped: 0, total: 2500 });
  });

  it("keeps rows within bounds, however long they are", async () => {
    const long = "x".repeat(30_000);
    const text = `${header},Note\n${Array.from({ length: 100 }, (_, row) => `${row},,Care,1,${long}`).join("\n")}`;
    const { review } = reviewedInspectionOf(await readRoster(rosterFile(text)));
    expect(review).toMatchObject({ openLines: 100 });
    expect(JSON.stringify(review).length).toBeLessThan(2_000_000);
  });
});

it("what the screen shows after an act is what the file gives when it is read again", async () => {
  const codes = ["title_missing", "headcount_invalid", "control_character", "formula_error"] as const;
  const columnOf = {
    title_missing: "Job Title",
    headcount_invalid: "Headcount",
    formula_error: "Department",
  };
  const anyRule = fc
    .record({
      faultCode: fc.constantFrom(...codes),
      line: fc.option(fc.integer({ min: 3, max: 11 }), { nil: null }),
      action: fc.constantFrom("skip", "replace"),
      isByValue: fc.boolean(),
    })
    .map(({ faultCode, line, action, isByValue }): RowFixRule => {
      const isStripped = faultCode === "control_character";
      const column =
        faultCode === "control_character" ? (line === null ? null : "Job Title") : columnOf[faultCode];
      const value = isByValue && line === null && faultCode === "headcount_invalid" ? "n/a" : null;
      const text = faultCode === "headcount_invalid" ? "4" : "Porter";
      return {
        faultCode,
        line,
        column,
        value,
        action,
        replacement: action === "skip" || isStripped ? null : text,
      };
    });
  const settlements = (review: RosterReview) =>
    Object.fromEntries(review.lines.map(({ line, settlement }) => [line, settlement]));
  // Whether an id is there twice hangs on other rows, which only a reading of the whole file tells.
  const withoutTwins = faulty.replace("\n4,Cook", "\n5,Cook");
  await fc.assert(
    fc.asyncProperty(fc.array(anyRule, { maxLength: 6 }), async (rules) => {
      const shown = await shownWith(withoutTwins, rules);
      const { review } = await readWith(withoutTwins, rules);
      expect(settlements(review)).toMatchObject(settlements(shown));
    }),
    { numRuns: 150 },
  );
});

describe("what may stand in for a fault", () => {
  const mapping = { title: "Job Title", headcount: "Headcount" };
  const cases: [Partial<RowFixRule>, ReturnType<typeof replacementFault>][] = [
    [{ column: "Job Title", replacement: "Clerk" }, null],
    [{ column: "Job Title", replacement: " " }, "title_needed"],
    [{ column: "Headcount", replacement: "0" }, "headcount_needed"],
    [{ column: "Headcount", replacement: "1,200" }, null],
    [{ column: "Headcount", replacement: "" }, null],
    [{ column: "Job Title", replacement: "Cl\u0007erk" }, "unprintable"],
    [{ column: "Department", replacement: "#N/A" }, "formula"],
    [{ column: "Job Title", replacement: null }, "text_needed"],
    [{ faultCode: "control_character", replacement: null }, null],
    [{ faultCode: "cells_extra", replacement: null }, null],
    [{ action: "skip", replacement: null }, null],
  ];
  it.each(cases)("%j → %s", (change, expected) => {
    expect(replacementFault(rule(change), mapping)).toBe(expected);
  });
});
