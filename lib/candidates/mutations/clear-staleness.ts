import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { findLatestRun } from "../queries";

/**
 * What a person takes up is no longer stale for having fallen below the limit or lost its tier: the next plan would
 * keep it (candidate-plan.ts). Without a score in the latest run it stays stale.
 */
export async function clearStaleness(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  ids: readonly string[],
): Promise<void> {
  const run = await findLatestRun(tx, ctx, sessionId);
  if (!run) return;
  await tx.execute(sql`
    update candidates c set stale_at = null
      from analysis_results r
     where c.org_id = ${ctx.orgId} and c.session_id = ${sessionId} and c.id = any(${sql.param(ids)}::uuid[])
       and c.stale_at is not null
       and r.org_id = c.org_id and r.run_id = ${run.id} and r.role_id = c.role_id and r.rank is not null
       and ('user' in (c.origin, c.name_origin, c.description_origin, c.tier_origin)
            or c.chosen_for_build_at is not null)`);
}
