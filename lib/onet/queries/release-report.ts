import "server-only";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { reportRelease } from "@/lib/onet/release/release-report";
import type { ReleaseReport } from "@/lib/onet/schema";

/** What came, changed, moved and vanished between two releases, and which of the organization's sessions that touches. */
export async function getReleaseReport(
  ctx: Ctx,
  pair: { readonly from: string; readonly to: string },
): Promise<ReleaseReport> {
  authorize(ctx, "reference:read");
  return inOrg(ctx, (tx) => reportRelease(tx, pair));
}
