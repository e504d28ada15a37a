import { AppError } from "@/lib/errors";
import { compareNumbers, downloadPath, listPath, newestOf, numbersAfter, numbersIn } from "./release-numbers";

/** Talking to O*NET's download site, or a mirror of it, and looking for releases there. */

export interface DownloadSite {
  /** `https://www.onetcenter.org` */
  readonly url: string;
  /** How long an answer may be waited for, and a download may stand still. */
  readonly silenceMs?: number;
}

const userAgent = "Opportune (O*NET sync)";
const defaultSilenceMs = 20_000;
/** How many releases ahead are looked for where the list says nothing: two years of them. */
const lookAhead = 8;
const longestListBytes = 2_000_000;

export function siteAway(cause: unknown): AppError {
  return new AppError(
    "unavailable",
    "O*NET's download site could not be reached. What is here already stays in use.",
    { cause },
  );
}

export function siteFailed(status: number): AppError {
  return new AppError(
    "unavailable",
    `O*NET's download site answered with status ${status}. What is here already stays in use.`,
  );
}

function addressOf({ url }: DownloadSite, path: string): string {
  return `${url.replace(/\/+$/, "")}${path}`;
}

/** Asks; the answer's head must come within the silence that is borne. @throws AppError `unavailable` */
export async function askSite(site: DownloadSite, path: string, init: RequestInit = {}): Promise<Response> {
  const { silenceMs = defaultSilenceMs } = site;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error("It says nothing.")), silenceMs);
  try {
    return await fetch(addressOf(site, path), {
      ...init,
      headers: { "user-agent": userAgent, ...init.headers },
      signal: abort.signal,
    });
  } catch (cause) {
    throw siteAway(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** The body, until it is silent for too long or passes the limit. */
export async function* bodyOf(
  response: Response,
  { silenceMs = defaultSilenceMs }: DownloadSite,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error("It says nothing any more.")), silenceMs);
      });
      const { done, value } = await Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function listedNumbers(site: DownloadSite): Promise<string[]> {
  const response = await askSite(site, listPath);
  if (response.status >= 500) throw siteFailed(response.status);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of bodyOf(response, site)) {
      length += chunk.length;
      if (length > longestListBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw siteAway(cause);
  }
  return response.ok ? numbersIn(Buffer.concat(chunks).toString("utf8")) : [];
}

async function isThere(site: DownloadSite, number: string): Promise<boolean> {
  const { status, ok } = await askSite(site, downloadPath(number), { method: "HEAD" });
  if (status >= 500 || status === 429) throw siteFailed(status);
  return ok;
}

/**
 * The newest release on the site: the newest that its list links to, or, where the list names none, the newest of those
 * that would come after a known one. Releases are looked for one after the other, so the site is not pressed.
 * @param known the newest number that is here
 * @returns undefined when the site has nothing newer and does not list the known one either
 * @throws AppError `unavailable`
 */
export async function findNewestDownload(site: DownloadSite, known: string): Promise<string | undefined> {
  const listed = newestOf(await listedNumbers(site));
  if (listed !== undefined && (compareNumbers(listed, known) < 0 || (await isThere(site, listed))))
    return listed;
  let newest: string | undefined;
  for (const number of [known, ...numbersAfter(known, lookAhead)]) {
    if (await isThere(site, number)) newest = number;
  }
  return newest;
}
