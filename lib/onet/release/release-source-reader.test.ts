import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MadePart, madeZip } from "@/lib/files/testing/made-zip";
import type { InputName, ReleaseSource } from "@/lib/onet/release/release-inputs";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { writeReleaseFixture } from "./testing/release-fixture";
import { smallRelease, writeReleaseFile, writeSmallRelease } from "./testing/small-release";

let folder: string;
const opened: ReleaseSource[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opportune-release-"));
});

afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  rmSync(folder, { recursive: true, force: true });
});

const small = (changes: Parameters<typeof writeSmallRelease>[1] = {}) =>
  writeSmallRelease(join(folder, "release"), changes);

async function open(path: string, number?: string): Promise<ReleaseSource> {
  const source = await openReleaseSource(path, { number });
  opened.push(source);
  return source;
}

async function readAll(source: ReleaseSource, input: InputName): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const batch of source.read(input)) rows.push(...batch);
  return rows;
}

function partsOf(from: string, into = "db_30_1_text"): MadePart[] {
  return readdirSync(from).map((name) => ({
    name: `${into}/${name}`,
    content: readFileSync(join(from, name)),
  }));
}

function zipOf(parts: readonly MadePart[], name = "upload.zip"): string {
  const path = join(folder, name);
  writeFileSync(path, madeZip(parts));
  return path;
}

describe("a folder", () => {
  it("is read in the layout up to 30.2, n/a and empty as unknown", async () => {
    const source = await open(small());
    expect(source).toMatchObject({ origin: "folder", number: "30.1" });
    expect(await readAll(source, "alternateTitles")).toEqual([
      { code: "11-1011.00", title: "Chief Executive Officer", shortTitle: "CEO" },
      { code: "11-1011.00", title: "Agency Owner", shortTitle: null },
      { code: "11-1011.00", title: "Executive Officer", shortTitle: "CEO" },
    ]);
    expect(await readAll(source, "dwas")).toEqual([
      { id: "4.A.1.a.1.I01.D01", iwaId: "4.A.1.a.1.I01", name: "Review." },
    ]);
  });

  it("is read in the layout from 30.3 on, both files of skills as one", async () => {
    const { folder: path } = writeReleaseFixture(folder, { codes: ["43-3051.00"] });
    const source = await open(path);
    expect(source.number).toBe("31.0");
    expect((await readAll(source, "dwas"))[0]).toEqual({
      id: "4.A.1.a.1.w.1",
      iwaId: "4.A.1.a.1.w",
      name: "Review art or design materials.",
    });
    expect(source.describe("skills").files).toEqual(["Essential Skills", "Transferable Skills"]);
    expect(await readAll(source, "skills")).toHaveLength(2 * 2 * 35);
  });

  it("is found inside the one that O*NET's zip file unpacks to", async () => {
    writeReleaseFixture(folder, { codes: ["43-3051.00"] });
    expect((await open(folder)).number).toBe("31.0");
  });

  it("may hold gzip, a byte order mark, bare line feeds and a last line without end", async () => {
    const path = small();
    const zones = join(path, "Job Zones.txt");
    writeFileSync(`${zones}.gz`, gzipSync("\ufeffO*NET-SOC Code\tJob Zone\tDate\n11-1011.00\t5\t08/2023"));
    rmSync(zones);
    expect(await readAll(await open(path), "jobZones")).toEqual([
      { code: "11-1011.00", jobZone: "5", date: "08/2023" },
    ]);
  });

  it("may hold partial ratings from another release, whose missing columns are unknown", async () => {
    const path = small({
      "Work Activities": null,
      "Work Activities - values only (30.0)": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value",
        "11-1011.00\t4.A.1.a.1\tGetting Information\tIM\t4.50",
      ],
    });
    const source = await open(path);
    expect(source.describe("workActivities")).toMatchObject({ files: ["Work Activities"], release: "30.0" });
    expect(source.describe("workActivities").absent).toEqual(new Set(["suppress", "notRelevant", "date"]));
    expect(await readAll(source, "workActivities")).toEqual([
      expect.objectContaining({ value: "4.50", suppress: null, notRelevant: null, date: null }),
    ]);
  });

  it("is refused with the file and the column when a column is missing, before a row is read", async () => {
    const [, ...rows] = smallRelease["Tasks to DWAs"] ?? [];
    const path = small({
      "Tasks to DWAs": ["O*NET-SOC Code\tTask ID\tActivity\tDate\tDomain Source", ...rows],
    });
    await expect(open(path)).rejects.toThrow(
      /Tasks to DWAs\.txt has another layout: column "DWA ID" is missing\. It has O\*NET-SOC Code, Task ID, Activity.*Nothing was read/,
    );
  });

  it("is refused with the file when a file is missing", async () => {
    await expect(open(small({ "Job Zones": null }))).rejects.toThrow(/lacks "Job Zones\.txt"/);
  });

  it("is refused when it has no known layout, or two", async () => {
    await expect(open(small({ "DWA Reference": null }))).rejects.toThrow(
      /no layout that Opportune knows: it holds neither "DWA Reference\.txt" \(up to 30\.2\) nor "GWAs to IWAs to DWAs\.txt"/,
    );
    await expect(open(small({ "GWAs to IWAs to DWAs": ["x"] }))).rejects.toThrow(/mixes two layouts/);
    await expect(open(join(folder, "nowhere"))).rejects.toThrow(/There is no folder or file/);
  });

  it("names the line that is damaged", async () => {
    const source = await open(
      small({ "Job Zones": [...(smallRelease["Job Zones"] ?? []), "11-1011.00\t5"] }),
    );
    await expect(readAll(source, "jobZones")).rejects.toThrow(
      /Job Zones\.txt, line 3: 2 fields where the header has 4/,
    );
  });

  it("is refused when its bytes are no text, or a gzip file ends too early", async () => {
    const path = small();
    const zones = join(path, "Job Zones.txt");
    writeFileSync(zones, Buffer.from([0x4f, 0xff, 0xfe]));
    await expect(open(path)).rejects.toThrow(/Job Zones\.txt is not UTF-8 text/);
    const lines = Array.from({ length: 5_000 }, (_, index) => `11-1011.00\t5\t08/2023\t${index * 7919}`);
    const packed = gzipSync(["O*NET-SOC Code\tJob Zone\tDate\tDomain Source", ...lines].join("\r\n"));
    writeFileSync(`${zones}.gz`, packed.subarray(0, packed.length >> 1));
    rmSync(zones);
    const read = async () => readAll(await open(path), "jobZones");
    await expect(read()).rejects.toThrow(/Job Zones\.txt\.gz cannot be read to its end/);
  });
});

