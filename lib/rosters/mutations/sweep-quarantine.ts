import "server-only";
import { and, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { rowFixes, uploads } from "@/db/schema";
import { quarantine, rosterReadings } from "@/lib/files/rooms";
import { quarantineDays } from "../upload-schema";
import { removeRawFile } from "./raw-files";

/**
 * Deletes raw files whose time is over, with the rows that were shown of them and what was decided about them, in every organization; and files that
 * no row names, left by a crash.
 */
export async function sweepQuarantine(): Promise<{ deletedCount: number }> {
  const expired = await asSystem("sweep quarantined rosters", async (tx) => {
    const rows = await tx
      .select({ id: uploads.id, key: uploads.quarantineKey })
      .from(uploads)
      .where(and(isNotNull(uploads.quarantineKey), lt(uploads.quarantineUntil, sql`now()`)))
      .for("update", { skipLocked: true });
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await tx.update(uploads).set({ quarantineKey: null, inspection: null }).where(inArray(uploads.id, ids));
      await tx.delete(rowFixes).where(inArray(rowFixes.uploadId, ids));
    }
    return rows.flatMap(({ key }) => key ?? []);
  });
  for (const key of expired) await removeRawFile(key);
  const named = await asSystem("sweep quarantined rosters", (tx) =>
    tx.select({ key: uploads.quarantineKey }).from(uploads).where(isNotNull(uploads.quarantineKey)),
  );
  const kept = new Set(named.flatMap(({ key }) => key ?? []));
  const before = new Date(Date.now() - quarantineDays * 86_400_000);
  const deletedCount = await quarantine.tidy(before, kept);
  await rosterReadings.tidy(before, kept);
  return { deletedCount: expired.length + deletedCount };
}
