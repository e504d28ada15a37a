import "server-only";
import { and, eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { memberships, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "./context";
import { mintOrgId } from "./org-id";
import { rightsOf } from "./rights";

/**
 * The context a job acts in, made anew each time it runs: the person who asked must still be an enabled member,
 * and has the rights they have now.
 * @throws AppError `forbidden`
 */
export async function ctxForJob(job: {
  orgId: string;
  requestedBy: string;
  requestId: string;
}): Promise<Ctx> {
  const orgId = mintOrgId(job.orgId);
  const [member] = await inOrg({ orgId }, (tx) =>
    tx
      .select({
        role: memberships.role,
        disabledAt: memberships.disabledAt,
        operatorSinceAt: users.operatorSinceAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, job.requestedBy))),
  );
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
