import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { jobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { selectJobs, toJobView } from "./job-view";
import { type JobView, ListJobsQuery } from "./schema";

const listLimit = 100;

/** The newest jobs, of one session or of the whole organization; at most 100. */
export async function listJobs(ctx: Ctx, input: unknown = {}): Promise<JobView[]> {
  authorize(ctx, "job:read");
  const query = ListJobsQuery.parse(input);
  const rows = await inOrg(ctx, (tx) =>
    selectJobs(tx)
      .where(and(eq(jobs.orgId, ctx.orgId), query.session ? eq(jobs.sessionId, query.session) : undefined))
      .orderBy(desc(jobs.createdAt), desc(jobs.id))
      .limit(listLimit),
  );
  return rows.map(toJobView);
}
