import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { JobKind } from "@/db/enums";
import { onetSyncs } from "@/db/schema";
import { clock } from "./open-jobs";

interface SyncEnd {
  readonly code: string;
  readonly message: string;
}

export const cancelledSync: SyncEnd = {
  code: "cancelled",
  message: "It was cancelled. Nothing was added; start it again when you like.",
};

/**
 * A sync of O*NET is open as long as its job is, and no other can begin before it has ended; so it ends in the
 * transaction that fails or cancels the job. Of other kinds of work there is nothing to end.
 */
export async function endSyncOf(
  tx: Tx,
  job: { readonly kind: JobKind; readonly subjectId: string },
  { code, message }: SyncEnd,
): Promise<void> {
  if (job.kind !== "onet.sync") return;
  await tx
    .update(onetSyncs)
    .set({ failedAt: clock, errorCode: code, errorMessage: message })
    .where(and(eq(onetSyncs.id, job.subjectId), isNull(onetSyncs.finishedAt), isNull(onetSyncs.failedAt)));
}
