import "server-only";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { ModelErrorClass } from "@/db/enums";
import { scoringAttempts, scoringJobs } from "@/db/schema";
import { tenantOf } from "@/lib/auth/job-context";
import { JobRef } from "@/lib/jobs/events";
import type { JobFailure } from "@/lib/jobs/mutations/fail-job";
import { isOpenScoring, spentSoFar } from "../queries/open-scorings";
import { giveSlotBack } from "./scoring-limits";

/**
 * Fails a job for good. Only `onFailure` and the sweep call it, when nothing is left to try: the class is that of the
 * last call, where that is what failed. Whoever asked may retry it, and its slot of the limits is free again.
 * @param runId the run that failed; when another one has taken the job out of its hands, the job goes on
 */
export async function failScoring(
  event: JobRef,
  failure: JobFailure,
  runId: string | null,
): Promise<boolean> {
  const ref = JobRef.parse(event);
  return inOrg(tenantOf(ref), async (tx) => {
    const [last] = await tx
      .select({ errorClass: scoringAttempts.errorClass, errorCode: scoringAttempts.errorCode })
      .from(scoringAttempts)
      .where(and(eq(scoringAttempts.orgId, ref.orgId), eq(scoringAttempts.jobId, ref.jobId)))
      .orderBy(desc(scoringAttempts.retry), desc(scoringAttempts.number))
      .limit(1);
    const errorClass = last?.errorCode === failure.code ? last.errorClass : classOf(failure.code);
    return failOpen(tx, ref, { ...failure, errorClass }, runId);
  });
}

/** What failed was no call of a model. */
function classOf(code: string): ModelErrorClass {
  if (code === "forbidden" || code === "not_configured") return "needs_person";
  return code === "text_dropped" ? "never" : "retry_later";
}

async function failOpen(
  tx: Tx,
  { orgId, jobId }: JobRef,
  { code, message, errorClass }: JobFailure & { readonly errorClass: ModelErrorClass | null },
  runId: string | null,
): Promise<boolean> {
  const isItsJob =
    runId === null ? undefined : or(isNull(scoringJobs.claimedByRun), eq(scoringJobs.claimedByRun, runId));
  const [failed] = await tx
    .update(scoringJobs)
    .set({
      failedAt: sql`clock_timestamp()`,
      updatedAt: sql`clock_timestamp()`,
      errorClass,
      errorCode: code,
      errorMessage: message,
      ...spentSoFar,
    })
    .where(and(eq(scoringJobs.orgId, orgId), eq(scoringJobs.id, jobId), isOpenScoring, isItsJob))
    .returning();
  if (!failed) return false;
  await tx
    .update(scoringAttempts)
    .set({ endedAt: sql`clock_timestamp()`, errorClass, errorCode: code, errorMessage: message })
    .where(
      and(
        eq(scoringAttempts.orgId, orgId),
        eq(scoringAttempts.jobId, jobId),
        isNull(scoringAttempts.endedAt),
      ),
    );
  await giveSlotBack(failed);
  return true;
}
