import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import { copyTable } from "@/lib/onet/release/copy-table";
import type { ReleaseSource } from "@/lib/onet/release/release-inputs";
import { readStagedRelease, type StagedRelease } from "@/lib/onet/release/stage-release";
import { writeSuccessors } from "@/lib/onet/release/successors";
import type { ReleaseCounts } from "@/lib/onet/schema";

export type AddedRelease = {
  /** Its key: O*NET's number, or a revision of it (`30.1-r2`). */
  readonly release: string;
  /** False when this very content was there already; nothing changed then. */
  readonly wasAdded: boolean;
  readonly counts: ReleaseCounts;
};

/** Any number that nothing else locks: whatever writes reference data takes it, so they go one after the other. */
const referenceLock = 30_100_001;

/** Waits until no other transaction writes reference data, to the end of this one. */
export async function lockReferenceData(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${referenceLock})`;
}

/**
 * Copies a staged release into the database beside the others, in one transaction: all of it or nothing. What is there
 * never changes: other content under a number that is present gets a revision, the same content changes nothing.
 * @param sql connection of a role that may write reference tables (the worker's, or the owner's)
 */
export async function addStagedRelease(
  sql: Sql,
  folder: string,
  about: { readonly origin: ReleaseSource["origin"] },
): Promise<AddedRelease> {
  const staged = await readStagedRelease(folder);
  const contentHash = hashOf(staged);
  return await sql.begin(async (tx) => {
    await lockReferenceData(tx);
    const [same] = await tx<{ release: string }[]>`
      select release from onet_releases where pack_hash = ${contentHash}`;
    if (same) return { release: same.release, wasAdded: false, counts: staged.counts };
    const release = await findFreeName(tx, staged.number);
    // As texts: how a client writes dates and JSON depends on who opened it.
    const counts = JSON.stringify(staged.counts);
    await tx`
      insert into onet_releases (release, pack_hash, origin, newest_data_at, counts)
      values (${release}, ${contentHash}, ${about.origin}, ${staged.newestDataAt}::text::date, ${counts}::text::jsonb)`;
    for (const { file, table, columns, sha256 } of staged.tables) {
      await copyTable(tx, { path: join(folder, file), table, columns, sha256, release });
    }
    await writeSuccessors(tx, release);
    return { release, wasAdded: true, counts: staged.counts };
  });
}

/** The number itself, or its first revision that no release has. */
export async function findFreeName(tx: TransactionSql, number: string): Promise<string> {
  const taken = await tx<{ release: string }[]>`select release from onet_releases`;
  const names = new Set(taken.map(({ release }) => release));
  let name = number;
  for (let revision = 2; names.has(name); revision++) name = `${number}-r${revision}`;
  return name;
}

/** Of what the rows say, not of where they came from: a folder and a zip file of it are the same. */
function hashOf({ number, tables }: StagedRelease): string {
  const content = [number, ...tables.map(({ table, sha256 }) => `${table} ${sha256}`)];
  return createHash("sha256").update(content.join("\n")).digest("hex");
}
