import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blendGwas, blendTasks } from "@/lib/exposure/blend";
import { parseTaskRationale } from "@/lib/exposure/blend-rationale";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { toBlendInput } from "@/lib/onet/pack/blend-input";
import { eloundouMeasures, gwaClassById } from "@/lib/onet/pack/exposure-sources";
import { packShape, packTableNames } from "@/lib/onet/pack/pack-tables";
import { planFigures } from "@/lib/onet/pack/plan-figures";
import { readManifest, readPackTable, referencePackFolder } from "@/lib/onet/reference-pack-reader";

const manifest = readManifest();

describe("the manifest", () => {
  it("lists every table once, with release, source and licence", () => {
    expect(manifest.tables.map((entry) => entry.table)).toEqual(
      packTableNames.map((name) => packShape(name).table),
    );
    for (const entry of manifest.tables) {
      for (const text of [entry.release, entry.source, entry.licence]) expect(text).not.toBe("");
    }
    expect(manifest.release).toBe("30.1");
    expect(manifest.attribution).toContain("O*NET 30.1 Database");
  });

  it.each(manifest.tables.map((entry) => [entry.file, entry] as const))(
    "tells the rows, the columns and the hash of %s",
    (_, entry) => {
      const text = readFileSync(join(referencePackFolder(), entry.file), "utf8");
      const lines = text.split("\n");
      expect(createHash("sha256").update(text).digest("hex")).toBe(entry.sha256);
      expect(lines.pop()).toBe("");
      expect(lines[0]).toBe(entry.columns.join("\t"));
      expect(lines.length - 1).toBe(entry.rows);
      expect(lines.every((line) => line.split("\t").length === entry.columns.length)).toBe(true);
    },
  );
});

describe("the sizes of release 30.1", () => {
  it.each([
    ["occupations", 1016],
    ["gwas", 41],
    ["iwas", 332],
    ["dwas", 2087],
    ["gwa_ratings", 41 * 894],
    ["skill_ratings", 35 * 894],
    ["tasks", 18_796],
    ["task_dwas", 23_850],
    ["technologies", 32_773],
    ["related_occupations", 18_460],
    ["job_zones", 923],
    ["exposure_sources", 10],
    ["exposure_scores", 6 * 18_739 + 18_549 + 41 + 41 + 18_796 + 41],
  ] as const)("%s: %i rows", (name, rows) => {
    expect(readPackTable(name)).toHaveLength(rows);
  });

  it("has an importance for exactly the core and supplemental tasks", () => {
    const tasks = readPackTable("tasks");
    expect(tasks.filter((task) => task.type === "unrated")).toHaveLength(845);
    expect(tasks.every((task) => (task.importance === null) === (task.type === "unrated"))).toBe(true);
  });
});

describe("keys", () => {
  const codes = new Set(readPackTable("occupations").map((row) => row.code));
  const gwaIds = new Set(readPackTable("gwas").map((row) => row.id));
  const iwaIds = new Set(readPackTable("iwas").map((row) => row.id));
  const dwaIds = new Set(readPackTable("dwas").map((row) => row.id));
  const codeByTask = new Map(readPackTable("tasks").map((row) => [row.taskId, row.code]));

  it("lead from every activity to its parent", () => {
    expect(readPackTable("iwas").filter((row) => !gwaIds.has(row.gwaId))).toEqual([]);
    expect(readPackTable("dwas").filter((row) => !iwaIds.has(row.iwaId))).toEqual([]);
  });

  it("lead from every link to its task, in the same occupation, and to its activity", () => {
    const orphans = readPackTable("task_dwas").filter(
      (row) => codeByTask.get(row.taskId) !== row.code || !dwaIds.has(row.dwaId),
    );
    expect(orphans).toEqual([]);
  });

  it.each([
    "titles",
    "gwa_ratings",
    "skill_ratings",
    "tasks",
    "technologies",
    "related_occupations",
    "job_zones",
  ] as const)("lead from every row of %s to its occupation", (name) => {
    const rows: readonly { readonly code: string }[] = readPackTable(name);
    expect(rows.filter((row) => !codes.has(row.code))).toEqual([]);
  });

  it("lead from related occupations, ratings and scores to what they name", () => {
    const skillIds = new Set(readPackTable("skills").map((row) => row.id));
    const sources = new Set(readPackTable("exposure_sources").map((row) => `${row.source} ${row.version}`));
    expect(readPackTable("related_occupations").filter((row) => !codes.has(row.relatedCode))).toEqual([]);
    expect(readPackTable("gwa_ratings").filter((row) => !gwaIds.has(row.gwaId))).toEqual([]);
    expect(readPackTable("skill_ratings").filter((row) => !skillIds.has(row.skillId))).toEqual([]);
    const orphans = readPackTable("exposure_scores").filter(
      (row) =>
        !sources.has(`${row.source} ${row.version}`) ||
        (row.level === "task" ? !codeByTask.has(Number(row.elementId)) : !gwaIds.has(row.elementId)),
    );
    expect(orphans).toEqual([]);
  });
});

