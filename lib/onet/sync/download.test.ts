import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeOnetRelease, textFilesOf } from "@/e2e/stubs/onet-data";
import { type OnetFault, OnetStub } from "@/e2e/stubs/onet-stub";
import { madeZip } from "@/lib/files/testing/made-zip";
import { findNewestDownload } from "./download-site-client";
import { downloadRelease } from "./release-download-client";
import { numberOfZip } from "./release-zip-reader";

const stub = new OnetStub();
let folder = "";

beforeAll(() => stub.start());
afterAll(() => stub.stop());
beforeEach(async () => {
  stub.reset();
  folder = await mkdtemp(join(tmpdir(), "opportune-download-"));
  return () => rm(folder, { recursive: true });
});

const site = () => ({ url: stub.url, silenceMs: 2_000 });
const releases = (...numbers: string[]) => {
  stub.releases = numbers.map((number) => makeOnetRelease(number, { occupations: 60 }));
};
const askedFor = (part: string) => stub.asked.filter(({ path }) => path.includes(part)).length;

describe("the newest release", () => {
  it("is the newest of the list", async () => {
    releases("30.3", "31.0", "30.2");
    expect(await findNewestDownload(site(), "30.1")).toBe("31.0");
    expect(stub.asked).toHaveLength(2);
  });

  it("is looked for one by one where there is no list", async () => {
    releases("30.2", "30.3");
    stub.hasList = false;
    expect(await findNewestDownload(site(), "30.1")).toBe("30.3");
    expect(await findNewestDownload(site(), "30.3")).toBe("30.3");
    expect(await findNewestDownload(site(), "31.0")).toBeUndefined();
  });

  it("is looked for past a gap, and past one that the list promises too early", async () => {
    releases("31.1");
    stub.hasList = false;
    expect(await findNewestDownload(site(), "30.1")).toBe("31.1");
    stub.hasList = true;
    stub.fail("db_31_1", { kind: "status", status: 404 }, 1);
    expect(await findNewestDownload(site(), "30.1")).toBe("31.1");
  });

  it("is not asked for when the list has none newer", async () => {
    releases("30.1");
    expect(await findNewestDownload(site(), "30.2")).toBe("30.1");
    expect(stub.asked).toHaveLength(1);
  });

  it.each<[string, OnetFault]>([
    ["fails", { kind: "status", status: 503 }],
    ["says nothing", { kind: "slow", ms: 2_500 }],
    ["breaks off", { kind: "half_body" }],
  ])("is unknown while the site %s", async (_, fault) => {
    stub.fail("database", fault);
    await expect(findNewestDownload(site(), "30.1")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is unknown where nobody answers", async () => {
    await expect(findNewestDownload({ url: "http://127.0.0.1:1" }, "30.1")).rejects.toMatchObject({
      message: "O*NET's download site could not be reached. What is here already stays in use.",
    });
  });
});

describe("a download", () => {
  const download = (number = "31.0") => downloadRelease(site(), number, folder, () => undefined);
  const whole = () => madeZip(textFilesOf(stub.releases[0] ?? makeOnetRelease("31.0")));

  beforeEach(() => releases("31.0"));

  it("brings the file whole, and says how far it is", async () => {
    const seen: [number, number | null][] = [];
    const path = await downloadRelease(site(), "31.0", folder, (...progress) => seen.push(progress));
    expect(await readFile(path)).toEqual(whole());
    expect(seen.at(-1)).toEqual([whole().length, whole().length]);
    expect(await numberOfZip(path, "that file")).toBe("31.0");
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it("goes on where the connection broke off", async () => {
    stub.fail("db_31_0", { kind: "half_body" }, 2);
    expect(await readFile(await download())).toEqual(whole());
    expect(stub.asked).toHaveLength(3);
  });

  it("goes on in a later call, and begins anew when the file is another by then", async () => {
    stub.fail("db_31_0", { kind: "half_body" }, 4);
    await expect(download()).rejects.toMatchObject({ code: "unavailable" });
    const [part = ""] = (await readdir(folder)).filter((name) => name.endsWith(".part"));
    expect((await stat(join(folder, part))).size).toBeGreaterThan(0);
    stub.releases = [makeOnetRelease("31.0", { occupations: 61 })];
    expect(await readFile(await download())).toEqual(whole());
  });

  it("asks for nothing more when everything has come", async () => {
    await download();
    expect(await readFile(await download())).toEqual(whole());
    expect(askedFor("db_31_0")).toBe(2);
  });

  it("gives up a site that has nothing, or fails", async () => {
    await expect(download("31.1")).rejects.toMatchObject({ message: expect.stringContaining("no") });
    stub.fail("db_31_0", { kind: "status", status: 500 });
    await expect(download()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("what is no release", () => {
  it.each([
    ["a text", Buffer.from("Job Title\nNurse\n")],
    ["half a zip", madeZip(textFilesOf(makeOnetRelease("31.0"))).subarray(0, 4_000)],
    ["another zip", madeZip([{ name: "letter.txt", content: "Dear all" }])],
  ])("is named by its own name: %s", async (_, bytes) => {
    const path = join(folder, "0123");
    await writeFile(path, bytes);
    await expect(numberOfZip(path, "stuff.zip")).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("stuff.zip"),
    });
  });
});
