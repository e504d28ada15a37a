import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import {
  type PackManifest,
  type PackManifestTable,
  type PackTableName,
  packShape,
  packTableNames,
} from "@/lib/onet/pack/pack-tables";
import {
  readManifest,
  readPackHash,
  readPackTable,
  referencePackFolder,
} from "@/lib/onet/reference-pack-reader";
import { findFreeName, lockReferenceData } from "@/lib/onet/release/add-release";
import { copyTable } from "@/lib/onet/release/copy-table";
import { writeSuccessors } from "@/lib/onet/release/successors";

export type PackLoad = {
  readonly release: string;
  readonly packHash: string;
  /** False when the database already holds this very pack. */
  readonly wasLoaded: boolean;
  /** Rows copied. */
  readonly rows: number;
};

/**
 * Copies the reference pack into the database, in one transaction: all of it or nothing. A second call with the same
 * pack does nothing; a pack that was rebuilt for the same release takes the place of the old rows, and other releases
 * stay as they are. When an import brought the pack's release first, the pack's becomes a revision of it.
 * @param sql connection of a role that may write reference tables (the owner).
 * @throws AppError `unavailable` when a file of the pack is missing or damaged.
 */
export async function loadReferencePack(sql: Sql): Promise<PackLoad> {
  const manifest = readManifest();
  const packHash = readPackHash();
  return await sql.begin(async (tx) => {
    await lockReferenceData(tx);
    const [known] = await tx<{ release: string; pack_hash: string }[]>`
      select release, pack_hash from onet_releases
       where origin = 'pack' and regexp_replace(release, '-r[0-9]+$', '') = ${manifest.release}`;
    const release = known?.release ?? (await findFreeName(tx, manifest.release));
    if (known?.pack_hash === packHash) return { release, packHash, wasLoaded: false, rows: 0 };
    await removeEarlier(tx, release);
    await tx`
      insert into onet_releases (release, pack_hash) values (${release}, ${packHash})
      on conflict (release) do update set pack_hash = excluded.pack_hash, imported_at = now()`;
    let rows = 0;
    for (const name of packTableNames) {
      const { file, columns, sha256, rows: rowCount } = findEntry(manifest, name);
      const { table, keyedByRelease } = packShape(name);
      const path = join(referencePackFolder(), file);
      await copyTable(tx, { path, table, columns, sha256, release: keyedByRelease ? release : null });
      rows += rowCount;
    }
    await writeSuccessors(tx, release);
    return { release, packHash, wasLoaded: true, rows };
  });
}

function findEntry(manifest: PackManifest, name: PackTableName): PackManifestTable {
  const { table } = packShape(name);
  const entry = manifest.tables.find((candidate) => candidate.table === table);
  if (entry === undefined) throw new Error(`The manifest of the reference pack names no ${table}.`);
  return entry;
}

/** Children first. Wages and exposure carry versions of their own and are replaced version by version. */
async function removeEarlier(tx: TransactionSql, release: string): Promise<void> {
  const sources = readPackTable("exposure_sources");
  const years = [...new Set(readPackTable("wages").map((row) => row.year))];
  const ids = sources.map((row) => row.source);
  const versions = sources.map((row) => row.version);
  for (const table of ["exposure_scores", "exposure_sources"]) {
    await tx`
      delete from ${tx(table)}
       where (source, version) in (select * from unnest(${ids}::text[], ${versions}::text[]))`;
  }
  await tx`delete from oews_wages where year = any(${years}::int[])`;
  for (const name of [...packTableNames].reverse()) {
    const { table, keyedByRelease } = packShape(name);
    if (keyedByRelease) await tx`delete from ${tx(table)} where release = ${release}`;
  }
}
