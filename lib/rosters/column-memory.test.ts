import { describe, expect, it } from "vitest";
import { detectColumns, mappingOf } from "./column-mapping";
import { chosenColumns, type RememberedColumn, withMemories } from "./column-memory";
import { guarded, unguarded } from "./error-columns";

const memory = (headerKey: string, field: RememberedColumn["field"]): RememberedColumn => ({
  headerKey,
  field,
  byName: "Ann",
  at: "2026-01-02T00:00:00.000Z",
});
const rows = [
  ["Accountant", "Finance", "Oslo"],
  ["Nurse", "Care", "Porto"],
];

describe("what people chose before", () => {
  it("goes before the detection, and takes the field from the column that looked like it", () => {
    const detected = detectColumns(["Job Title", "Department", "Squad"], rows);
    const columns = withMemories(detected, [memory("squad", "department")]);
    expect(mappingOf(columns)).toEqual({ title: "Job Title", department: "Squad" });
    expect(columns[2]).toMatchObject({ confidence: 1, reason: { rule: "remembered", byName: "Ann" } });
  });

  it("leaves a column out that was left out, and says nothing of a file without such columns", () => {
    const detected = detectColumns(["Job Title", "Department", "Location"], rows);
    const columns = withMemories(detected, [memory("location", null)]);
    expect(mappingOf(columns)).toEqual({ title: "Job Title", department: "Department" });
    expect(columns[2]?.reason?.rule).toBe("remembered");
    expect(withMemories(detected, [memory("squad", "department")])).toEqual(detected);
  });

  it("gives the left one of two columns that are remembered for the same field", () => {
    const detected = detectColumns(["Wat", "Squad", "Unit"], rows);
    const columns = withMemories(detected, [memory("squad", "department"), memory("unit", "department")]);
    expect(columns.map(({ field }) => field)).toEqual([null, "department", null]);
  });
});

describe("what is remembered of an import", () => {
  it("is what differs from the detection, and what is remembered already", () => {
    const names = ["Job Title", "Afd.", "Location", "Column 4"];
    const detected = { title: "Job Title", location: "Location" } as const;
    const chosen = { title: "Job Title", department: "Afd.", headcount: "Column 4" } as const;
    expect(chosenColumns(names, detected, chosen, new Set())).toEqual([
      { headerKey: "afd", field: "department" },
      { headerKey: "location", field: null },
    ]);
    expect(chosenColumns(names, detected, detected, new Set(["afd", "job title"]))).toEqual([
      { headerKey: "job title", field: "title" },
      { headerKey: "afd", field: null },
    ]);
  });
});

describe("the columns of an error file", () => {
  it("are never taken for fields, whatever they hold", () => {
    const names = ["Wat", "_error_code", "_field", "_value", "_hint"];
    const columns = detectColumns(
      names,
      Array.from({ length: 5 }, () => ["", "title_missing", "title", "Nurse Manager", "Job title engineer"]),
    );
    expect(mappingOf(columns)).toEqual({});
    expect(columns.slice(1).every(({ samples }) => samples.length === 0)).toBe(true);
  });

  it.each(["=1+1", "+1", "-3", "@x", "\tx", "\rx", "'=1", "''-1", "'quoted'", "plain", ""])(
    "take %j out and back as it was, and never as a formula",
    (cell) => {
      expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r]/);
      expect(unguarded(guarded(cell))).toBe(cell);
    },
  );
});
