import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { asSystem, type OrgId } from "@/db/client";
import { modelCalls } from "@/db/schema";
import { env } from "@/lib/env";
import { markInDoubt } from "./model-calls";

/** Beyond its time limit a call is given this long to be closed. */
const graceSeconds = 120;

/**
 * Open calls that are older than any call can be: their process died. They may have been charged, so they count.
 * @returns how many there were
 */
export async function sweepLostCalls(): Promise<number> {
  const oldest = env.OPENAI_TIMEOUT_SECONDS + graceSeconds;
  const isOld = sql`${modelCalls.startedAt} < now() - make_interval(secs => ${oldest})`;
  const lost = await asSystem("sweep: lost model calls", (tx) =>
    tx
      .select({ orgId: modelCalls.orgId, id: modelCalls.id })
      .from(modelCalls)
      .where(
        and(isOld, isNull(modelCalls.answeredAt), isNull(modelCalls.failedAt), isNull(modelCalls.inDoubtAt)),
      )
      .limit(1_000),
  );
  let count = 0;
  // One transaction each: together they would hold the budgets of everybody.
  for (const { orgId, id } of lost) {
    count += await asSystem("sweep: lost model calls", (tx) =>
      markInDoubt(tx, { orgId: orgId as OrgId }, eq(modelCalls.id, id)),
    );
  }
  return count;
}
