import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { exports, jobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { isOpen } from "@/lib/jobs/open-jobs";
import { planExport } from "../export-sources";
import { RequestExportInput } from "../schema";

/**
 * Asks for a file. While the same person's export of the same thing is under way, asking again gives that one. The
 * history tells of it now: what somebody takes away is known even when the file is fetched later.
 * @throws AppError `forbidden`, `not_found`; ZodError when a filter means nothing
 */
export async function requestExport(ctx: Ctx, input: unknown): Promise<{ exportId: string; jobId: string }> {
  authorize(ctx, "ranking:export");
  const asked = RequestExportInput.parse(input);
  const { params, change } = await planExport(ctx, asked);
  const wanted = {
    kind: asked.kind,
    sessionId: asked.kind === "organization_ranking" ? null : asked.sessionId,
    params,
    requestedBy: actingUserId(ctx),
  };
  return inOrg(ctx, async (tx) => {
    await waitForOwnTurn(tx, ctx);
    const open = await findOpenExport(tx, ctx, wanted);
    if (open) return open;
    const exportId = await insertExport(tx, ctx, wanted);
    const { sessionId } = wanted;
    const { jobId } = await requestJob(tx, ctx, { kind: "export.write", sessionId, subjectId: exportId });
    await recordChange(tx, ctx, { name: "ranking.exported", ...change });
    return { exportId, jobId };
  });
}

type Wanted = Pick<typeof exports.$inferInsert, "kind" | "sessionId" | "params" | "requestedBy">;

/** Two clicks of one person wait for each other, so that the second sees what the first has made. */
async function waitForOwnTurn(tx: Tx, ctx: Ctx): Promise<void> {
  const turn = `export ${ctx.orgId} ${actingUserId(ctx)}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`);
}

async function findOpenExport(tx: Tx, ctx: Ctx, { kind, sessionId, params, requestedBy }: Wanted) {
  const [open] = await tx
    .select({ exportId: exports.id, jobId: jobs.id })
    .from(exports)
    .innerJoin(
      jobs,
      and(eq(jobs.orgId, exports.orgId), eq(jobs.kind, "export.write"), eq(jobs.subjectId, exports.id)),
    )
    .where(
      and(
        eq(exports.orgId, ctx.orgId),
        eq(exports.requestedBy, requestedBy),
        eq(exports.kind, kind),
        sql`${exports.sessionId} is not distinct from ${sessionId}::uuid`,
        sql`${exports.params} = ${JSON.stringify(params)}::jsonb`,
        isOpen,
      ),
    )
    .orderBy(desc(exports.createdAt))
    .limit(1);
  return open;
}

async function insertExport(tx: Tx, ctx: Ctx, wanted: Wanted): Promise<string> {
  const [made] = await tx
    .insert(exports)
    .values({ orgId: ctx.orgId, ...wanted })
    .returning({ id: exports.id });
  if (!made) throw new Error("The export was not stored.");
  return made.id;
}
