import "server-only";
import { eq } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { matchPolicies, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import {
  defaultMatchPolicy,
  type MatchPolicy,
  type PolicyPercent,
  toPolicyPercent,
} from "@/lib/roles/match-policy";

/** The organization's rule in force: its own, else the product's. */
export async function getMatchPolicy(tx: Tx, { orgId }: { readonly orgId: OrgId }): Promise<MatchPolicy> {
  const [row] = await tx
    .select({ minConfidence: matchPolicies.minConfidence, minMargin: matchPolicies.minMargin })
    .from(matchPolicies)
    .where(eq(matchPolicies.orgId, orgId));
  return row ?? defaultMatchPolicy;
}

/** The rule as the mapping screen shows it. */
export interface ShownPolicy extends PolicyPercent {
  /** Null while the product's default holds. */
  readonly changedByName: string | null;
}

export async function getShownPolicy(ctx: Ctx): Promise<ShownPolicy> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const policy = await getMatchPolicy(tx, ctx);
    const [row] = await tx
      .select({ name: users.name })
      .from(matchPolicies)
      .innerJoin(users, eq(users.id, matchPolicies.changedBy))
      .where(eq(matchPolicies.orgId, ctx.orgId));
    return { ...toPolicyPercent(policy), changedByName: row?.name ?? null };
  });
}
