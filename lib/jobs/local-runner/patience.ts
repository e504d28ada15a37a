import { log } from "@/lib/log";

/** Node's and postgres.js's names, and the SQLSTATEs of a server that goes down or comes up. */
const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "57P01",
  "57P02",
  "57P03",
]);

/** Whether the database was out of reach, so that the same statement may succeed later. */
export function isConnectionError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && (connectionCodes.has(code) || code.startsWith("08"))) return true;
  return isConnectionError(Reflect.get(error, "cause"));
}

/** Whether the database cannot hold a value at all (SQLSTATE class 22, 23 or 54): it never will. */
export function isRefusedValue(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && /^(22|23|54)[0-9A-Z]{3}$/.test(code)) return true;
  return isRefusedValue(Reflect.get(error, "cause"));
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const firstPauseMs = 100;
const longestPauseMs = 2_000;

/**
 * Repeats a query until the database is back. The work behind a write is done; giving up would mean doing it again.
 * It must be repeatable, since its first answer may have been lost after the commit.
 */
export async function patiently<T>(query: () => Promise<T>, hasTime: () => boolean): Promise<T> {
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return await query();
    } catch (error) {
      if (!isConnectionError(error) || !hasTime()) throw error;
      log.warn({ pauseMs }, "database out of reach; what is done is kept, and stored when it is back");
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}