describe("its number", () => {
  it("comes from the folder's name before the Read Me, and from the person before both", async () => {
    const path = small();
    const named = join(folder, "db_30_2_text");
    renameSync(path, named);
    expect((await open(named)).number).toBe("30.2");
    expect((await open(named, "30.4")).number).toBe("30.4");
    await expect(open(named, "newest")).rejects.toThrow(/"newest" is no number of an O\*NET release/);
  });

  it("is asked for when nothing says it", async () => {
    const path = small({ "Read Me": ["Hello"] });
    await expect(open(path)).rejects.toThrow(/does not say which release it is.*Give the number/);
    expect((await open(path, "30.1")).number).toBe("30.1");
  });
});

describe("a zip file", () => {
  it("holds the same rows as its folder, under the number of the folder inside", async () => {
    const path = small({ "Read Me": ["Hello"] });
    const zip = await open(zipOf(partsOf(path)));
    expect(zip).toMatchObject({ origin: "zip", number: "30.1" });
    expect(await readAll(zip, "taskRatings")).toEqual(await readAll(await open(path, "30.1"), "taskRatings"));
  });

  it("is refused when it was cut short", async () => {
    const whole = madeZip(partsOf(small()));
    const path = join(folder, "cut.zip");
    writeFileSync(path, whole.subarray(0, whole.length - 200));
    await expect(open(path)).rejects.toThrow(/cut\.zip is damaged or cut short\. Nothing was imported/);
  });

  const changed = (change: Partial<MadePart>) =>
    partsOf(small()).map((part) => (part.name.endsWith("/Skills.txt") ? { ...part, ...change } : part));

  it.each([
    [
      "claims to unpack to more than any release",
      { claimedBytes: 400 * 1024 * 1024 },
      /Skills\.txt unpacks to more/,
    ],
    ["unpacks to more than it claims", { claimedBytes: 10 }, /is damaged or cut short/],
    ["has another checksum", { claimedChecksum: 1 }, /is damaged or cut short/],
    ["leads out of the folder", { name: "../Skills.txt" }, /is damaged|leads out of it/],
    ["is a link", { attributes: 0xa1ff0000 }, /holds a link/],
    ["is encrypted", { flags: 1 }, /locked with a password/],
    ["lies on another file", { offset: 0 }, /files that overlap/],
  ])("is refused when a file %s", async (_, change, reason) => {
    // A wrong checksum shows at the end of the file.
    const read = async () => readAll(await open(zipOf(changed(change))), "skills");
    await expect(read()).rejects.toThrow(reason);
  });

  it("is refused when it holds thousands of files, or two of one name", async () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ name: `${index}.txt`, content: "x" }));
    await expect(open(zipOf(many))).rejects.toThrow(/holds 501 files/);
    const twice = [...partsOf(small()), { name: "other/Skills.txt", content: "x" }];
    await expect(open(zipOf(twice))).rejects.toThrow(/two files of one name/);
  });

  it("is refused when it is none", async () => {
    const path = join(folder, "release.zip");
    writeReleaseFile(folder, "x", ["no zip"]);
    renameSync(join(folder, "x.txt"), path);
    await expect(open(path)).rejects.toThrow(/damaged or cut short/);
  });
});
