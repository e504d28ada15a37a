import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { scoringBatches } from "@/db/schema";

export interface ProbedVersion {
  readonly templateId: string;
  readonly templateVersion: number;
  /** As asked for: another model has another spread. */
  readonly model: string;
}

/** The spread that the newest repeatability probe of a template version found with this model, in points; null: none. */
export async function findVersionSpread(
  tx: Tx,
  ctx: { readonly orgId: OrgId },
  version: {
    readonly templateId: string | null;
    readonly templateVersion: number | null;
    readonly model: string;
  },
): Promise<number | null> {
  const { templateId, templateVersion, model } = version;
  // A free prompt has no version that could be probed.
  if (templateId === null || templateVersion === null) return null;
  const spread = sql<number | null>`(${scoringBatches.report} ->> 'spread')::float8`;
  const [newest] = await tx
    .select({ spread })
    .from(scoringBatches)
    .where(
      and(
        eq(scoringBatches.orgId, ctx.orgId),
        eq(scoringBatches.templateId, templateId),
        eq(scoringBatches.templateVersion, templateVersion),
        eq(scoringBatches.kind, "repeatability"),
        isNotNull(spread),
        sql`${scoringBatches.report} ->> 'model' = ${model}`,
      ),
    )
    .orderBy(desc(scoringBatches.createdAt), desc(scoringBatches.id))
    .limit(1);
  return newest?.spread ?? null;
}
