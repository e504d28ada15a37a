import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { analyse, type RoleResult } from "./analysis";
import type { AnalysisInput } from "./analysis-input";
import { defaultSettings, emptyDecisions, packReference, roleWithSegment } from "./test-input";

/** docs/worked-example.md says what these numbers are; here the engine has to agree with every table of it. */

type TableRow = Readonly<Record<string, string>>;

/** The tables of a Markdown page by the name of their first column. */
function readTables(path: string): Map<string, TableRow[]> {
  const tables = new Map<string, TableRow[]>();
  const blocks = readFileSync(path, "utf8").match(/(?:^\|.*\|\n)+/gm) ?? [];
  for (const block of blocks) {
    const [header = [], , ...rows] = block.trim().split("\n").map(splitRow);
    const key = header.slice(0, 2).join(" ");
    tables.set(
      key,
      rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""]))),
    );
  }
  return tables;
}

function splitRow(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

function expectThreeDecimals(actual: unknown, written: string | undefined): void {
  expect(Math.abs(Number(actual) - Number(written)), `${actual} against ${written}`).toBeLessThan(0.0005);
}

const code = "43-3051.00";
const tables = readTables("docs/worked-example.md");
const rowsOf = (key: string) => tables.get(key) ?? [];
const activityRows = rowsOf("Activity Name");

describe("docs/worked-example.md", () => {
  let byHand: RoleResult;
  let byDefault: RoleResult;
  let reference: ReturnType<typeof packReference>;

  beforeAll(() => {
    reference = packReference();
    const { role, segment } = roleWithSegment("timekeeper", code, 30, "Timekeeper");
    const run = (activityChoices: AnalysisInput["activityChoices"]): RoleResult => {
      const input = { ...reference, ...emptyDecisions, activityChoices, roles: [role], segments: [segment] };
      const [result] = analyse({ ...input, settings: defaultSettings }).roles;
      if (result === undefined) throw new Error("The analysis lost the role.");
      return result;
    };
    byDefault = run([]);
    const selected = new Set(activityRows.map((row) => row.Activity));
    byHand = run(
      byDefault.activities.map(({ id }) => ({
        code,
        roleId: role.id,
        activityId: id,
        selected: selected.has(id),
        share: null,
      })),
    );
  });

  it("lists the tasks of the four activities with their terms", () => {
    const profile = reference.occupations.find((occupation) => occupation.code === code);
    const labels = new Map(reference.exposureScores.map((score) => [score.elementId, score.value]));
    const written = rowsOf("Activity Task");
    for (const row of written) {
      const task = profile?.tasks.find(({ taskId }) => taskId === row.Task);
      expect(task?.dwaIds).toContain(row.Activity);
      expect(String(task?.importance)).toBe(row.Importance);
      expect(String(task?.dwaIds.length)).toBe(row["Activities of the task"]);
      expectThreeDecimals(((task?.importance ?? 0) - 1) / 4 / (task?.dwaIds.length ?? 0), row.Term);
      expectThreeDecimals(labels.get(row.Task ?? ""), row.Exposure);
    }
    const selected = new Set(activityRows.map((row) => row.Activity ?? ""));
    const links = profile?.tasks.flatMap(({ dwaIds }) => dwaIds.filter((id) => selected.has(id))) ?? [];
    expect(written).toHaveLength(links.length);
  });

  it("lists the four heaviest activities with weight, exposure and share", () => {
    const names = new Map(readPackTable("dwas").map((dwa) => [dwa.id, dwa.name]));
    const selected = byHand.activities.filter((activity) => activity.selected);
    expect(selected.map(({ id }) => id)).toEqual(activityRows.map((row) => row.Activity));
    expect(selected).toEqual(byHand.activities.slice(0, 4));
    for (const [index, row] of activityRows.entries()) {
      expect(names.get(row.Activity ?? "")).toBe(`${row.Name}.`);
      expectThreeDecimals(selected[index]?.weight, row.Weight);
      expectThreeDecimals(selected[index]?.exposure, row.Exposure);
      expectThreeDecimals(selected[index]?.share, row.Share);
    }
  });

  it("gives the components of complexity", () => {
    const { complexityComponents, complexityStretched } = byHand.factors;
    const written = rowsOf("Component Value");
    expect(written.map((row) => row.Component)).toEqual(Object.keys(complexityComponents ?? {}));
    for (const row of written) {
      const key = row.Component as keyof NonNullable<typeof complexityComponents>;
      expectThreeDecimals(complexityComponents?.[key], row.Value);
      expectThreeDecimals(complexityStretched?.[key], row.Stretched);
    }
  });

  it("ends in the numbers of the run", () => {
    const written = rowsOf("Result Value");
    expect(written).toHaveLength(7);
    for (const row of written) {
      expectThreeDecimals(byHand[row.Result as keyof RoleResult], row.Value);
    }
    expect(byHand).toMatchObject({ headcount: 30, tier: "now", factors: { flags: [] } });
  });

  it("shows what the default selection gives instead", () => {
    const [count, ...written] = rowsOf("Default Value");
    expect(String(byDefault.activities.filter((activity) => activity.selected).length)).toBe(count?.Value);
    for (const row of written) {
      expectThreeDecimals(byDefault[row.Default as keyof RoleResult], row.Value);
    }
    expect(written).toHaveLength(4);
  });
});
