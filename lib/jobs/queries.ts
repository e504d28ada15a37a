import "server-only";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { jobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { type JobView, ListJobsQuery } from "./schema";

const listLimit = 100;

function stateOf(row: typeof jobs.$inferSelect): JobView["state"] {
  if (row.finishedAt) return "finished";
  if (row.failedAt) return "failed";
  if (row.cancelledAt) return "cancelled";
  return row.startedAt ? "running" : "queued";
}

function toView(row: typeof jobs.$inferSelect): JobView {
  const endedAt = row.finishedAt ?? row.failedAt ?? row.cancelledAt;
  return {
    id: row.id,
    kind: row.kind,
    sessionId: row.sessionId,
    subjectId: row.subjectId,
    state: stateOf(row),
    done: row.progressDone,
    total: row.progressTotal,
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
    createdAt: row.createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The newest jobs, of one session or of the whole organization; at most 100. */
export async function listJobs(ctx: Ctx, input: unknown = {}): Promise<JobView[]> {
  authorize(ctx, "job:read");
  const query = ListJobsQuery.parse(input);
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select()
      .from(jobs)
      .where(and(eq(jobs.orgId, ctx.orgId), query.session ? eq(jobs.sessionId, query.session) : undefined))
      .orderBy(desc(jobs.createdAt), desc(jobs.id))
      .limit(listLimit),
  );
  return rows.map(toView);
}

/** Jobs written to after a moment, in that order, and whether any job of the organization is open. */
export async function listChangedJobs(
  ctx: Ctx,
  since: Date,
): Promise<{ readonly changed: JobView[]; readonly isAnyOpen: boolean }> {
  authorize(ctx, "job:read");
  return inOrg(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(jobs)
      .where(and(eq(jobs.orgId, ctx.orgId), gt(jobs.updatedAt, since)))
      .orderBy(asc(jobs.updatedAt), asc(jobs.id))
      .limit(listLimit);
    const [open] = await tx
      .select({ one: sql`1` })
      .from(jobs)
      .where(
        and(
          eq(jobs.orgId, ctx.orgId),
          sql`${jobs.finishedAt} is null and ${jobs.failedAt} is null and ${jobs.cancelledAt} is null`,
        ),
      )
      .limit(1);
    return { changed: rows.map(toView), isAnyOpen: open !== undefined };
  });
}
