import "server-only";
import { log } from "@/lib/log";
import type { WebServices } from "@/lib/onet/web-services/web-services-client";
import { webServicesFor } from "./onet-addresses";

/** Longer than this nobody waits for what O*NET might know. */
const patienceMs = 2_000;
const rememberedMs = 10 * 60_000;
const mostRemembered = 500;
/** Beginnings of words and codes are no question for O*NET. */
const shortestText = 3;

interface Remembered {
  readonly codes: readonly string[];
  readonly until: number;
}

const remembered = new Map<string, Remembered>();

function remember(text: string, codes: readonly string[]): void {
  const [oldest] = remembered.keys();
  if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
  remembered.set(text, { codes, until: Date.now() + rememberedMs });
}

async function ask(services: WebServices, text: string, limit: number): Promise<readonly string[]> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), patienceMs);
  const silence = new Promise<never>((_, reject) => {
    tooLate.signal.addEventListener("abort", () => reject(new Error("It took too long.")));
  });
  try {
    // The turn in the line counts as well as the answer.
    const asking = services.search(text, { start: 1, end: limit }, tooLate.signal);
    const { occupation } = await Promise.race([asking, silence]);
    return occupation.map(({ code }) => code);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Codes that O*NET's own search finds, the best first. None without a key, and none when O*NET is slow or away: the
 * local search stands by itself, so this never fails.
 */
export async function searchOnline(q: string, limit: number): Promise<readonly string[]> {
  const services = webServicesFor("search");
  const text = q.trim().toLowerCase();
  if (!services || text.length < shortestText || /^[\d.-]+$/.test(text)) return [];
  const known = remembered.get(text);
  if (known && known.until > Date.now()) return known.codes;
  try {
    const codes = await ask(services, text, limit);
    remember(text, codes);
    return codes;
  } catch (error) {
    log.info({ error: error instanceof Error ? error.message : undefined }, "O*NET was not searched");
    return [];
  }
}
