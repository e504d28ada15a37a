import "server-only";
import { isNotNull, lt, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { exports } from "@/db/schema";
import { exportFiles } from "@/lib/files/rooms";

/** How long the list says of a file that it was deleted; what was typed into its filters goes with the row. */
const forgetAfterDays = 30;
/** Written, but never made available: the writer was killed in between, or the session is gone. */
const unnamedHours = 24;

/** Deletes files whose days are over, and those that no row names, in every organization. Harmless to repeat. */
export async function sweepExports(): Promise<{ deletedCount: number }> {
  const { expired, named } = await asSystem("sweep exports", async (tx) => {
    const expired = await tx
      .update(exports)
      .set({ fileKey: null })
      .where(sql`${exports.fileKey} is not null and ${exports.expiresAt} < now()`)
      .returning({ id: exports.id });
    await tx
      .delete(exports)
      .where(lt(exports.createdAt, sql`now() - make_interval(days => ${forgetAfterDays})`));
    const named = await tx.select({ key: exports.fileKey }).from(exports).where(isNotNull(exports.fileKey));
    return { expired, named };
  });
  // The key of a file is the id of its export.
  for (const { id } of expired) await exportFiles.remove(id);
  const unnamedCount = await exportFiles.tidy(
    new Date(Date.now() - unnamedHours * 3_600_000),
    new Set(named.flatMap(({ key }) => key ?? [])),
  );
  return { deletedCount: expired.length + unnamedCount };
}
