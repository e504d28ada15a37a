import "server-only";
import { eq } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { organizationSettings } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { defaultJobHistoryDays } from "../job-history";

/** For how many days the organization's ended runs are kept. */
export async function getJobHistoryDays(ctx: Ctx): Promise<number> {
  authorize(ctx, "job:settings");
  const [row] = await inOrg(ctx, (tx) =>
    tx
      .select({ days: organizationSettings.jobHistoryDays })
      .from(organizationSettings)
      .where(eq(organizationSettings.orgId, ctx.orgId)),
  );
  return row?.days ?? defaultJobHistoryDays;
}
