import "server-only";
import { inOrg } from "@/db/client";
import { apiKeys } from "@/db/schema";
import { newApiKeyText } from "@/lib/auth/api-key-text";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { tokenHash } from "@/lib/auth/tokens";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { CreateApiKeyInput, type KeyLifetime, type NewApiKey } from "../schema";

const aDayMs = 86_400_000;

function expiryOf(lifetime: KeyLifetime): Date | null {
  return lifetime === "never" ? null : new Date(Date.now() + Number(lifetime) * aDayMs);
}

/**
 * Makes a key that acts for whoever makes it. Its text is returned once.
 * @throws AppError `forbidden`
 */
export async function createApiKey(ctx: Ctx, input: unknown): Promise<NewApiKey> {
  authorize(ctx, "api-key:manage");
  const { name, scopes, lifetime } = CreateApiKeyInput.parse(input);
  const { prefix, text } = newApiKeyText(ctx.orgId);
  return inOrg(ctx, async (tx) => {
    const [made] = await tx
      .insert(apiKeys)
      .values({
        orgId: ctx.orgId,
        name,
        prefix,
        secretHash: tokenHash(text),
        scopes: [...new Set(scopes)],
        createdBy: actingUserId(ctx),
        expiresAt: expiryOf(lifetime),
      })
      .onConflictDoNothing()
      .returning({ id: apiKeys.id });
    // 48 random bits were drawn twice.
    if (!made) throw conflict("The key could not be made. Nothing was kept; try again.");
    await recordChange(tx, ctx, {
      name: "api_key.created",
      subjectKind: "api_key",
      subjectId: made.id,
      data: { scopes, lifetime },
    });
    return { id: made.id, name, text };
  });
}
