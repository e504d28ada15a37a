import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PackManifest } from "@/lib/onet/pack/pack-tables";
import { writePack } from "@/lib/onet/pack/pack-writer";
import { openReleaseFolder } from "@/lib/onet/pack/release-folder-reader";
import { smallRelease, writeSmallRelease } from "@/lib/onet/release/testing/small-release";

/** The sources beside O*NET's small release. */
const files: Readonly<Record<string, string>> = {
  "exposure/eloundou_task_labels.tsv":
    '\tTask ID\tTask\tgpt4_exposure\thuman_labels\n0\t8823.0\t"Says ""go"""\tE2\tE0\n1\t99.0\tLeft O*NET\tE1\tE1\n',
  "exposure/cdr_task_labels.csv":
    "task_id,consensus_C,consensus_D,consensus_R\n10-2,C1,D1,R0\n10-1,C1,D0,R0\n10,,,\n8823,C2,D0,R2\n",
  "wages/oews_national_may2024.csv":
    'OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,A_MEAN\n11-1010,"Chiefs, All",broad,100,*,#\n11-1010,"Chiefs, All",detailed,100,*,#\n',
};

let folder: string;

function write(name: string, text: string): void {
  const path = join(folder, "data", name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

/** O*NET's files with some changed. */
function change(changes: Readonly<Record<string, readonly string[] | null>>): void {
  writeSmallRelease(join(folder, "data", "onet"), changes);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-pack-"));
  change({});
  for (const [name, text] of Object.entries(files)) write(name, text);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function build(target = "pack"): Promise<(file: string) => string> {
  await writePack(join(folder, target), await openReleaseFolder(join(folder, "data")));
  return (file) => readFileSync(join(folder, target, file), "utf8");
}

describe("openReleaseFolder", () => {
  it("names the file and the column when the layout differs, and writes nothing", async () => {
    write("wages/oews_national_may2024.csv", "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,A_AVERAGE\n");
    await expect(build()).rejects.toThrow(
      /oews_national_may2024\.csv has another layout: column "A_MEAN" is missing/,
    );
    expect(existsSync(join(folder, "pack", "manifest.json"))).toBe(false);
  });

  it("names a file that is missing", async () => {
    rmSync(join(folder, "data", "exposure", "cdr_task_labels.csv"));
    await expect(build()).rejects.toThrow(/cdr_task_labels\.csv is missing, as it stands and as \.gz/);
  });

  it("says so of O*NET's files as an import does", async () => {
    change({ "DWA Reference": ["Element ID\tIWA ID\tDWA Element ID\tDWA Title"] });
    await expect(build()).rejects.toThrow(
      /DWA Reference\.txt has another layout: column "DWA ID" is missing/,
    );
  });

  it("refuses bytes that are no UTF-8", async () => {
    writeFileSync(join(folder, "data", "exposure/cdr_task_labels.csv"), Buffer.from([0x4f, 0xff, 0xfe]));
    await expect(build()).rejects.toThrow(/cdr_task_labels\.csv is not UTF-8 text/);
  });

  it("reads gzip like plain text", async () => {
    const name = "exposure/cdr_task_labels.csv";
    const before = await build("plain");
    writeFileSync(join(folder, "data", `${name}.gz`), gzipSync(files[name] ?? ""));
    rmSync(join(folder, "data", name));
    expect((await build("packed"))("exposure_scores.tsv")).toBe(before("exposure_scores.tsv"));
  });

  it("takes the release of a partial file from its name", async () => {
    change({ "Skills (30.2)": smallRelease.Skills ?? [] });
    rmSync(join(folder, "data", "onet", "Skills.txt"));
    const { tables } = JSON.parse((await build())("manifest.json")) as PackManifest;
    const releases = new Map(tables.map(({ table, release }) => [table, release]));
    expect(releases.get("onet_skill_ratings")).toBe("30.2");
    expect(releases.get("onet_job_zones")).toBe("30.1");
  });
});

describe("writePack", () => {
  it("gives identical bytes for identical folders", async () => {
    const first = await build("first");
    const second = await build("second");
    for (const file of ["manifest.json", "titles.tsv", "exposure_scores.tsv"])
      expect(second(file)).toBe(first(file));
  });

  it("pairs importance and level, and keeps the flags", async () => {
    const read = await build();
    expect(read("gwa_ratings.tsv")).toBe(
      "code\tgwa_id\timportance\tlevel\n11-1011.00\t4.A.1.a.1\t4.5\t5.21\n",
    );
    expect(read("skill_ratings.tsv")).toContain("11-1011.00\t2.A.1.a\t4.12\t4.62\t1\t0\n");
  });

  it("sorts tasks by number and leaves an unrated one empty", async () => {
    expect((await build())("tasks.tsv")).toBe(
      "task_id\tcode\ttype\timportance\n10\t11-1011.00\tunrated\t\n8823\t11-1011.00\tcore\t4.52\n",
    );
  });

  it("lists a shared short title once per occupation", async () => {
    expect((await build())("titles.tsv").match(/\tCEO\tshort\n/g)).toHaveLength(1);
  });

  it("scores the tasks of the release only, and combines the parts of a split task", async () => {
    const scores = (await build())("exposure_scores.tsv");
    expect(scores).toContain("eloundou-gpt4-alpha\t2024\ttask\t8823\t0\tE2\n");
    expect(scores).toContain("eloundou-gpt4-beta\t2024\ttask\t8823\t0.5\tE2\n");
    expect(scores).toContain("eloundou-gpt4-gamma\t2024\ttask\t8823\t1\tE2\n");
    expect(scores).toContain("eloundou-human-gamma\t2024\ttask\t8823\t0\tE0\n");
    expect(scores).not.toContain("\t99\t");
    // (1 - 2/4) × 1 × (1 - 2/4), and the mean of .75 and .75 × .75.
    expect(scores).toContain("cdr\t2026-03-13\ttask\t8823\t0.25\tC2 D0 R2\n");
    expect(scores).toContain("cdr\t2026-03-13\ttask\t10\t0.65625\tC1 D0 R0 + C1 D1 R0\n");
    expect(scores).toContain("gwa-classes\t1\tgwa\t4.A.1.a.1\t0.8\thigh\n");
  });

  it("takes the finer of two equal wage rows, an absent wage as unknown and # as the published top", async () => {
    expect((await build())("wages.tsv")).toContain("2024\t11-1010\tChiefs, All\tdetailed\t100\t\t239200\n");
  });

  it("refuses two different wage rows for one code", async () => {
    write(
      "wages/oews_national_may2024.csv",
      "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,A_MEAN\n11-1010,C,broad,100,5,10\n11-1010,C,detailed,90,5,10\n",
    );
    await expect(build()).rejects.toThrow(/two different rows for 11-1010/);
  });

  it("refuses two rows with one key", async () => {
    change({
      "Job Zones": [...(smallRelease["Job Zones"] ?? []), "11-1011.00\t4\t08/2023\tAnalyst"],
    });
    await expect(build()).rejects.toThrow(/job_zones: two rows have the key 11-1011\.00/);
  });

  it("refuses an activity without an exposure class", async () => {
    change({
      "Content Model Reference": [...(smallRelease["Content Model Reference"] ?? []), "4.A.9.a.1\tNew\tx"],
    });
    await expect(build()).rejects.toThrow(/4\.A\.9\.a\.1 \(New\) has no exposure class/);
  });

  it("refuses a label that it does not know", async () => {
    write("exposure/eloundou_task_labels.tsv", "\tTask ID\tgpt4_exposure\thuman_labels\n0\t8823.0\tE3\tE0\n");
    await expect(build()).rejects.toThrow(/label "E3", not E0, E1 or E2/);
  });

  it("refuses a backslash, which its readers would not undo", async () => {
    change({
      "Technology Skills": [...(smallRelease["Technology Skills"] ?? []), "11-1011.00\tA\\B\t1\tx\tY\tN"],
    });
    await expect(build()).rejects.toThrow(/technologies holds a backslash/);
  });
});
