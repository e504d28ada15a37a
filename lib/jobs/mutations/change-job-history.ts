import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { organizationSettings } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { ChangeJobHistoryInput } from "../job-history";

/** Settles for how many days the organization's ended runs are kept; the next sweep goes by it. */
export async function changeJobHistory(ctx: Ctx, input: unknown): Promise<{ readonly days: number }> {
  authorize(ctx, "job:settings");
  const { days } = ChangeJobHistoryInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await tx
      .insert(organizationSettings)
      .values({ orgId: ctx.orgId, jobHistoryDays: days })
      .onConflictDoUpdate({
        target: organizationSettings.orgId,
        set: { jobHistoryDays: days, updatedAt: sql`now()` },
      });
    await recordChange(tx, ctx, {
      name: "organization.job_history_changed",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: { days },
    });
    return { days };
  });
}
