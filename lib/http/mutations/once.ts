import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { idempotentRequests } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict } from "@/lib/errors";

/** What comes back from the database as it went in. Keep ids and numbers; what can change is read anew. */
type Stored = string | number | boolean | null | readonly Stored[] | { readonly [key: string]: Stored };

/** In an object, because a text alone would be read as the JSON it may hold. */
interface Kept<T> {
  readonly value: T;
}

export interface OnceRequest {
  /** Absent: the work is done, and nothing is remembered. */
  readonly key: string | undefined;
  /** Everything that was asked; the same key with another input is refused. Only its hash is kept. */
  readonly input: unknown;
}

/** JSON whose text does not depend on the order of keys. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(sortedJson(input)).digest("hex");
}

/**
 * Does the work the first time its key is seen, in the caller's transaction, and gives the same result after that. Who
 * comes at the same time waits for the first to end; when that one fails, its key is free again. Keys belong to who
 * asks (a person or an API key) and hold for a day at least.
 * @throws AppError `conflict` when the key was used for something else
 */
export async function once<T extends Stored>(
  tx: Tx,
  ctx: Ctx,
  { key, input }: OnceRequest,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const askedBy = ctx.actor.kind === "api_key" ? ctx.actor.apiKeyId : actingUserId(ctx);
  const requestHash = hashOf(input);
  const here = and(
    eq(idempotentRequests.orgId, ctx.orgId),
    eq(idempotentRequests.askedBy, askedBy),
    eq(idempotentRequests.key, key),
  );
  const [first] = await tx
    .insert(idempotentRequests)
    .values({ orgId: ctx.orgId, askedBy, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotentRequests.key });
  if (first) {
    const result = await work();
    await tx
      .update(idempotentRequests)
      .set({ result: { value: result } })
      .where(here);
    return result;
  }
  const [earlier] = await tx
    .select({ requestHash: idempotentRequests.requestHash, result: idempotentRequests.result })
    .from(idempotentRequests)
    .where(here);
  if (earlier?.requestHash === requestHash) return (earlier.result as Kept<T>).value;
  throw conflict(
    "This idempotency key was used before, for something else. Nothing was done; send a new key with a new request.",
    "IDEMPOTENCY_KEY_REUSED",
  );
}

/** The same for work that opens its own transaction: it joins this one. */
export function doOnce<T>(ctx: Ctx, request: OnceRequest, work: () => Promise<T>): Promise<T> {
  if (request.key === undefined) return work();
  return inOrg(ctx, async (tx) => {
    const text = await once(tx, ctx, request, async () => JSON.stringify(await work()));
    return JSON.parse(text) as T;
  });
}
