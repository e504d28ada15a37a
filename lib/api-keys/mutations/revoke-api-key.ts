import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { apiKeys } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { ApiKeyInput } from "../schema";

/** Ends a key for good, from the next request on. @throws AppError `not_found`, `conflict` when it was revoked before */
export async function revokeApiKey(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "api-key:manage");
  const { apiKeyId } = ApiKeyInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const here = and(eq(apiKeys.orgId, ctx.orgId), eq(apiKeys.id, apiKeyId));
    if ((await tx.$count(apiKeys, here)) === 0) throw notFound("API key");
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()`, revokedBy: actingUserId(ctx) })
      .where(and(here, isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (!revoked) throw conflict("This key was revoked before. It opens nothing any more.");
    await recordChange(tx, ctx, {
      name: "api_key.revoked",
      subjectKind: "api_key",
      subjectId: revoked.id,
    });
    return revoked;
  });
}
