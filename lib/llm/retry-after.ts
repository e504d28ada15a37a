/** Beyond a day nobody waits: the header is wrong, or somebody else's business. */
const longestMs = 24 * 60 * 60 * 1_000;

/**
 * What a server asks us to wait: `Retry-After` in seconds or as a date, or OpenAI's `retry-after-ms`.
 * @returns null when it does not say, or says nothing that can be read
 */
export function readRetryAfter(
  header: (name: string) => string | null | undefined,
  nowMs: number,
): number | null {
  const inMs = Number.parseFloat(header("retry-after-ms") ?? "");
  if (inMs >= 0) return Math.min(Math.ceil(inMs), longestMs);
  const given = header("retry-after")?.trim();
  if (!given) return null;
  if (/^\d+(\.\d+)?$/.test(given)) return Math.min(Math.ceil(Number(given) * 1_000), longestMs);
  const moment = Date.parse(given);
  return Number.isNaN(moment) ? null : Math.min(Math.max(moment - nowMs, 0), longestMs);
}
