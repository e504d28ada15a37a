import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import {
  type PackManifest,
  type PackManifestTable,
  type PackTableName,
  packShape,
  packTableNames,
} from "@/lib/onet/pack/pack-tables";
import { readManifest, readPackFile, readPackHash, readPackTable } from "@/lib/onet/reference-pack-reader";

export type PackLoad = {
  readonly release: string;
  readonly packHash: string;
  /** False when the database already holds this very pack. */
  readonly wasLoaded: boolean;
  /** Rows copied. */
  readonly rows: number;
};

/** Any number that nothing else locks; two starting processes must not load side by side. */
const loadLock = 30_100_001;

/**
 * Copies the reference pack into the database, in one transaction: all of it or nothing. A second call with the same
 * pack does nothing; a pack that was rebuilt for the same release takes the place of the old rows, and other
 * releases stay as they are.
 * @param sql connection of a role that may write reference tables (the owner).
 * @throws AppError `unavailable` when a file of the pack is missing or damaged.
 */
export async function loadReferencePack(sql: Sql): Promise<PackLoad> {
  const manifest = readManifest();
  const packHash = readPackHash();
  const release = manifest.release;
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${loadLock})`;
    const [known] = await tx`select pack_hash from onet_releases where release = ${release}`;
    if (known?.pack_hash === packHash) return { release, packHash, wasLoaded: false, rows: 0 };
    await removeEarlier(tx, release);
    await tx`
      insert into onet_releases (release, pack_hash) values (${release}, ${packHash})
      on conflict (release) do update set pack_hash = excluded.pack_hash, imported_at = now()`;
    let rows = 0;
    for (const name of packTableNames) {
      const entry = findEntry(manifest, name);
      await copyTable(tx, name, entry, release);
      rows += entry.rows;
    }
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

async function copyTable(
  tx: TransactionSql,
  name: PackTableName,
  entry: PackManifestTable,
  release: string,
): Promise<void> {
  const { table, keyedByRelease } = packShape(name);
  const columns = keyedByRelease ? ["release", ...entry.columns] : [...entry.columns];
  const body = bodyOf(readPackFile(entry).toString("utf8"), keyedByRelease ? `${release}\t` : "");
  const copy = tx`copy ${tx(table)} (${tx(columns)}) from stdin with (format text, null '')`;
  await sendRows(copy, Buffer.from(body));
}

/**
 * Sends the rows and waits for the server's word. postgres.js (3.4) drops an error that comes after the last byte (a
 * broken key is found then), and its stream never ends; the query's own `reject` still hears of it.
 */
async function sendRows(copy: PendingQuery<Row[]>, rows: Buffer): Promise<void> {
  const failure = new Promise<never>((_, reject) => {
    Object.assign(copy, { reject });
  });
  // Otherwise an error that the stream reports as well would count as unhandled.
  failure.catch(() => undefined);
  const target = await Promise.race([copy.writable(), failure]);
  await Promise.race([pipeline(Readable.from([rows]), target), failure]);
}

/** The lines after the header, each with the prefix. The pack holds no backslash, tab or line end inside a cell. */
function bodyOf(text: string, prefix: string): string {
  const body = text.slice(text.indexOf("\n") + 1);
  if (prefix === "" || body === "") return body;
  return `${prefix}${body.slice(0, -1).replaceAll("\n", `\n${prefix}`)}\n`;
}
