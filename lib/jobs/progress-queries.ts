import "server-only";
import { and, asc, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { jobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { selectJobs, toJobView } from "./job-view";
import { isOpen } from "./open-jobs";
import { isOpen as isOpenNow, type JobView } from "./schema";

/** More than that in one message helps nobody; what is left out follows in the next one. */
const changedLimit = 1_000;
const openLimit = 200;
const ownLimit = 50;

export interface JobChanges {
  /** In the order in which they were written to. */
  readonly jobs: readonly JobView[];
  /** Whether anything is open at all. */
  readonly hasOpen: boolean;
  /** There is more: ask again from the last one on. */
  readonly isCut: boolean;
}

/** Reads the database's clock, for ours may go differently. */
const aMinuteAgo = sql`clock_timestamp() - interval '1 minute'`;

function writtenAfter(since: Date | null): SQL {
  return gt(jobs.updatedAt, since ?? aMinuteAgo);
}

/**
 * The organization's jobs that were written to after a moment (null: within the last minute). One read serves every
 * stream of the organization, so it takes no person; who opens a stream was checked at its door.
 */
export function listChangedJobs(scope: Pick<Ctx, "orgId">, since: Date | null): Promise<JobChanges> {
  return inOrg(scope, async (tx) => {
    // Counted first: a job that ends between the two is still counted. The other way round everybody would be sent away
    // without having heard of its end. One that begins between the two is among what changed.
    const openCount = await tx.$count(jobs, and(eq(jobs.orgId, scope.orgId), isOpen));
    const changed = await selectJobs(tx)
      .where(and(eq(jobs.orgId, scope.orgId), writtenAfter(since)))
      .orderBy(asc(jobs.updatedAt), asc(jobs.id))
      .limit(changedLimit);
    const views = changed.map(toJobView);
    const hasOpen = openCount > 0 || views.some(isOpenNow);
    return { jobs: views, hasOpen, isCut: changed.length === changedLimit };
  });
}

/** What a browser needs that comes, or comes back: what was written to since it was here, and all that is open. */
export async function listOpenAndChangedJobs(ctx: Ctx, since: Date | null): Promise<JobView[]> {
  authorize(ctx, "job:read");
  const [changed, open] = await inOrg(ctx, (tx) =>
    Promise.all([
      selectJobs(tx)
        .where(and(eq(jobs.orgId, ctx.orgId), writtenAfter(since)))
        .orderBy(desc(jobs.updatedAt), desc(jobs.id))
        .limit(changedLimit),
      selectJobs(tx)
        .where(and(eq(jobs.orgId, ctx.orgId), isOpen))
        .orderBy(desc(jobs.createdAt), desc(jobs.id))
        .limit(openLimit),
    ]),
  );
  const byId = new Map([...open, ...changed].map((row) => [row.id, row]));
  return [...byId.values()].map(toJobView).sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
}

/** What the acting person has asked for and was written to within a day, the latest first: for the notices. */
export async function listOwnRecentJobs(ctx: Ctx): Promise<JobView[]> {
  authorize(ctx, "job:read");
  const rows = await inOrg(ctx, (tx) =>
    selectJobs(tx)
      .where(
        and(
          eq(jobs.orgId, ctx.orgId),
          eq(jobs.requestedBy, actingUserId(ctx)),
          gt(jobs.updatedAt, sql`clock_timestamp() - interval '1 day'`),
        ),
      )
      .orderBy(desc(jobs.updatedAt), desc(jobs.id))
      .limit(ownLimit),
  );
  return rows.map(toJobView);
}
