import "server-only";
import { eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { onetOccupations } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";

/** The release in use with its occupations; the matcher, which reads the reference pack, keeps to these. */
export async function getOccupationsToSuggest(ctx: Ctx): Promise<{ release: string; codes: string[] }> {
  authorize(ctx, "reference:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const rows = await tx
      .select({ code: onetOccupations.code })
      .from(onetOccupations)
      .where(eq(onetOccupations.release, release));
    return { release, codes: rows.map(({ code }) => code) };
  });
}
