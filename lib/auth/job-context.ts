import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg, type OrgId, type Tx } from "@/db/client";
import { jobs, memberships, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { JobRef } from "@/lib/jobs/events";
import type { ClaimedJob } from "@/lib/jobs/mutations/claim-job";
import type { Ctx } from "./context";
import { mintOrgId } from "./org-id";
import { type Right, rightsOf } from "./rights";

/** The tenant of an event that came out of our own outbox, for work whose row says who asked for it. */
export function tenantOf({ orgId }: Pick<JobRef, "orgId">): { readonly orgId: OrgId } {
  return { orgId: mintOrgId(orgId) };
}

interface Requester {
  readonly requestedBy: string;
  readonly requestId: string;
}

/** What the person who asked for something may do now; undefined when they are no longer an enabled member. */
export async function ctxOfRequester(
  tx: Tx,
  orgId: OrgId,
  { requestedBy, requestId }: Requester,
): Promise<Ctx | undefined> {
  const rights = await presentRights(tx, orgId, requestedBy);
  return rights && { orgId, actor: { kind: "system", onBehalfOf: requestedBy }, rights, requestId };
}

async function presentRights(tx: Tx, orgId: OrgId, userId: string): Promise<ReadonlySet<Right> | undefined> {
  const [member] = await tx
    .select({
      role: memberships.role,
      disabledAt: memberships.disabledAt,
      operatorSinceAt: users.operatorSinceAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  if (!member || member.disabledAt) return undefined;
  return rightsOf(member.role, member.operatorSinceAt !== null);
}

/**
 * The context a job acts in, made anew by each step: the job must still be in this run's hands, and the person who
 * asked must still be an enabled member, and has the rights they have now.
 * @throws AppError `forbidden`, `conflict` when the job was cancelled or is carried out by another run
 */
export async function ctxForJob(job: ClaimedJob): Promise<Ctx> {
  const orgId = mintOrgId(job.orgId);
  const [[held], ctx] = await inOrg({ orgId }, (tx) =>
    Promise.all([
      tx
        .select({ id: jobs.id })
        .from(jobs)
        .where(
          and(
            eq(jobs.orgId, orgId),
            eq(jobs.id, job.jobId),
            eq(jobs.claimedByRun, job.runId),
            isNull(jobs.cancelledAt),
            isNull(jobs.failedAt),
          ),
        ),
      ctxOfRequester(tx, orgId, job),
    ]),
  );
  if (!held) {
    throw new AppError(
      "conflict",
      "This work was cancelled, or another run has taken it over. This one stopped.",
    );
  }
  if (!ctx) throw noLongerMember();
  return ctx;
}

/** @returns what to throw for work whose requester has left */
export function noLongerMember(): AppError {
  return new AppError(
    "forbidden",
    "The person who asked for this is no longer a member, so it was not done.",
  );
}
