import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { jobs, memberships, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { ClaimedJob } from "@/lib/jobs/mutations/claim-job";
import type { Ctx } from "./context";
import { mintOrgId } from "./org-id";
import { rightsOf } from "./rights";

/**
 * The context a job acts in, made anew by each step: the job must still be in this run's hands, and the person who
 * asked must still be an enabled member, and has the rights they have now.
 * @throws AppError `forbidden`, `conflict` when the job was cancelled or is carried out by another run
 */
export async function ctxForJob(job: ClaimedJob): Promise<Ctx> {
  const orgId = mintOrgId(job.orgId);
  const [[held], [member]] = await inOrg({ orgId }, (tx) =>
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
      tx
        .select({
          role: memberships.role,
          disabledAt: memberships.disabledAt,
          operatorSinceAt: users.operatorSinceAt,
        })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, job.requestedBy))),
    ]),
  );
  if (!held) {
    throw new AppError(
      "conflict",
      "This work was cancelled, or another run has taken it over. This one stopped.",
    );
  }
  if (!member || member.disabledAt) {
    throw new AppError(
      "forbidden",
      "The person who asked for this is no longer a member, so it was not done.",
    );
  }
  return {
    orgId,
    actor: { kind: "system", onBehalfOf: job.requestedBy },
    rights: rightsOf(member.role, member.operatorSinceAt !== null),
    requestId: job.requestId,
  };
}
