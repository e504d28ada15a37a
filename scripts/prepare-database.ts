import postgres from "postgres";
import { migrateToHead } from "@/db/migrate";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";

/** Any number that nothing else locks: two machines that start at once must not migrate side by side. */
const migrationLock = 30_100_002;

/** Brings the schema to head and loads the reference pack, as the owner. */
export async function prepareDatabase(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await owner`select pg_advisory_lock(${migrationLock})`;
    await migrateToHead(owner);
    const pack = await loadReferencePack(owner);
    if (pack.wasLoaded) say(`Loaded O*NET ${pack.release} (${pack.rows.toLocaleString("en")} rows).`);
  } finally {
    await owner.end({ timeout: 5 });
  }
}
