import "server-only";
import { consume, forget, type RateLimit, reward } from "./rate-limits";

const quarter = 15 * 60;
const byAddress: RateLimit = { name: "sign-in-address", points: 100, windowSeconds: quarter };
const byAccount: RateLimit = { name: "sign-in-account", points: 10, windowSeconds: quarter };
const byOwner: RateLimit = { name: "own-password", points: 10, windowSeconds: quarter };

const sentence = (minutes: number) => `Too many tries. Wait ${minutes} min and try again; nothing is locked.`;

/**
 * Counts a try before the password is looked at: 10 per account and address, 100 per address, in 15 minutes.
 * The account's own counter is tied to the address, so a stranger cannot lock the owner out.
 * @returns call it after a success, so that the owner's own slips do not add up
 * @throws AppError `rate_limited`
 */
export async function guardAgainstGuessing(account: string, address: string): Promise<() => Promise<void>> {
  await consume(byAddress, address, sentence);
  const key = `${account}@${address}`;
  await consume(byAccount, key, sentence);
  return async () => {
    await forget(byAccount, key);
    // A whole office may come in by one address.
    await reward(byAddress, address);
  };
}

/**
 * The same for somebody who is signed in and has to prove it once more: 10 tries in 15 minutes.
 * @returns call it after a success
 * @throws AppError `rate_limited`
 */
export async function guardOwnPassword(userId: string): Promise<() => Promise<void>> {
  await consume(byOwner, userId, sentence);
  return () => forget(byOwner, userId);
}
