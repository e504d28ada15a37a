import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { basisKey, type ReadingBasis, unpackReading } from "./kept-reading";
import { packReading } from "./pack-reading";
import { readRoster } from "./read-roster";
import type { PlacedRule } from "./review-schema";

const folder = mkdtempSync(join(tmpdir(), "opportune-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readingOf(text: string) {
  const path = join(folder, "roster.csv");
  writeFileSync(path, text);
  return readRoster(path);
}

const basis: ReadingBasis = {
  sha256: "a".repeat(64),
  fileName: "roster.csv",
  sheet: null,
  mapping: { title: "Job Title", department: "Department" },
  rules: [],
};
const rule: PlacedRule = {
  faultCode: "title_missing",
  line: 3,
  column: "Job Title",
  value: null,
  action: "replace",
  replacement: "Cook",
  position: 1,
};

describe("a kept reading", () => {
  it("gives back what an import needs, and no person", async () => {
    const reading = await readingOf(
      'Employee ID,Name,Job Title,Department,Headcount\nE1,Ann Lee,Nurse,Care,3\nE2,Bo Kay,nurse,,1\nE3,Cy Moe,Zoë \\ ""X,Care,2\n\n',
    );
    const packed = packReading(reading) ?? "";
    const kept = unpackReading(packed);
    expect(kept.segments).toEqual(reading.segments);
    const { rows, people, roles, ignored, detected, mapping } = reading;
    expect(kept).toMatchObject({ rows, people, roles, ignored, detected, mapping });
    expect(packed).not.toMatch(/Ann Lee|Bo Kay|E1/);
  });

  it("is not made of a roster with faults, nor of one that is refused", async () => {
    expect(packReading(await readingOf("Job Title,Department\n,Care\n"))).toBeNull();
    expect(packReading(await readingOf(""))).toBeNull();
  });

  it("is refused when it is cut off or names what it does not have", async () => {
    const packed = packReading(await readingOf("Job Title\nNurse\n")) ?? "";
    expect(() => unpackReading(packed.slice(0, -5))).toThrow();
    expect(() => unpackReading(packed.replace('"segments":[0', '"segments":[9'))).toThrow();
    expect(() => unpackReading(packed.replace('"segments":[0,', '"segments":['))).toThrow();
  });

  it("has a name that anything that matters changes", () => {
    const others: ReadingBasis[] = [
      { ...basis, sha256: "b".repeat(64) },
      { ...basis, fileName: "roster.txt" },
      { ...basis, sheet: "Staff" },
      { ...basis, mapping: { title: "Job Title" } },
      { ...basis, mapping: { title: "Department", department: "Job Title" } },
      { ...basis, rules: [rule] },
      { ...basis, rules: [{ ...rule, replacement: "Clerk" }] },
    ];
    expect(new Set([basis, ...others].map(basisKey)).size).toBe(8);
    const { title, department } = basis.mapping;
    expect(basisKey({ ...basis, mapping: { department, title } })).toBe(basisKey(basis));
  });
});
