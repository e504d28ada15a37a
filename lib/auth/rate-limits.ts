import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { identityDb, type Tx } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { AppError } from "@/lib/errors";

/** So much in a window that begins with the first try. Counted in PostgreSQL, hence for all processes together. */
export interface RateLimit {
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

export interface LimitState {
  readonly limit: RateLimit;
  readonly remaining: number;
  /** Until the count begins anew; the whole window when nothing was counted yet. */
  readonly resetSeconds: number;
}

const limiters = new Map<string, RateLimiterDrizzle>();

function limiterOf(limit: RateLimit, tx?: Tx): RateLimiterDrizzle {
  const options = {
    schema: rateLimits,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.windowSeconds,
  };
  // In a transaction it lives as long as that one, and leaves the clearing of old rows to the lasting ones.
  if (tx) return new RateLimiterDrizzle({ ...options, storeClient: tx, clearExpiredByTimeout: false });
  const present = limiters.get(limit.name);
  if (present) return present;
  const made = new RateLimiterDrizzle({ ...options, storeClient: identityDb() });
  limiters.set(limit.name, made);
  return made;
}

function stateOf(limit: RateLimit, counted: RateLimiterRes | null): LimitState {
  return {
    limit,
    remaining: counted ? Math.min(limit.points, counted.remainingPoints) : limit.points,
    resetSeconds: counted ? Math.ceil(counted.msBeforeNext / 1_000) : limit.windowSeconds,
  };
}

/**
 * Counts one. In the caller's transaction, when one is given: what is rolled back was not counted, and others who
 * count on the same key wait for its end.
 * @param sentence what to say to whoever is over the limit, given the minutes to wait
 * @throws AppError `rate_limited`
 */
export async function consume(
  limit: RateLimit,
  key: string,
  sentence: (minutes: number) => string,
  tx?: Tx,
): Promise<LimitState> {
  try {
    return stateOf(limit, await limiterOf(limit, tx).consume(key));
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1_000));
    throw new AppError("rate_limited", sentence(Math.max(1, Math.ceil(retryAfterSeconds / 60))), {
      retryAfterSeconds,
    });
  }
}

/** How a count stands, without counting. */
export async function limitState(limit: RateLimit, key: string, tx?: Tx): Promise<LimitState> {
  return stateOf(limit, await limiterOf(limit, tx).get(key));
}

/** Takes one back off the count that is running, whenever it was made. */
export async function reward(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).reward(key, 1);
}

/** Ends a count. */
export async function forget(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).delete(key);
}

/** A window begins by the clock of the process that counts, what it counts by the clock of the database. */
const clocksApartSeconds = 10;

/** Takes one back that was counted at that time, if the window of then still runs; never below nothing counted. */
export async function giveBack(tx: Tx, limit: RateLimit, key: string, takenAt: Date): Promise<void> {
  const latestEnd = takenAt.getTime() + (limit.windowSeconds + clocksApartSeconds) * 1_000;
  await tx
    .update(rateLimits)
    .set({ points: sql`${rateLimits.points} - 1` })
    .where(
      and(
        eq(rateLimits.key, `${limit.name}:${key}`),
        gt(rateLimits.points, 0),
        gt(rateLimits.expire, new Date()),
        sql`${rateLimits.expire} <= ${sql.param(new Date(latestEnd), rateLimits.expire)}`,
      ),
    );
}
