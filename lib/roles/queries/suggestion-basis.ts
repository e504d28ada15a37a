import "server-only";
import { eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { onetOccupations } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import type { MatchPolicy } from "@/lib/roles/match-policy";
import { getMatchPolicy } from "./match-policy";
import { type ExposureOf, getExposureOf } from "./occupation-exposures";

/** What suggestions rest on beside the titles. */
export interface SuggestionBasis {
  readonly release: string;
  /** The rule that says which suggestions count by themselves. */
  readonly policy: MatchPolicy;
  readonly codes: readonly string[];
  readonly exposureOf: ExposureOf;
}

/** The release in use with its occupations, which the matcher keeps to, and the organization's rule. */
export async function getSuggestionBasis(ctx: Ctx): Promise<SuggestionBasis> {
  authorize(ctx, "reference:read");
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const policy = await getMatchPolicy(tx, ctx);
    const rows = await tx
      .select({ code: onetOccupations.code })
      .from(onetOccupations)
      .where(eq(onetOccupations.release, release));
    const exposureOf = await getExposureOf(tx, ctx, release);
    return { release, policy, codes: rows.map(({ code }) => code), exposureOf };
  });
}
