import "server-only";
import { and, asc, eq, gt, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { scoringJobs } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { withSpread } from "@/lib/scoring/known-spread";
import type { ProbedVersion } from "@/lib/scoring/queries/version-spread";
import type { TemplateBody } from "@/lib/scoring/schema";

const scoringsPerChunk = 1_000;

/**
 * Puts the spread on all scorings of a template version and model, a chunk at a time. Those with a result are judged
 * anew by it; the points and totals stay as they are, and so does what people decided. Open ones take it along.
 */
export async function putSpread(
  ctx: Ctx,
  version: ProbedVersion,
  body: TemplateBody,
  spread: number,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const last: string | null = await inOrg(ctx, (tx) =>
      putSpreadOnChunk(tx, ctx, { version, body, spread, after }),
    );
    if (last === null) return;
    after = last;
  }
}

interface Chunk {
  readonly version: ProbedVersion;
  readonly body: TemplateBody;
  readonly spread: number;
  readonly after: string | null;
}

function withoutIt(ctx: Ctx, { version, spread, after }: Chunk): SQL | undefined {
  return and(
    eq(scoringJobs.orgId, ctx.orgId),
    eq(scoringJobs.templateId, version.templateId),
    eq(scoringJobs.templateVersion, version.templateVersion),
    eq(scoringJobs.requestedModel, version.model),
    or(isNull(scoringJobs.spread), ne(scoringJobs.spread, spread)),
    after === null ? undefined : gt(scoringJobs.id, after),
  );
}

async function putSpreadOnChunk(tx: Tx, ctx: Ctx, chunk: Chunk): Promise<string | null> {
  const { body, spread } = chunk;
  const rows = await tx
    .select({
      id: scoringJobs.id,
      overall: scoringJobs.overall,
      modelOverall: scoringJobs.modelOverall,
      outcome: scoringJobs.outcome,
      flags: scoringJobs.flags,
      disagreement: scoringJobs.disagreement,
      coverage: sql<number>`(select coalesce(sum(p.weight) filter (where p.points is not null), 0)::float8
        from scoring_points p where p.org_id = ${scoringJobs.orgId} and p.job_id = ${scoringJobs.id})`,
    })
    .from(scoringJobs)
    .where(withoutIt(ctx, chunk))
    .orderBy(asc(scoringJobs.id))
    .limit(scoringsPerChunk)
    .for("update");
  const changed = rows.map(({ id, outcome, disagreement, flags, ...result }) =>
    outcome === null
      ? { id, outcome, disagreement, flags }
      : { id, ...withSpread(body, { ...result, flags, outcome, disagreement: disagreement ?? 0 }, spread) },
  );
  if (changed.length > 0) {
    await tx.execute(sql`
      update scoring_jobs j
         set spread = ${spread}, outcome = c.outcome, disagreement = c.disagreement, flags = c.flags
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
             as c(id uuid, outcome text, disagreement numeric, flags text[])
       where j.org_id = ${ctx.orgId} and j.id = c.id`);
  }
  return rows.at(-1)?.id ?? null;
}
