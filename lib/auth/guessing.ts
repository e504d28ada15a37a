import "server-only";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { identityDb } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { AppError } from "@/lib/errors";

const windowSeconds = 15 * 60;
const limiters = new Map<string, RateLimiterDrizzle>();

function limiter(keyPrefix: string, points: number): RateLimiterDrizzle {
  const present = limiters.get(keyPrefix);
  if (present) return present;
  const made = new RateLimiterDrizzle({
    storeClient: identityDb(),
    schema: rateLimits,
    keyPrefix,
    points,
    duration: windowSeconds,
  });
  limiters.set(keyPrefix, made);
  return made;
}

async function consume(keyPrefix: string, points: number, key: string): Promise<void> {
  try {
    await limiter(keyPrefix, points).consume(key);
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const retryAfterSeconds = Math.ceil(reason.msBeforeNext / 1000);
    const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
    throw new AppError(
      "rate_limited",
      `Too many tries. Wait ${minutes} min and try again; nothing is locked.`,
      {
        retryAfterSeconds,
      },
    );
  }
}

/**
 * Counts a try before the password is looked at: 10 per account and address, 100 per address, in 15 minutes.
 * The account's own counter is tied to the address, so a stranger cannot lock the owner out.
 * @returns call it after a success, so that the owner's own slips do not add up
 * @throws AppError `rate_limited`
 */
export async function guardAgainstGuessing(account: string, address: string): Promise<() => Promise<void>> {
  await consume("sign-in-address", 100, address);
  const key = `${account}@${address}`;
  await consume("sign-in-account", 10, key);
  return async () => {
    await limiter("sign-in-account", 10).delete(key);
    // A whole office may come in by one address.
    await limiter("sign-in-address", 100).reward(address, 1);
  };
}

/**
 * The same for somebody who is signed in and has to prove it once more: 10 tries in 15 minutes.
 * @returns call it after a success
 * @throws AppError `rate_limited`
 */
export async function guardOwnPassword(userId: string): Promise<() => Promise<void>> {
  await consume("own-password", 10, userId);
  return async () => {
    await limiter("own-password", 10).delete(userId);
  };
}
