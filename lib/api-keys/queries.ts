import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { apiKeys, memberships, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ApiKey } from "./schema";

/** Revoked ones included, so that the page stays bounded. */
const mostKeys = 200;

/** Those that can be used first, the newest of them on top. */
export function listApiKeys(ctx: Ctx): Promise<ApiKey[]> {
  authorize(ctx, "api-key:manage");
  const isMember = sql`${memberships.userId} is not null and ${memberships.disabledAt} is null`;
  const state = sql<ApiKey["state"]>`case
    when ${apiKeys.revokedAt} is not null then 'revoked'
    when ${apiKeys.expiresAt} <= now() then 'expired'
    when not (${isMember}) then 'orphaned'
    else 'usable' end`;
  return inOrg(ctx, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        creatorName: users.name,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
        expiresAt: apiKeys.expiresAt,
        state,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.createdBy))
      .leftJoin(
        memberships,
        and(eq(memberships.orgId, apiKeys.orgId), eq(memberships.userId, apiKeys.createdBy)),
      )
      .where(eq(apiKeys.orgId, ctx.orgId))
      .orderBy(sql`${state} <> 'usable'`, desc(apiKeys.createdAt), apiKeys.id)
      .limit(mostKeys),
  );
}
