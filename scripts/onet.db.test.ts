import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/testing/connections";
import { writeReleaseFixture, writeReleaseZip } from "@/lib/onet/release/testing/release-fixture";
import { writeSmallRelease } from "@/lib/onet/release/testing/small-release";

const home = mkdtempSync(join(tmpdir(), "opportune-onet-"));
const owner = connect("owner");
let zip: string;

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function onet(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = { ...process.env, OPPORTUNE_HOME: home, ...environment };
  const line = [
    "node_modules/tsx/dist/cli.mjs",
    "--tsconfig",
    "tsconfig.node.json",
    "scripts/onet.ts",
    ...args,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, line, { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

beforeAll(() => {
  const { folder } = writeReleaseFixture(home, { codes: ["43-3051.00", "11-1011.00"] });
  zip = writeReleaseZip(join(home, "upload.zip"), folder);
});

afterAll(async () => {
  await owner.end();
  rmSync(home, { recursive: true, force: true });
});

describe("npm run onet", () => {
  it("imports a zip file once, says what it brings, and checks it", async () => {
    const first = await onet(["import", zip]);
    expect(first).toMatchObject({ status: 0, stderr: expect.stringContaining("14/14 emerging_tasks") });
    expect(first.stdout).toMatch(/^O\*NET 31\.0 was added, from [\d,]+ rows\./);
    expect(first.stdout).toMatch(/Beside 30\.1, in 31\.0:\n {2}occupation 1 came, /);
    expect(first.stdout).toMatch(/iwa +0 came, 0 changed, 17 moved, 0 vanished/);
    expect(readdirSync(join(home, "releases"))).toEqual([]);
    const second = await onet(["import", zip]);
    expect(second).toMatchObject({
      status: 0,
      stdout: "This release is there already, as 31.0. Nothing was changed.\n",
    });
    const check = await onet(["check", "31.0", zip]);
    expect(check.stdout).toMatch(/Essential Skills \+ Transferable Skills +210 +210 {2}ok/);
    expect(check.stdout).toMatch(/0 orphans in 16 references {2}ok/);
    expect(check).toMatchObject({ status: 0, stdout: expect.stringContaining("All of it holds.") });
  });

  it("exits 1 when a table no longer holds what its file did", async () => {
    const path = writeSmallRelease(join(home, "small"), { "Read Me": ["Hello"] });
    expect((await onet(["import", path, "--number", "29.0"])).status).toBe(0);
    expect((await onet(["check", "29.0"])).status).toBe(0);
    await owner`delete from onet_technologies where release = '29.0'`;
    await owner`update onet_gwas set name = 'Getting Data' where release = '29.0' and id = '4.A.1.a.1'`;
    const check = await onet(["check", "29.0"]);
    expect(check.status).toBe(1);
    expect(check.stdout).toMatch(/Technology Skills +1 +0 {2}WRONG/);
    expect(check.stdout).toMatch(/another name than in the Content Model Reference: 4\.A\.1\.a\.1 {2}WRONG/);
  });

  it("says in a sentence what is wrong, and changes nothing", async () => {
    expect(await onet([])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Usage: npm run -s onet"),
    });
    expect(await onet(["check", "12.0"])).toMatchObject({ status: 2, stdout: "" });
    const unknown = await onet(["import", join(home, "small"), "--number", "29.1", "--force"]);
    expect(unknown.stderr).not.toMatch(/ {4}at /);
    const path = writeSmallRelease(join(home, "broken"), { "Job Zones": null });
    expect(await onet(["import", path])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/broken lacks "Job Zones\.txt"/),
    });
    const nowhere = { DATABASE_SYSTEM_URL: "postgres://none:none@127.0.0.1:1/none" };
    expect(await onet(["import", zip], nowhere)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("The database does not answer. Nothing was changed."),
    });
  });
});
