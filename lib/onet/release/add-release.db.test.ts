import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSystem, inOrg } from "@/db/client";
import { activityChoices, ownActivities } from "@/db/schema";
import { connect } from "@/db/testing/connections";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeRole, makeRoleDecision, makeSession } from "@/db/testing/factories";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { checkRelease } from "@/lib/onet/release/check-release";
import { reportRelease } from "@/lib/onet/release/release-report";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { releaseShape, releaseTableNames } from "@/lib/onet/release/release-tables";
import { stageRelease } from "@/lib/onet/release/stage-release";
import { type ReleaseFixture, writeReleaseFixture } from "./testing/release-fixture";
import { writeSmallRelease } from "./testing/small-release";

const system = connect("system");
const second = connect("system");
const owner = connect("owner");
const superuser = connect("superuser");
const folder = mkdtempSync(join(tmpdir(), "opportune-add-"));
const staged = join(folder, "31.0");
const pack = "30.1";
let fixture: ReleaseFixture;
let untouched: Record<string, string>;

async function stage(path: string, into: string): Promise<string> {
  const source = await openReleaseSource(path);
  await stageRelease(source, into);
  await source.close();
  return into;
}

const add = (from: string, sql: Sql = system) => addStagedRelease(sql, from, { origin: "folder" });

/** Of every table of a release: its rows in one hash. */
async function checksums(release: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const name of releaseTableNames) {
    const { table } = releaseShape(name);
    const [row] = await owner`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
        from ${owner(table)} t where release = ${release}`;
    sums[table] = row?.sum;
  }
  return sums;
}

async function releases(): Promise<string[]> {
  const rows = await owner<{ release: string }[]>`select release from onet_releases order by release`;
  return rows.map(({ release }) => release);
}

beforeAll(async () => {
  fixture = writeReleaseFixture(folder);
  await stage(fixture.folder, staged);
  untouched = await checksums(pack);
  expect(await add(staged)).toMatchObject({ release: "31.0", wasAdded: true });
});

afterAll(async () => {
  await Promise.all([system, second, owner, superuser].map((sql) => sql.end()));
  rmSync(folder, { recursive: true, force: true });
});

describe("a release of full size in the layout of 30.3", () => {
  it("lies whole in the tables beside the pack's, which stays as it was", async () => {
    const source = await openReleaseSource(fixture.folder);
    const check = await checkRelease(system, "31.0", source);
    await source.close();
    expect(check.inputs.map(({ input, fileRows, tableRows }) => [input, fileRows === tableRows])).toEqual(
      check.inputs.map(({ input }) => [input, true]),
    );
    expect(Object.fromEntries(check.totals.map(({ what, count }) => [what, count]))).toEqual({
      gwas: 41,
      iwas: 332,
      dwas: 2_087,
      tasks: 18_796,
      taskDwas: 23_850,
    });
    const rows = Object.fromEntries(check.inputs.map(({ input, tableRows }) => [input, tableRows]));
    expect(rows).toMatchObject({ taskRatings: 161_559, workActivities: 73_308, skills: 62_580 });
    expect(check.orphans.filter(({ count }) => count > 0)).toEqual([]);
    expect(check).toMatchObject({ misnamedGwas: [], isRight: true });
    expect(await checksums(pack)).toEqual(untouched);
  });

  it("keeps what was counted and where it came from", async () => {
    const [row] =
      await owner`select origin, newest_data_at::text, counts from onet_releases where release = '31.0'`;
    expect(row).toMatchObject({ origin: "folder", newest_data_at: "2026-08-01" });
    expect(row?.counts.technologies).toEqual({
      files: ["Software Skills"],
      release: "31.0",
      rows: 32_773,
      skipped: {},
    });
  });

  it("changes nothing a second time, not even when two come at once", async () => {
    const before = await checksums("31.0");
    const again = await Promise.all([add(staged), add(staged, second)]);
    expect(again).toEqual([
      expect.objectContaining({ release: "31.0", wasAdded: false }),
      expect.objectContaining({ release: "31.0", wasAdded: false }),
    ]);
    expect(await checksums("31.0")).toEqual(before);
    expect(await releases()).toEqual([pack, "31.0"]);
  });

  it("leads decisions on by code, task and title, in both directions", async () => {
    const next = async (level: string, id: string, from = pack, to = "31.0") => {
      const [row] = await owner`
        select successor_id from onet_successors
         where from_release = ${from} and to_release = ${to} and level = ${level} and element_id = ${id}`;
      return row?.successor_id;
    };
    expect(await next("occupation", "43-3051.00")).toBe("43-3051.00");
    expect(await next("occupation", fixture.goneCode)).toBeNull();
    expect(await next("task", "8823")).toBe("8823");
    const [moved = ""] = fixture.movedIwaIds;
    expect(await next("iwa", moved)).toBe(fixture.newIds.get(moved));
    const [vanished = ""] = fixture.vanishedDwaIds;
    expect(await next("dwa", vanished)).toBeNull();
    const [newDwa = ""] = fixture.newDwaIds;
    expect(await next("dwa", newDwa, "31.0", pack)).toBeNull();
    for (const { id } of readPackTable("gwas")) expect(await next("gwa", id)).toBe(id);
    // Lettered backwards: arithmetic on the id would lead to another activity.
    expect(await next("dwa", "4.A.1.a.1.I01.D01")).toBe("4.A.1.a.1.w.1");
    const [counted] = await owner`
      select count(*)::int from onet_successors where from_release = ${pack} and to_release = '31.0'`;
    expect(counted?.count).toBe(1_016 + 18_796 + 2_087 + 332 + 41);
  });
});

