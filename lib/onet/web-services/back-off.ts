/** How long to wait before a request is tried again. Pure; the randomness is handed in. */

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/**
 * Doubles with each try, between half and the whole of it, so that those who failed together do not come back together.
 * @param failed tries that failed so far, 1 after the first
 * @param random 0–1
 */
export function backOffMs(failed: number, random: number): number {
  const full = Math.min(firstWaitMs * 2 ** (failed - 1), longestWaitMs);
  return Math.round(full * (0.5 + random / 2));
}

/**
 * Reads a `Retry-After` header: seconds, or a date.
 * @returns null when there is none or it means nothing; never negative
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // A date has letters in it; Date.parse would take "-5" for a year.
  if (!/[a-z]{3}/i.test(text)) return null;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}
