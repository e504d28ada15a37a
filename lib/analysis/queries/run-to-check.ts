import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { analysisResults } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import type { AnalysisInput } from "../analysis-input";
import type { StoredRole } from "../run-check";
import { loadInputOfFinished } from "./run-input";
import { findRunById } from "./runs";

/**
 * A finished run, the numbers it has stored, and what it would be computed from now, read in one transaction.
 * @throws AppError `not_found`, `forbidden`
 */
export async function loadRunToCheck(
  ctx: Ctx,
  runId: string,
): Promise<{
  readonly run: { readonly inputsHash: string; readonly formulaVersion: string };
  readonly stored: readonly StoredRole[];
  readonly input: AnalysisInput;
}> {
  authorize(ctx, "session:read");
  return inOrg(ctx, async (tx) => {
    const run = await findRunById(tx, ctx, runId);
    if (!run) throw notFound("analysis run");
    const stored = await tx
      .select({
        roleId: analysisResults.roleId,
        onetCode: analysisResults.onetCode,
        headcount: analysisResults.headcount,
        exposure: analysisResults.exposure,
        coverage: analysisResults.coverage,
        spread: analysisResults.spread,
        reach: analysisResults.reach,
        impact: analysisResults.impact,
        complexity: analysisResults.complexity,
        priority: analysisResults.priority,
        rank: analysisResults.rank,
        tier: analysisResults.tier,
      })
      .from(analysisResults)
      .where(and(eq(analysisResults.orgId, ctx.orgId), eq(analysisResults.runId, runId)));
    return { run, stored, input: await loadInputOfFinished(tx, ctx, runId) };
  });
}
