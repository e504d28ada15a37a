import "server-only";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import type { ExposureScore } from "../exposure-resolution";

export async function listOverridesInForce(
  _tx: Tx,
  _ctx: Pick<Ctx, "orgId">,
  _release: string,
): Promise<ExposureScore[]> {
  return [];
}