describe("the report", () => {
  it("says what came, changed, moved and vanished, with examples by name", async () => {
    const { levels } = await asSystem("test", (tx) => reportRelease(tx, { from: pack, to: "31.0" }));
    const counts = Object.fromEntries(
      levels.map(({ level, came, changed, moved, vanished }) => [
        level,
        [came.count, changed.count, moved.count, vanished.count],
      ]),
    );
    const zoneOnes = readPackTable("job_zones").filter(({ jobZone }) => jobZone === 1).length;
    const goneTasks = readPackTable("tasks").filter(({ code }) => code === fixture.goneCode).length;
    expect(counts).toEqual({
      occupation: [1, zoneOnes, 0, 1],
      task: [goneTasks, fixture.changedTaskIds.length, 0, goneTasks],
      dwa: [12, 0, 3, 12],
      iwa: [0, 0, 17, 0],
      gwa: [0, 0, 0, 0],
    });
    const occupation = levels.find(({ level }) => level === "occupation");
    expect(occupation?.came.examples).toEqual([
      { id: fixture.newCode, name: "Drone Loaders", what: null, was: null, is: null },
    ]);
    const iwa = levels.find(({ level }) => level === "iwa")?.moved.examples[0];
    expect(iwa).toMatchObject({ what: "parent", was: expect.any(String), is: expect.any(String) });
    expect(iwa?.was).not.toBe(iwa?.is);
    const dwas = levels.find(({ level }) => level === "dwa")?.vanished.examples.map(({ id }) => id);
    expect(dwas?.toSorted()).toEqual(fixture.vanishedDwaIds.toSorted());
  });

  it("names the sessions whose decisions it touches, inside an organization only its own", async () => {
    const [mine, theirs] = [await committedWorld(), await committedWorld()];
    const session = await decideAbout(mine, fixture.vanishedDwaIds[0] ?? "", fixture.goneCode);
    const other = await decideAbout(theirs, fixture.movedDwaIds[0] ?? "", "43-3051.00");
    const report = (world: World) =>
      inOrg(world, (tx) => reportRelease(tx, { from: pack, to: "31.0" })).then(({ sessions }) => sessions);
    expect(await report(mine)).toEqual([
      { orgId: mine.orgId, sessionId: session, vanishedCount: 3, movedCount: 0 },
    ]);
    expect(await report(theirs)).toEqual([
      { orgId: theirs.orgId, sessionId: other, vanishedCount: 0, movedCount: 2 },
    ]);
    const all = await asSystem("test", (tx) => reportRelease(tx, { from: pack, to: "31.0" }));
    expect(all.sessions.map(({ sessionId }) => sessionId).toSorted()).toEqual([session, other].toSorted());
  });

  /** A role of this occupation, a choice about an activity, and an own activity beside it. */
  async function decideAbout({ orgId, user }: World, activityId: string, code: string): Promise<string> {
    return await committed(async (tx) => {
      const { id: sessionId } = await makeSession(tx, { orgId });
      const { id: roleId } = await makeRole(tx, { orgId, sessionId });
      await makeRoleDecision(tx, { orgId, roleId, onetCode: code });
      const decided = { orgId, sessionId, onetCode: code, release: pack };
      await tx
        .insert(activityChoices)
        .values({ ...decided, activityId, isSelected: true, origin: "user", decidedBy: user.id });
      await tx
        .insert(ownActivities)
        .values({ ...decided, name: "Hum", share: 0.1, nearestDwaId: activityId, addedBy: user.id });
      return sessionId;
    });
  }
});

