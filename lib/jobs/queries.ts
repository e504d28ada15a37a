import "server-only";
import { and, desc, eq, gt, or, sql } from "drizzle-orm";
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

/** All open jobs, and those written to after a moment; the latest first. */
export async function listOpenAndChangedJobs(ctx: Ctx, since: Date): Promise<JobView[]> {
  authorize(ctx, "job:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select()
      .from(jobs)
      .where(
        and(
          eq(jobs.orgId, ctx.orgId),
          or(
            gt(jobs.updatedAt, since),
            sql`${jobs.finishedAt} is null and ${jobs.failedAt} is null and ${jobs.cancelledAt} is null`,
          ),
        ),
      )
      .orderBy(desc(jobs.updatedAt), desc(jobs.id))
      .limit(listLimit),
  );
  return rows.map(toView);
}