describe("what the pack leaves out", () => {
  // Names run to 128 characters; O*NET's task statements and descriptions to several hundred.
  const nameColumns = new Set(["title", "name"]);
  const longestName = 130;
  const longestCode = 45;
  /** What a person may read of a score's making, or a formula. */
  const longestRationale = 64;

  it.each(packTableNames.filter((name) => name !== "exposure_sources"))(
    "is everything but codes, names and figures in %s",
    (name) => {
      const columns = Object.keys(packShape(name).columns);
      expect(columns.join(" ")).not.toMatch(/statement|description|definition/);
      const text = readFileSync(join(referencePackFolder(), `${name}.tsv`), "utf8");
      const longest = columns.map(() => 0);
      for (const line of text.split("\n").slice(1)) {
        line.split("\t").forEach((cell, index) => {
          longest[index] = Math.max(longest[index] ?? 0, cell.length);
        });
      }
      const limitOf = (column: string) =>
        column === "rationale" ? longestRationale : nameColumns.has(column) ? longestName : longestCode;
      const tooLong = columns.filter((column, index) => (longest[index] ?? 0) > limitOf(column));
      expect(tooLong).toEqual([]);
    },
  );

  it("knows a task by its number alone", () => {
    expect(Object.keys(packShape("tasks").columns)).toEqual(["task_id", "code", "type", "importance"]);
  });

  it("stays small enough for a repository", () => {
    const bytes = manifest.tables.reduce(
      (sum, entry) => sum + statSync(join(referencePackFolder(), entry.file)).size,
      0,
    );
    expect(bytes).toBeLessThan(16_000_000);
  });
});

describe("exposure", () => {
  const scores = readPackTable("exposure_scores");

  it("lies within 0 and 1", () => {
    expect(scores.filter((row) => row.value < 0 || row.value > 1)).toEqual([]);
  });

  it("follows alpha = E1, beta = E1 + 0.5 E2, gamma = E1 + E2", () => {
    for (const measure of ["alpha", "beta", "gamma"] as const) {
      for (const rater of ["gpt4", "human"]) {
        const own = scores.filter((row) => row.source === `eloundou-${rater}-${measure}`);
        expect(own).toHaveLength(18_739);
        const wrong = own.filter(
          (row) => eloundouMeasures[measure][row.class as "E0" | "E1" | "E2"] !== row.value,
        );
        expect(wrong).toEqual([]);
      }
    }
  });

  it("has one class for each of the 41 GWAs: 16 high, 16 medium, 9 low", () => {
    const classes = scores.filter((row) => row.source === "gwa-classes");
    expect(classes.map((row) => row.elementId)).toEqual(readPackTable("gwas").map((row) => row.id));
    expect([...gwaClassById.keys()].sort()).toEqual(classes.map((row) => row.elementId));
    const count = (name: string) => classes.filter((row) => row.class === name).length;
    expect([count("high"), count("medium"), count("low")]).toEqual([16, 16, 9]);
  });

  it.each([
    // The ids that an earlier system gave to other activities, by O*NET's own names.
    ["4.A.2.a.1", "Judging the Qualities of Objects, Services, or People", "medium"],
    ["4.A.2.a.2", "Processing Information", "high"],
    ["4.A.2.a.4", "Analyzing Data or Information", "high"],
    ["4.A.2.b.6", "Organizing, Planning, and Prioritizing Work", "medium"],
    ["4.A.3.b.4", "Repairing and Maintaining Mechanical Equipment", "low"],
    ["4.A.3.b.5", "Repairing and Maintaining Electronic Equipment", "low"],
    ["4.A.4.a.8", "Performing for or Working Directly with the Public", "high"],
  ])("gives %s (%s) the class %s", (id, name, gwaClass) => {
    expect(readPackTable("gwas").find((row) => row.id === id)?.name).toBe(name);
    expect(scores.find((row) => row.source === "gwa-classes" && row.elementId === id)?.class).toBe(gwaClass);
  });

  it("holds the plan's figure of each of the 41 GWAs, by the activity's name", () => {
    const figures = scores.filter((row) => row.source === "plan-figures");
    expect(figures.map((row) => row.elementId)).toEqual(readPackTable("gwas").map((row) => row.id));
    expect(Object.keys(planFigures).sort()).toEqual(figures.map((row) => row.elementId));
    expect(figures.every((row) => row.rationale?.startsWith("by name"))).toBe(true);
    expect(figures.filter((row) => row.rationale?.includes("the plan says"))).toHaveLength(14);
  });

  it.each([
    ["4.A.1.b.2", "Inspecting Equipment, Structures, or Materials", 0.4, "4.A.3.b.3"],
    ["4.A.2.a.1", "Judging the Qualities of Objects, Services, or People", 0.55, "4.A.1.b.3"],
    ["4.A.2.a.4", "Analyzing Data or Information", 0.9, "4.A.2.a.1"],
    ["4.A.2.b.6", "Organizing, Planning, and Prioritizing Work", 0.7, "4.A.2.b.3"],
    ["4.A.3.b.4", "Repairing and Maintaining Mechanical Equipment", 0.25, "4.A.3.b.5"],
    ["4.A.4.c.3", "Monitoring and Controlling Resources", 0.7, "the same id"],
  ])("gives %s (%s) the plan's figure %f", (id, name, value, planId) => {
    expect(readPackTable("gwas").find((row) => row.id === id)?.name).toBe(name);
    const row = scores.find((score) => score.source === "plan-figures" && score.elementId === id);
    expect(row).toMatchObject({ value, rationale: expect.stringContaining(planId) });
  });

  it("says of the classes that they replicate Pew's method, and which number is ours", () => {
    const source = readPackTable("exposure_sources").find((row) => row.source === "gwa-classes");
    expect(source?.name).toContain("Replication of Pew's method");
    for (const number of ["high = 0.8", "medium = 0.5", "low = 0.2"])
      expect(source?.citation).toContain(number);
    const classes = scores.filter((row) => row.source === "gwa-classes");
    expect(classes.every((row) => row.rationale?.includes(`${row.class} = ${row.value}`))).toBe(true);
  });

  it("sets the floors where the design's rule puts them", () => {
    const floors = new Map(readPackTable("exposure_sources").map((row) => [row.source, row.floor]));
    expect(floors.get("eloundou-gpt4-beta")).toBe(0.35);
    expect(floors.get(defaultExposureSource)).toBe(0.3);
  });
});

