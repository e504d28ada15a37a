import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InputName, ReleaseSource } from "@/lib/onet/release/release-inputs";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { type StagedRelease, stageRelease } from "@/lib/onet/release/stage-release";
import { writeReleaseFixture, writeReleaseZip } from "./testing/release-fixture";
import { smallRelease, writeSmallRelease } from "./testing/small-release";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-stage-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const into = () => join(folder, "staged");
const lines = (table: string, at = into()) => readFileSync(join(at, `${table}.tsv`), "utf8").split("\n");

async function stage(path: string, at = into()): Promise<StagedRelease> {
  const source = await openReleaseSource(path);
  try {
    return await stageRelease(source, at);
  } finally {
    await source.close();
  }
}

const stageSmall = (changes: Parameters<typeof writeSmallRelease>[1] = {}) =>
  stage(writeSmallRelease(join(folder, "release"), changes));

const more = (name: string, ...rows: string[]) => ({ [name]: [...(smallRelease[name] ?? []), ...rows] });

describe("the rows of a release up to 30.2", () => {
  it("hold statements, all ratings of a task and its mark", async () => {
    await stageSmall();
    expect(lines("tasks")).toEqual([
      "task_id\tcode\ttype\tstatement\timportance\trelevance\tfrequency\tsuppress",
      "10\t11-1011.00\tunrated\tLead.\t\t\t\t",
      '8823\t11-1011.00\tcore\tDirect "all" of it.\t4.52\t74.44\t{1.5,2.5,3.5,4.5,5.5,6.5,7.5}\t1',
      "",
    ]);
  });

  it("hold importance and level in one row, with the marks of either", async () => {
    await stageSmall();
    expect(lines("gwa_ratings")[1]).toBe("11-1011.00\t4.A.1.a.1\t4.5\t5.21\t1\t0");
    expect(lines("skill_ratings")[1]).toBe("11-1011.00\t2.A.1.a\t4.12\t4.62\t1\t0");
  });

  it("number emerging tasks by their statements, and keep what they revise", async () => {
    await stageSmall();
    expect(lines("emerging_tasks").slice(1, 3)).toEqual([
      "11-1011.00\t1\tAsk agents.\trevision\t10",
      "11-1011.00\t2\tSteer agents.\tnew\t",
    ]);
  });

  it("are counted as the files have them, with the newest date of a row", async () => {
    const { counts, newestDataAt, number, tables } = await stageSmall();
    expect(counts.taskRatings).toEqual({ files: ["Task Ratings"], release: "30.1", rows: 9, skipped: {} });
    expect(counts.contentModel?.rows).toBe(41);
    expect({ newestDataAt, number }).toEqual({ newestDataAt: "2025-08-01", number: "30.1" });
    expect(tables.find(({ table }) => table === "onet_titles")?.rows).toBe(5);
  });
});

describe("a release from 30.3 on", () => {
  it("gives the same from its folder and its zip file", async () => {
    const { folder: path } = writeReleaseFixture(folder, { codes: ["43-3051.00"] });
    const fromFolder = await stage(path);
    const fromZip = await stage(writeReleaseZip(join(folder, "release.zip"), path), join(folder, "zip"));
    const hashes = (staged: StagedRelease) => staged.tables.map(({ table, sha256 }) => [table, sha256]);
    expect(hashes(fromZip)).toEqual(hashes(fromFolder));
    expect(fromFolder.counts.skills?.rows).toBe(2 * 2 * 35);
    expect(lines("gwas")).toHaveLength(41 + 2);
    expect(lines("job_zones")).not.toContainEqual(expect.stringMatching(/\t1$/));
  });
});

