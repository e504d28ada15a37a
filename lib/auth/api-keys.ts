import "server-only";
import { timingSafeEqual } from "node:crypto";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { type ApiScope, apiScopes } from "@/db/enums";
import { apiKeys, memberships, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { type ApiKeyText, readApiKeyText } from "./api-key-text";
import type { Ctx } from "./context";
import { rightsByScope, rightsOf } from "./rights";
import { tokenHash } from "./tokens";

function unauthorized(sentence: string): AppError {
  return new AppError("unauthorized", sentence);
}

/** Two SHA-256 in hex, in a time that tells nothing of where they differ. */
function isSameHash(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, "hex"), Buffer.from(b, "hex"));
}

function findRow(tx: Tx, { orgId, prefix }: ApiKeyText) {
  return tx
    .select({
      id: apiKeys.id,
      secretHash: apiKeys.secretHash,
      scopes: apiKeys.scopes,
      createdBy: apiKeys.createdBy,
      revokedAt: apiKeys.revokedAt,
      isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= now(), false)`,
      isUseDue: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`,
      role: memberships.role,
      operatorSinceAt: users.operatorSinceAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .leftJoin(
      memberships,
      and(
        eq(memberships.orgId, apiKeys.orgId),
        eq(memberships.userId, apiKeys.createdBy),
        isNull(memberships.disabledAt),
      ),
    )
    .where(and(eq(apiKeys.orgId, orgId), eq(apiKeys.prefix, prefix)));
}

/** At most once a minute, so that a busy key writes little. */
async function noteUse(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiKeys.orgId, orgId),
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), sql`${apiKeys.lastUsedAt} < now() - interval '1 minute'`),
      ),
    );
}

/** Whoever shows a key acts for the person who made it, with what the scopes and that person's rights have in common. */
export interface ApiCaller {
  readonly ctx: Ctx;
  readonly scopes: readonly ApiScope[];
}

/**
 * @param presented as it stood in the request
 * @throws AppError `unauthorized`
 */
export async function callerOfKey(presented: string, requestId: string): Promise<ApiCaller> {
  const unknown = unauthorized("This API key is not known. Check that it was copied whole.");
  const read = readApiKeyText(presented);
  if (!read) throw unknown;
  return inOrg(read, async (tx) => {
    const [row] = await findRow(tx, read);
    const presentedHash = tokenHash(presented);
    if (!row || !isSameHash(row.secretHash, presentedHash)) throw unknown;
    if (row.revokedAt) throw unauthorized("This API key was revoked. Ask an admin for a new one.");
    if (row.isExpired) throw unauthorized("This API key has run out. Ask an admin for a new one.");
    if (!row.role)
      throw unauthorized(
        "The person who made this API key is no longer a member. Ask an admin for a new one.",
      );
    if (row.isUseDue) await noteUse(tx, read.orgId, row.id);
    const scopes = apiScopes.filter((scope) => row.scopes.includes(scope));
    const held = rightsOf(row.role, row.operatorSinceAt !== null);
    const rights = new Set(
      scopes.flatMap((scope) => rightsByScope[scope]).filter((right) => held.has(right)),
    );
    return {
      ctx: {
        orgId: read.orgId,
        actor: { kind: "api_key", apiKeyId: row.id, onBehalfOf: row.createdBy },
        rights,
        requestId,
      },
      scopes,
    };
  });
}