describe("the blend", () => {
  const rows = {
    tasks: readPackTable("tasks"),
    taskDwas: readPackTable("task_dwas"),
    gwas: readPackTable("gwas"),
    iwas: readPackTable("iwas"),
    dwas: readPackTable("dwas"),
    gwaRatings: readPackTable("gwa_ratings"),
    skillRatings: readPackTable("skill_ratings"),
    exposureScores: readPackTable("exposure_scores"),
  };
  const own = rows.exposureScores.filter((row) => row.source === "opportune");

  it("is what the rule makes of the pack's own rows, for every task and every GWA", () => {
    const input = toBlendInput(rows);
    const tasks = blendTasks(input);
    const values = new Map([
      ...tasks.map((task) => [task.taskId, task.value] as const),
      ...blendGwas(input, tasks).map((gwa) => [gwa.gwaId, gwa.value] as const),
    ]);
    expect(values.size).toBe(18_796 + 41);
    expect(own.filter((row) => Math.abs(row.value - (values.get(row.elementId) ?? 2)) > 1e-6)).toEqual([]);
  });

  it("can be recomputed from the rationale of each task", () => {
    const off = own.filter((row) => {
      const parts = row.level === "task" ? parseTaskRationale(row.rationale ?? "") : null;
      if (parts === null) return row.level === "task";
      const told = 0.8 * parts.labels.value + 0.2 * parts.activities;
      const value = told * parts.presence.value * parts.regulation.value * parts.fit.value;
      return Math.abs(value - row.value) > 0.003;
    });
    expect(off).toEqual([]);
  });

  it("marks what it borrowed: the labels of the 57 tasks that nobody labelled, and only theirs", () => {
    const borrowed = own.filter((row) => parseTaskRationale(row.rationale ?? "")?.labels.borrowed);
    expect(borrowed).toHaveLength(57);
    expect(borrowed.every((row) => row.class.startsWith("- -"))).toBe(true);
    expect(own.filter((row) => row.class.includes("-"))).toHaveLength(
      own.filter((row) => /[LP]~/.test(row.rationale ?? "")).length,
    );
  });
});

describe("wages", () => {
  const wages = new Map(readPackTable("wages").map((row) => [row.soc, row]));

  it("holds figures, and null where OEWS gives none", () => {
    expect(wages.get("00-0000")).toMatchObject({
      employment: 154_187_380,
      hourlyMean: 32.66,
      annualMean: 67_920,
    });
    expect(wages.get("27-2011")).toMatchObject({ hourlyMean: 44.4, annualMean: null });
    expect(wages.get("25-1011")).toMatchObject({ hourlyMean: null, annualMean: 113_840 });
  });

  it("keeps the finer row of a code that OEWS prints twice", () => {
    expect(wages.get("13-1020")?.occupationGroup).toBe("detailed");
  });
});