describe("rows that do not fit", () => {
  it("count once when they are there twice, in whatever order", async () => {
    const original = await stageSmall();
    const rows = smallRelease["Task Ratings"]?.slice(1) ?? [];
    const shuffled = fc.shuffledSubarray([...rows, ...rows, ...rows], { minLength: rows.length * 3 });
    const hashOf = (staged: StagedRelease) =>
      staged.tables.find(({ table }) => table === "onet_tasks")?.sha256;
    await fc.assert(
      fc.asyncProperty(shuffled, async (mixed) => {
        const header = smallRelease["Task Ratings"]?.[0] ?? "";
        const staged = await stageSmall({ "Task Ratings": [header, ...mixed] });
        expect(hashOf(staged)).toBe(hashOf(original));
        expect(staged.counts.taskRatings).toMatchObject({ rows: 27, skipped: { duplicate: 18 } });
      }),
      { numRuns: 5 },
    );
  });

  it("refuse the release when two of one key differ", async () => {
    await expect(stageSmall(more("Occupation Data", "11-1011.00\tChiefs\tn/a"))).rejects.toThrow(
      /occupations: two rows have the key 11-1011\.00/,
    );
    const twice = "11-1011.00\t8823\tIM\tn/a\t4.00\t8\t0.1\t1\t5\tN\t08/2023\tIncumbent";
    await expect(stageSmall(more("Task Ratings", twice))).rejects.toThrow(
      /Task Ratings, value of task 8823 has two values, 4\.52 and 4/,
    );
  });

  const technology = (code: string, name: string) => `${code}\t${name}\t1\tx\tN\tN`;
  const hundred = Array.from({ length: 100 }, (_, index) => technology("11-1011.00", `Tool ${index}`));

  it("are left out with the reason while they are few", async () => {
    const staged = await stageSmall(
      more("Technology Skills", ...hundred, technology("99-9999.00", "Tool 1")),
    );
    expect(staged.counts.technologies).toMatchObject({ rows: 102, skipped: { unknown_occupation: 1 } });
    expect(lines("technologies").join("\n")).not.toContain("99-9999.00");
  });

  it("refuse the release when more than one in a hundred points nowhere", async () => {
    const orphans = [technology("99-9999.00", "Tool 1"), technology("99-9999.00", "Tool 2")];
    await expect(stageSmall(more("Technology Skills", ...hundred, ...orphans))).rejects.toThrow(
      /Technology Skills: 2 of 103 rows name an occupation, a task or an activity that this release does not have/,
    );
  });

  it.each([
    [
      "an activity hangs on none",
      more("IWA Reference", "4.A.9.z.9\t4.A.9.z.9.I01\tHover."),
      /IWA Reference: 1 of 2/,
    ],
    [
      "a link names another's task",
      more("Tasks to DWAs", "11-9199.00\t10\t4.A.1.a.1.I01.D01\t07/2014\tAnalyst"),
      /Tasks to DWAs: 1 of 3/,
    ],
    [
      "a table is empty",
      { "Job Zones": smallRelease["Job Zones"]?.slice(0, 1) ?? [] },
      /Job Zones holds no row/,
    ],
    [
      "a figure is none",
      more("Job Zones", "11-9199.00\tfive\tn/a\tn/a"),
      /"five" in Job Zones, zone is not a whole number/,
    ],
    [
      "a figure is out of its scale",
      more("Job Zones", "11-9199.00\t6\tn/a\tn/a"),
      /"6" in Job Zones, zone is not a whole number from 1 to 5/,
    ],
    [
      "a type is new",
      more("Task Statements", "11-1011.00\t11\tx\tVital\t1\tn/a\tn/a"),
      /Task 11 has the type "Vital"/,
    ],
    [
      "a tier is new",
      more("Related Occupations", "11-1011.00\t11-9199.00\tNear\t2"),
      /"Near" in Related Occupations, tier is not known/,
    ],
    [
      "a name is empty",
      more("DWA Reference", "4.A.1.a.1\t4.A.1.a.1.I01\t4.A.1.a.1.I01.D02\t"),
      /DWA Reference, name is empty/,
    ],
  ])("refuse the release when %s", async (_, changes, reason) => {
    await expect(stageSmall(changes)).rejects.toThrow(reason);
  });
});

describe("staging again", () => {
  /** A source that notes what is read of it, and breaks off before an input. */
  function watched(
    source: ReleaseSource,
    breakBefore?: InputName,
  ): ReleaseSource & { readonly noted: InputName[] } {
    const inputs: InputName[] = [];
    return {
      ...source,
      noted: inputs,
      read(input) {
        if (input === breakBefore) throw new Error("the line is dead");
        inputs.push(input);
        return source.read(input);
      },
    };
  }

  it("goes on where it was broken off and ends as if it had not been", async () => {
    const { folder: path } = writeReleaseFixture(folder, { codes: ["43-3051.00"] });
    const undisturbed = await stage(path, join(folder, "undisturbed"));
    const source = await openReleaseSource(path);
    await expect(stageRelease(watched(source, "taskDwas"), into())).rejects.toThrow("the line is dead");
    const second = watched(source);
    const staged = await stageRelease(second, into());
    expect(second.noted).toEqual([
      "taskDwas",
      "technologies",
      "relatedOccupations",
      "jobZones",
      "emergingTasks",
    ]);
    expect(staged).toEqual(undisturbed);
    const third = watched(source);
    await stageRelease(third, into());
    expect(third.noted).toEqual([]);
  });

  it("reads a table anew when its source changed, or its staged rows are not what they were", async () => {
    await stageSmall();
    writeFileSync(join(into(), "technologies.tsv"), "damaged");
    await stageSmall();
    expect(lines("technologies")[1]).toBe("11-1011.00\tAdobe Acrobat\t1\t0");
    await stageSmall({
      "Job Zones": [smallRelease["Job Zones"]?.[0] ?? "", "11-1011.00\t4\t08/2024\tAnalyst"],
    });
    expect(lines("job_zones")[1]).toBe("11-1011.00\t4");
  });
});
