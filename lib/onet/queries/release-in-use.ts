import "server-only";
import { desc, eq } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { onetReleases, referenceChoices } from "@/db/schema";
import { AppError } from "@/lib/errors";

/**
 * The O*NET release that an organization's new suggestions, decisions and runs are made with: the one it has chosen,
 * else the one that came with the product. A release that a sync adds changes nobody's.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getReleaseInUse(tx: Tx, { orgId }: { readonly orgId: OrgId }): Promise<string> {
  const [chosen] = await tx
    .select({ release: referenceChoices.release })
    .from(referenceChoices)
    .where(eq(referenceChoices.orgId, orgId));
  return chosen?.release ?? (await getShippedRelease(tx));
}

/** @throws AppError `unavailable` while no reference data is loaded */
async function getShippedRelease(tx: Tx): Promise<string> {
  const [row] = await tx
    .select({ release: onetReleases.release })
    .from(onetReleases)
    .where(eq(onetReleases.origin, "pack"))
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
