import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/testing/connections";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { packShape, packTableNames } from "@/lib/onet/pack/pack-tables";
import { readManifest, readPackHash, readPackTable } from "@/lib/onet/reference-pack-reader";

const owner = connect("owner");
const secondOwner = connect("owner");
const manifest = readManifest();
const { release } = manifest;

beforeAll(async () => {
  await loadReferencePack(owner);
});

afterAll(async () => {
  await Promise.all([owner.end(), secondOwner.end()]);
});

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of packTableNames) {
    const { table } = packShape(name);
    const [row] = await owner`select count(*)::int as rows from ${owner(table)}`;
    counts[table] = row?.rows;
  }
  return counts;
}

const expectedRows = Object.fromEntries(manifest.tables.map((entry) => [entry.table, entry.rows]));

describe("loadReferencePack", () => {
  it("holds every row of the manifest", async () => {
    expect(await countRows()).toEqual(expectedRows);
  });

  it("keeps figures exact and unknown ones null", async () => {
    const [task] = await owner`
      select code, type, importance from onet_tasks where release = ${release} and task_id = 8823`;
    expect(task).toEqual({ code: "11-1011.00", type: "core", importance: "4.52" });
    const [row] = await owner`select count(*)::int as rows from onet_tasks where importance is null`;
    expect(row?.rows).toBe(readPackTable("tasks").filter((each) => each.importance === null).length);
    const [wage] = await owner`select * from oews_wages where soc = '27-2011'`;
    expect(wage).toMatchObject({ year: 2024, hourly_mean: "44.40", annual_mean: null });
  });

  it("does nothing a second time", async () => {
    const [before] = await owner`select imported_at from onet_releases where release = ${release}`;
    expect(await loadReferencePack(owner)).toEqual({
      release,
      packHash: readPackHash(),
      wasLoaded: false,
      rows: 0,
    });
    const [after] = await owner`select imported_at from onet_releases where release = ${release}`;
    expect(after).toEqual(before);
  });

  it("replaces another pack of the same release, once when two processes start, beside other releases", async () => {
    await owner`insert into onet_releases (release, pack_hash) values ('29.0', 'older')`;
    await owner`insert into onet_occupations (release, code, title) values ('29.0', '11-1011.00', 'Chiefs')`;
    await owner`update onet_releases set pack_hash = 'another build' where release = ${release}`;
    await owner`delete from onet_technologies where code = '11-1011.00'`;
    await owner`update onet_occupations set title = 'Wrong' where release = ${release} and code = '11-1011.00'`;
    const loads = await Promise.all([loadReferencePack(owner), loadReferencePack(secondOwner)]);
    expect(loads.map((load) => load.wasLoaded).sort()).toEqual([false, true]);
    expect(await countRows()).toEqual({ ...expectedRows, onet_occupations: 1017 });
    const titles =
      await owner`select release, title from onet_occupations where code = '11-1011.00' order by release`;
    expect(titles.map((row) => row.title)).toEqual(["Chiefs", "Chief Executives"]);
    await owner`delete from onet_occupations where release = '29.0'`;
    await owner`delete from onet_releases where release = '29.0'`;
  });

  async function expectFailure(reason: RegExp): Promise<void> {
    await owner`update onet_releases set pack_hash = 'another build' where release = ${release}`;
    await expect(loadReferencePack(owner)).rejects.toThrow(reason);
    expect(await countRows()).toEqual(expectedRows);
    const [row] = await owner`select pack_hash from onet_releases where release = ${release}`;
    expect(row?.pack_hash).toBe("another build");
  }

  it("changes nothing when a row is refused", async () => {
    await owner`alter table onet_occupations add constraint no_pilots check (code <> '53-2012.00') not valid`;
    await expectFailure(/no_pilots/);
    await owner`alter table onet_occupations drop constraint no_pilots`;
  });

  it("changes nothing when a key is found broken after the last row", async () => {
    await owner`create table few_codes (code text primary key)`;
    await owner`
      alter table onet_occupations add constraint few_codes_fk foreign key (code) references few_codes not valid`;
    await expectFailure(/few_codes_fk/);
    await owner`drop table few_codes cascade`;
  });
});
