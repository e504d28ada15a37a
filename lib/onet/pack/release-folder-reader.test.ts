import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gwaClassById } from "@/lib/onet/pack/exposure-sources";
import { writePack } from "@/lib/onet/pack/pack-writer";
import { openReleaseFolder } from "@/lib/onet/pack/release-folder-reader";

/** A release of one occupation with one task. Rows as the real files have them: tabs, CRLF, `n/a` for missing. */
const files: Readonly<Record<string, string>> = {
  "onet/Read Me.txt": "O*NET 30.1 Database\r\nDecember 2025 Release\r\n",
  "onet/Occupation Data.txt":
    "O*NET-SOC Code\tTitle\tDescription\r\n11-1011.00\tChief Executives\tA sentence.\r\n",
  "onet/Alternate Titles.txt":
    "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\r\n11-1011.00\tChief Executive Officer\tCEO\t01\r\n11-1011.00\tAgency Owner\tn/a\t10\r\n11-1011.00\tExecutive Officer\tCEO\t01\r\n",
  "onet/Sample of Reported Titles.txt":
    "O*NET-SOC Code\tReported Job Title\tShown in My Next Move\r\n11-1011.00\tPresident\tY\r\n",
  "onet/Content Model Reference.txt": `Element ID\tElement Name\tDescription\r\n4.A\tGeneralized Work Activities\tx\r\n${[
    ...gwaClassById.keys(),
  ]
    .map((id) => `${id}\tName of ${id}\tx\r\n`)
    .join("")}`,
  "onet/IWA Reference.txt": "Element ID\tIWA ID\tIWA Title\r\n4.A.1.a.1\t4.A.1.a.1.I01\tStudy.\r\n",
  "onet/DWA Reference.txt":
    "Element ID\tIWA ID\tDWA ID\tDWA Title\r\n4.A.1.a.1\t4.A.1.a.1.I01\t4.A.1.a.1.I01.D01\tReview.\r\n",
  "onet/Work Activities.txt":
    "O*NET-SOC Code\tElement ID\tScale ID\tData Value\r\n11-1011.00\t4.A.1.a.1\tIM\t4.50\r\n11-1011.00\t4.A.1.a.1\tLV\t5.21\r\n",
  "onet/Skills (30.2).txt":
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\tNot Relevant\r\n11-1011.00\t2.A.1.a\tReading\tIM\t4.12\tN\tn/a\r\n11-1011.00\t2.A.1.a\tReading\tLV\t4.62\tY\tN\r\n",
  "onet/Task Statements.txt":
    "O*NET-SOC Code\tTask ID\tTask\tTask Type\r\n11-1011.00\t8823\tDirect.\tCore\r\n11-1011.00\t10\tLead.\tn/a\r\n",
  "onet/Task Ratings.txt":
    "O*NET-SOC Code\tTask ID\tScale ID\tData Value\r\n11-1011.00\t8823\tRT\t74.44\r\n11-1011.00\t8823\tIM\t4.52\r\n",
  "onet/Tasks to DWAs.txt":
    "O*NET-SOC Code\tTask ID\tDWA ID\tDate\r\n11-1011.00\t8823\t4.A.1.a.1.I01.D01\t07/2014\r\n11-1011.00\t10\t4.A.1.a.1.I01.D01\t07/2014\r\n",
  "onet/Technology Skills.txt":
    "O*NET-SOC Code\tExample\tCommodity Code\tHot Technology\tIn Demand\r\n11-1011.00\tAdobe Acrobat\t1\tY\tN\r\n",
  "onet/Related Occupations.txt":
    "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\r\n11-1011.00\t11-1011.00\tPrimary-Short\t1\r\n",
  "onet/Job Zones.txt": "O*NET-SOC Code\tJob Zone\tDate\r\n11-1011.00\t5\t08/2023\r\n",
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

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-pack-"));
  for (const [name, text] of Object.entries(files)) write(name, text);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openReleaseFolder(join(folder, "data"));

function build(target = "pack"): (file: string) => string {
  writePack(join(folder, target), open());
  return (file) => readFileSync(join(folder, target, file), "utf8");
}

describe("openReleaseFolder", () => {
  it("names the file and the column when the layout differs, and writes nothing", () => {
    write("onet/DWA Reference.txt", "Element ID\tIWA ID\tDWA Element ID\tDWA Title\r\n");
    expect(open).toThrow(/DWA Reference\.txt has another layout: column "DWA ID" is missing/);
    expect(() => build()).toThrow();
    expect(() => readFileSync(join(folder, "pack", "manifest.json"))).toThrow();
  });

  it("names a file that is missing", () => {
    rmSync(join(folder, "data", "onet", "Job Zones.txt"));
    expect(open).toThrow(/Job Zones\.txt is missing, as \.txt and as \.txt\.gz/);
  });

  it("refuses a folder that does not say its release", () => {
    write("onet/Read Me.txt", "Hello");
    expect(open).toThrow(/does not say which release this is/);
  });

  it("refuses bytes that are no UTF-8", () => {
    writeFileSync(join(folder, "data", "onet", "Job Zones.txt"), Buffer.from([0x4f, 0xff, 0xfe]));
    expect(open).toThrow(/Job Zones\.txt is not UTF-8 text/);
  });

  it("names the row whose fields do not fit the header", () => {
    write(
      "onet/Job Zones.txt",
      "O*NET-SOC Code\tJob Zone\tDate\r\n11-1011.00\t5\t08/2023\r\n11-1011.03\t5\r\n",
    );
    expect(() => open().read("jobZones")).toThrow(
      /Job Zones\.txt, data row 2: 2 fields where the header has 3/,
    );
  });

  it("reads gzip like plain text and takes the release of a partial file from its name", () => {
    const name = "onet/Job Zones.txt";
    writeFileSync(join(folder, "data", `${name}.gz`), gzipSync(files[name] ?? ""));
    rmSync(join(folder, "data", name));
    const release = open();
    expect(release.read("jobZones")).toEqual([{ "O*NET-SOC Code": "11-1011.00", "Job Zone": "5" }]);
    expect(release.releaseOf("skills")).toBe("30.2");
    expect(release.releaseOf("jobZones")).toBe("30.1");
  });
});

describe("writePack", () => {
  it("gives identical bytes for identical folders", () => {
    const first = build("first");
    const second = build("second");
    for (const file of ["manifest.json", "titles.tsv", "exposure_scores.tsv"])
      expect(second(file)).toBe(first(file));
  });

  it("pairs importance and level, and keeps the flags", () => {
    const read = build();
    expect(read("gwa_ratings.tsv")).toBe(
      "code\tgwa_id\timportance\tlevel\n11-1011.00\t4.A.1.a.1\t4.5\t5.21\n",
    );
    expect(read("skill_ratings.tsv")).toContain("11-1011.00\t2.A.1.a\t4.12\t4.62\t1\t0\n");
  });

  it("sorts tasks by number and leaves an unrated one empty", () => {
    expect(build()("tasks.tsv")).toBe(
      "task_id\tcode\ttype\timportance\n10\t11-1011.00\tunrated\t\n8823\t11-1011.00\tcore\t4.52\n",
    );
  });

  it("lists a shared short title once per occupation", () => {
    expect(build()("titles.tsv").match(/\tCEO\tshort\n/g)).toHaveLength(1);
  });

  it("scores the tasks of the release only, and combines the parts of a split task", () => {
    const scores = build()("exposure_scores.tsv");
    expect(scores).toContain("eloundou-gpt4-alpha\t2024\ttask\t8823\t0\tE2\t\n");
    expect(scores).toContain("eloundou-gpt4-beta\t2024\ttask\t8823\t0.5\tE2\t\n");
    expect(scores).toContain("eloundou-gpt4-gamma\t2024\ttask\t8823\t1\tE2\t\n");
    expect(scores).toContain("eloundou-human-gamma\t2024\ttask\t8823\t0\tE0\t\n");
    expect(scores).not.toContain("\t99\t");
    // (1 - 2/4) × 1 × (1 - 2/4), and the mean of .75 and .75 × .75.
    expect(scores).toContain("cdr\t2026-03-13\ttask\t8823\t0.25\tC2 D0 R2\t\n");
    expect(scores).toContain("cdr\t2026-03-13\ttask\t10\t0.65625\tC1 D0 R0 + C1 D1 R0\t\n");
    expect(scores).toContain(
      "gwa-classes\t1\tgwa\t4.A.1.a.1\t0.8\thigh\tPew's method replicated; high = 0.8 is ours\n",
    );
  });

  it("blends every task, saying what went in and what was borrowed", () => {
    const scores = build()("exposure_scores.tsv");
    // Task 10 has CDR labels only: its label is that of 8823, which shares its activity.
    expect(scores).toMatch(/opportune\t1\ttask\t10\t[\d.]+\t- - D0\.5 R0\t\(\.8\*L~[^\t]+\n/);
    expect(scores).toMatch(/opportune\t1\ttask\t8823\t[\d.]+\tE0 E2 D0 R2\t\(\.8\*L\.[^\t]+\n/);
    expect(scores).toContain("opportune\t1\tgwa\t4.A.4.b.2\t0.165\t0.2 0.35\t.6*A.275\n");
  });

  it("takes the finer of two equal wage rows, an absent wage as unknown and # as the published top", () => {
    expect(build()("wages.tsv")).toContain("2024\t11-1010\tChiefs, All\tdetailed\t100\t\t239200\n");
  });

  it("refuses two different wage rows for one code", () => {
    write(
      "wages/oews_national_may2024.csv",
      "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,A_MEAN\n11-1010,C,broad,100,5,10\n11-1010,C,detailed,90,5,10\n",
    );
    expect(() => build()).toThrow(/two different rows for 11-1010/);
  });

  it("refuses two rows with one key", () => {
    write("onet/Job Zones.txt", "O*NET-SOC Code\tJob Zone\n11-1011.00\t5\n11-1011.00\t4\n");
    expect(() => build()).toThrow(/job_zones: two rows have the key 11-1011\.00/);
  });

  it("refuses an activity without an exposure class", () => {
    write(
      "onet/Content Model Reference.txt",
      `${files["onet/Content Model Reference.txt"]}4.A.9.a.1\tNew\tx\r\n`,
    );
    expect(() => build()).toThrow(/4\.A\.9\.a\.1 \(New\) has no exposure class/);
  });

  it("refuses a label, a task type, a tier and a figure it does not know", () => {
    write("exposure/eloundou_task_labels.tsv", "\tTask ID\tgpt4_exposure\thuman_labels\n0\t8823.0\tE3\tE0\n");
    expect(() => build()).toThrow(/label "E3", not E0, E1 or E2/);
    write("onet/Task Statements.txt", "O*NET-SOC Code\tTask ID\tTask Type\r\n11-1011.00\t8823\tNew\r\n");
    expect(() => build()).toThrow(/Task 8823 has the type "New"/);
    write(
      "onet/Related Occupations.txt",
      "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\r\na\tb\tNear\t1\r\n",
    );
    write("onet/Task Statements.txt", files["onet/Task Statements.txt"] ?? "");
    expect(() => build()).toThrow(/tier "Near" is not known/);
    write(
      "onet/Work Activities.txt",
      "O*NET-SOC Code\tElement ID\tScale ID\tData Value\r\na\tb\tIM\t4,5\r\n",
    );
    expect(() => build()).toThrow(/"4,5" in the column Data Value is not a number/);
  });
});
