import { describe, expect, it } from "vitest";
import { inputNames } from "@/lib/onet/release/release-inputs";
import { findColumns, toInputRow } from "./input-rows";
import { releaseIn } from "./schema";
import { tablesFor } from "./table-columns";

describe("the release in an answer of /about/", () => {
  it.each([
    [{ api_version: "2.0", database: "O*NET 31.0" }, "31.0"],
    [{ version: "20.0", database_version: "30.3" }, "30.3"],
    [{ title: "O*NET Web Services", release: "O*NET 30.1 Database, December 2025" }, "30.1"],
    [{ api_version: "20.1" }, undefined],
    [{ database: 31 }, undefined],
    ["31.0", undefined],
    [null, undefined],
  ])("of %j is %j", (about, release) => {
    expect(releaseIn(about)).toBe(release);
  });
});

describe("tables and columns", () => {
  const before = new Set([
    ...["occupation_data", "alternate_titles", "sample_of_reported_titles", "content_model_reference"],
    ...["iwa_reference", "dwa_reference", "work_activities", "skills", "task_statements", "task_ratings"],
    ...["tasks_to_dwas", "technology_skills", "related_occupations", "job_zones", "emerging_tasks"],
  ]);

  it("are found under the names up to 30.2 too", () => {
    for (const input of inputNames) expect(tablesFor(input, before)).toHaveLength(1);
    expect(tablesFor("skills", new Set(["essential_skills", "transferable_skills"]))).toHaveLength(2);
    expect(tablesFor("skills", new Set(["essential_skills"]))).toBeUndefined();
    const dwa = {
      element_id: "4.A.1.a.1",
      iwa_id: "4.A.1.a.1.I01",
      dwa_id: "4.A.1.a.1.I01.D01",
      dwa_title: "Read.",
    };
    const columns = findColumns("dwas", "dwa_reference", dwa);
    expect(toInputRow(dwa, columns)).toEqual(["4.A.1.a.1.I01.D01", "4.A.1.a.1.I01", "Read."]);
  });

  it("give texts as the files write them", () => {
    const row = {
      ...{ onetsoc_code: "15-1252.00", element_id: "4.A.1.a.1", scale_id: "LV", data_value: 4.5 },
      ...{ recommend_suppress: true, not_relevant: null, extra: "x" },
    };
    const columns = findColumns("workActivities", "work_activities", row);
    expect(columns.absent).toEqual(["date"]);
    expect(toInputRow(row, columns)).toEqual(["15-1252.00", "4.A.1.a.1", "LV", "4.5", "Y", null, null]);
  });

  it("are missed by name", () => {
    expect(() => findColumns("tasks", "task_statements", { onetsoc_code: "x", task_id: 1 })).toThrow(
      /task_statements has another layout: column task is missing\. It has onetsoc_code, task_id\./,
    );
  });
});
