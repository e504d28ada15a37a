import { beforeAll, describe, expect, it } from "vitest";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { type ExposureTableLevel, exposureTable, exposureTableLevels } from "./exposure-table";
import { packReference } from "./test-input";

describe("exposureTable over the reference pack", () => {
  let reference: ReturnType<typeof packReference>;
  beforeAll(() => {
    reference = packReference();
  });

  function rowsOf(level: ExposureTableLevel, scores = reference.exposureScores) {
    return exposureTable(level, { occupations: reference.occupations, tree: reference.tree, scores });
  }

  it("has every element of the release once, in order, each value in range", () => {
    const counts = { occupation: 1016, gwa: 41, iwa: 332, dwa: 2087, task: 18_796 } as const;
    for (const level of exposureTableLevels) {
      const rows = rowsOf(level);
      expect(rows).toHaveLength(counts[level]);
      const ids = rows.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
      for (const { value, coverage } of rows) {
        if (value === null) expect(coverage).toBe(0);
        else expect([value >= 0, value <= 1, coverage >= 0, coverage <= 1]).not.toContain(false);
      }
    }
  });

  it("values an occupation by its tasks' weights", () => {
    const profile = reference.occupations.find(({ code }) => code === "43-3051.00");
    const labels = new Map(reference.exposureScores.map(({ elementId, value }) => [elementId, value]));
    let weightTotal = 0;
    let exposureSum = 0;
    for (const task of profile?.tasks ?? []) {
      const weight = ((task.importance ?? 0) - 1) / 4;
      weightTotal += weight;
      exposureSum += weight * (labels.get(task.taskId) ?? 0);
    }
    const row = rowsOf("occupation").find(({ id }) => id === "43-3051.00");
    expect(row?.value).toBeCloseTo(exposureSum / weightTotal, 9);
    expect(row).toMatchObject({ coverage: 1, basis: null });
  });

  it("labels what rests on siblings, and leaves the 19 military occupations unknown", () => {
    const rows = rowsOf("occupation");
    const borrowed = rows.filter(({ basis }) => basis !== null);
    expect(borrowed).toHaveLength(74);
    expect(borrowed.every(({ coverage, value }) => coverage === 0 && value !== null)).toBe(true);
    expect(rows.find(({ id }) => id === "11-9199.00")?.basis).toBe("siblings 11-9199");
    const unknown = rows.filter(({ value }) => value === null);
    expect(unknown).toHaveLength(19);
    expect(unknown.every(({ id }) => id.startsWith("55-"))).toBe(true);
  });

  it("leaves a GWA without tasks unknown under a source of task labels", () => {
    const unknown = rowsOf("gwa").filter(({ value }) => value === null);
    expect(unknown.map(({ id }) => id)).toEqual(["4.A.3.b.2", "4.A.3.b.5", "4.A.4.b.1", "4.A.4.b.2"]);
  });

  it("gives a task its own score, else the mean of its activities, and says so", () => {
    const labels = new Map(reference.exposureScores.map(({ elementId, value }) => [elementId, value]));
    const rows = rowsOf("task");
    const own = rows.filter(({ basis }) => basis === null);
    expect(own).toHaveLength(18_739);
    expect(own.every(({ id, value, coverage }) => value === labels.get(id) && coverage === 1)).toBe(true);
    const borrowed = rows.filter(({ basis }) => basis !== null);
    expect(borrowed.every(({ basis, coverage }) => basis !== "task" && coverage === 0)).toBe(true);
  });

  it("covers every described occupation and all 41 GWAs under the default source", () => {
    const { exposureScores } = packReference(defaultExposureSource);
    const occupations = rowsOf("occupation", exposureScores).filter(({ basis }) => basis === null);
    expect(occupations.filter(({ coverage }) => coverage === 1)).toHaveLength(923);
    expect(rowsOf("gwa", exposureScores).every(({ value }) => value !== null)).toBe(true);
    expect(rowsOf("task", exposureScores).every(({ basis }) => basis === null)).toBe(true);
  });

  it("hands the classes of a GWA source down, and says where they come from", () => {
    const { exposureScores } = packReference("gwa-classes");
    expect(rowsOf("gwa", exposureScores).every(({ coverage }) => coverage === 1)).toBe(true);
    const classes = new Map(rowsOf("gwa", exposureScores).map(({ id, value }) => [id, value]));
    const dwas = rowsOf("dwa", exposureScores);
    expect(dwas.every(({ basis }) => basis === "gwa")).toBe(true);
    expect(dwas[0]?.value).toBe(classes.get("4.A.1.a.1"));
  });
});