describe("adding", () => {
  it("gives other content under a number that is there a revision, and leaves the first as it is", async () => {
    const small = await stage(writeSmallRelease(join(folder, "small")), join(folder, "small-staged"));
    expect(await add(small)).toMatchObject({ release: "30.1-r2", wasAdded: true });
    expect(await add(small)).toMatchObject({ release: "30.1-r2", wasAdded: false });
    expect(await checksums(pack)).toEqual(untouched);
    const [pairs] = await owner`select count(distinct (from_release, to_release))::int from onet_successors`;
    expect(pairs?.count).toBe(3 * 2);
  });

  it("leads nowhere from a title that stands twice", async () => {
    const twice = { "DWA Reference": ["Element ID\tIWA ID\tDWA ID\tDWA Title"] };
    const [name = ""] = readPackTable("dwas").map((dwa) => dwa.name);
    for (const id of ["D01", "D02"])
      twice["DWA Reference"].push(`4.A.1.a.1\t4.A.1.a.1.I01\t4.A.1.a.1.I01.${id}\t${name}`);
    const path = writeSmallRelease(join(folder, "twice"), { ...twice, "Read Me": ["O*NET 29.9 Database"] });
    expect(await add(await stage(path, join(folder, "twice-staged")))).toMatchObject({ release: "29.9" });
    const rows = await owner`
      select from_release, element_id, successor_id from onet_successors
       where level = 'dwa' and (from_release = '29.9' and to_release = ${pack}
          or from_release = ${pack} and to_release = '29.9' and element_id = '4.A.1.a.1.I01.D01')
       order by from_release, element_id`;
    expect(rows.map((row) => row.successor_id)).toEqual([null, null, null]);
  });

  /** A staged release that is not there yet. */
  async function stageNew(number: string): Promise<string> {
    const path = writeSmallRelease(join(folder, number), { "Read Me": [`O*NET ${number} Database`] });
    return await stage(path, join(folder, `${number}-staged`));
  }

  async function expectNothingOf(release: string): Promise<void> {
    expect(await releases()).not.toContain(release);
    expect(new Set(Object.values(await checksums(release)))).toEqual(new Set(["0 "]));
    const [row] = await owner`
      select count(*)::int from onet_successors where ${release} in (from_release, to_release)`;
    expect(row?.count).toBe(0);
  }

  it("leaves nothing when its connection dies in the middle", async () => {
    const from = await stageNew("29.1");
    const victim = connect("system");
    const [me] = await victim`select pg_backend_pid() as pid`;
    let unlock: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => {
      owner
        .begin(async (tx) => {
          await tx`lock table onet_technologies in access exclusive mode`;
          resolve();
          await new Promise<void>((released) => {
            unlock = released;
          });
        })
        .catch(() => undefined);
    });
    await isLocked;
    const going = expect(add(from, victim)).rejects.toThrow();
    // It waits for the table that is locked, with the others copied.
    await expect
      .poll(async () => {
        const rows = await superuser`
          select from pg_stat_activity where pid = ${me?.pid} and wait_event_type = 'Lock' and query like 'copy%technologies%'`;
        return rows.length;
      })
      .toBe(1);
    await superuser`select pg_terminate_backend(${me?.pid})`;
    unlock();
    await going;
    await victim.end();
    await expectNothingOf("29.1");
  });

  it("leaves nothing when a staged file is damaged, and adds it once it is whole", async () => {
    const from = await stageNew("29.2");
    writeFileSync(join(from, "job_zones.tsv"), "code\tjob_zone\n11-1011.00\t4\n");
    await expect(add(from)).rejects.toThrow(/job_zones\.tsv is not the file that its manifest names/);
    await expectNothingOf("29.2");
    await stageNew("29.2");
    expect(await add(from)).toMatchObject({ release: "29.2", wasAdded: true });
  });

  it("adds it once when two come at once", async () => {
    const from = await stageNew("29.3");
    const both = await Promise.all([add(from), add(from, second)]);
    expect(both.map(({ wasAdded }) => wasAdded).toSorted()).toEqual([false, true]);
    expect(both.map(({ release }) => release)).toEqual(["29.3", "29.3"]);
  });

  it("lets the pack that comes later under a number that is there be a revision of it", async () => {
    await owner`update onet_releases set origin = 'folder', pack_hash = 'an import' where release = ${pack}`;
    const loaded = await loadReferencePack(owner);
    expect(loaded).toMatchObject({ release: "30.1-r3", wasLoaded: true });
    expect(await loadReferencePack(owner)).toMatchObject({ release: "30.1-r3", wasLoaded: false });
    expect(await checksums(pack)).toEqual(untouched);
  });
});
