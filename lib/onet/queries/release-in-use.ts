import "server-only";
import { desc } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { onetReleases } from "@/db/schema";
import { AppError } from "@/lib/errors";

/**
 * The O*NET release that new suggestions, decisions and runs are made with: the one loaded last.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getReleaseInUse(tx: Tx): Promise<string> {
  const [row] = await tx
    .select({ release: onetReleases.release })
    .from(onetReleases)
    .orderBy(desc(onetReleases.importedAt), desc(onetReleases.release))
    .limit(1);
  if (!row) {
    throw new AppError(
      "unavailable",
      "No O*NET reference data is loaded yet. Start the product with `npm run up`, which loads it.",
    );
  }
  return row.release;
}
