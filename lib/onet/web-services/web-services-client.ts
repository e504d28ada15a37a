import { z } from "zod";
import { invalid } from "@/lib/errors";
import { parseJson } from "@/lib/json";
import { backOffMs, retryAfterMs } from "./back-off";
import { type Clock, pacer, realClock } from "./pacer";
import {
  DetailPage,
  type DetailSection,
  detailSections,
  OccupationOverview,
  OccupationPage,
  RowPage,
  releaseIn,
  TableList,
} from "./schema";
import { WebServicesError } from "./web-services-error";

export interface WebServicesSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** O*NET throttles above 5; web and worker share what there is. */
  readonly requestsPerSecond: number;
  readonly timeoutMs?: number;
  /** Tries of one request, the first included. */
  readonly attempts?: number;
  readonly clock?: Clock;
}

/** Rows from `start` to `end`, both inclusive, counted from 1. */
export interface PageRange {
  readonly start: number;
  readonly end: number;
}

type Page = z.infer<typeof DetailPage>;

/** The O*NET Web Services, version 2. Every call throws a `WebServicesError` when it ends without an answer. */
export interface WebServices {
  /** The release whose data it serves, such as `31.0`. */
  getRelease(signal?: AbortSignal): Promise<string>;
  search(keyword: string, range: PageRange, signal?: AbortSignal): Promise<OccupationPage>;
  getOccupation(code: string): Promise<OccupationOverview>;
  /** Items of one section of an occupation's details, as they come. */
  listDetails(code: string, section: DetailSection, range: PageRange): Promise<readonly unknown[]>;
  /** Names of the tables of the database. */
  listTables(): Promise<readonly string[]>;
  getRows(table: string, range: PageRange): Promise<RowPage>;
}

export const largestPage = 2_000;
const longestKeyword = 200;
const defaultTimeoutMs = 30_000;
const defaultAttempts = 6;
/** Asked to wait longer than this, we give up and come back another time. */
const patienceMs = 60_000;
const userAgent = "Opportune (O*NET sync and search)";

const Keyword = z.string().trim().min(1).max(longestKeyword);
const OccupationCode = z.string().regex(/^\d{2}-\d{4}\.\d{2}$/);
const TableName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
const Range = z
  .strictObject({ start: z.number().int().min(1), end: z.number().int() })
  .refine(({ start, end }) => end >= start && end - start < largestPage);

/** @throws AppError `invalid`: nothing was asked */
function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(`O*NET was not asked: ${what}.`);
}

const checkedRange = (range: PageRange) =>
  checked(Range, range, `a page has 1 to ${largestPage} rows, counted from 1`);
const checkedCode = (code: string) => checked(OccupationCode, code, `a code looks like 15-1252.00`);

async function faultOf(response: Response, now: number): Promise<WebServicesError> {
  const { status } = response;
  const waitMs = retryAfterMs(response.headers.get("retry-after"), now);
  const text = await response.text().catch(() => "");
  if (status === 401 || status === 403) {
    return new WebServicesError("bad_key", "O*NET does not take the key in ONET_API_KEY. Nothing was read.");
  }
  if (status === 429) {
    return new WebServicesError("busy", "O*NET asked us to come back later. Nothing was changed.", {
      waitMs,
    });
  }
  if (status >= 500) {
    return new WebServicesError("away", `O*NET could not answer (status ${status}).`, { waitMs });
  }
  if (status === 422) {
    return new WebServicesError("refused", `O*NET did not accept the question: ${reasonIn(text)}.`);
  }
  const sentence = `O*NET answered with status ${status}. ONET_API_URL has to be checked.`;
  return new WebServicesError("refused", sentence);
}

function reasonIn(text: string): string {
  const parsed = z.object({ error: z.string() }).safeParse(parseJson(text));
  return parsed.success ? parsed.data.error.slice(0, 200).replace(/\.+$/, "") : "it gave no reason";
}

/** What `fetch` threw: no connection, one that broke off, or too long a silence. */
function awayError(cause: unknown): WebServicesError {
  const isLate = cause instanceof Error && cause.name === "TimeoutError";
  const sentence = isLate ? "O*NET did not answer in time." : "O*NET could not be reached.";
  return new WebServicesError("away", sentence, { cause });
}

async function answerOf<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw awayError(cause);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new WebServicesError("malformed", "O*NET sent something that is no JSON.", { cause });
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const cause = parsed.error;
  throw new WebServicesError("malformed", "O*NET sent an answer of another shape than its manual says.", {
    cause,
  });
}

/** @throws WebServicesError `malformed` unless it is the page that was asked for, and whole */
function requireWholePage(page: Page, asked: PageRange, itemCount: number): void {
  const end = Math.min(asked.end, page.total);
  const length = Math.max(0, end - asked.start + 1);
  const isEmpty = length === 0 && itemCount === 0;
  if (isEmpty || (page.start === asked.start && page.end === end && itemCount === length)) return;
  throw new WebServicesError(
    "malformed",
    `O*NET was asked for rows ${asked.start} to ${end} and sent ${itemCount}, marked ${page.start} to ${page.end}.`,
  );
}

function isWorthAnotherTry(error: unknown): error is WebServicesError {
  return error instanceof WebServicesError && error.isPassing && (error.waitMs ?? 0) <= patienceMs;
}

/** Opens the client; nothing is asked before the first call. */
export function webServices(settings: WebServicesSettings): WebServices {
  const { baseUrl, apiKey, timeoutMs = defaultTimeoutMs, attempts = defaultAttempts } = settings;
  const clock = settings.clock ?? realClock;
  const turn = pacer(settings.requestsPerSecond, clock);
  const base = baseUrl.replace(/\/+$/, "");

  async function askOnce<T>(address: string, read: (response: Response) => Promise<T>, signal?: AbortSignal) {
    await turn();
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(timeoutMs);
    let response: Response;
    try {
      response = await fetch(address, {
        headers: { "x-api-key": apiKey, "user-agent": userAgent, accept: "application/json" },
        // It would take the key along to wherever it leads.
        redirect: "error",
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw awayError(error);
    }
    if (!response.ok) throw await faultOf(response, clock.now());
    return read(response);
  }

  async function withRetries<T>(once: () => Promise<T>): Promise<T> {
    for (let failed = 1; ; failed += 1) {
      try {
        return await once();
      } catch (error) {
        if (!isWorthAnotherTry(error) || failed >= attempts) throw error;
        await clock.pause(Math.max(error.waitMs ?? 0, backOffMs(failed, clock.random())));
      }
    }
  }

  function ask<T>(
    path: string,
    query: Readonly<Record<string, string | number>>,
    read: (response: Response) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const address = `${base}/${path}${search.size > 0 ? `?${search}` : ""}`;
    return withRetries(() => askOnce(address, read, signal));
  }

  return {
    getRelease: (signal) =>
      ask(
        "about/",
        {},
        async (response) => {
          const number = releaseIn(await answerOf(response, z.unknown()));
          if (number) return number;
          throw new WebServicesError("malformed", "O*NET did not say which release its data are.");
        },
        signal,
      ),

    search: async (keyword, range, signal) => {
      const text = checked(Keyword, keyword, `a search has 1 to ${longestKeyword} characters`);
      return ask(
        "online/search",
        { keyword: text, ...checkedRange(range) },
        (response) => answerOf(response, OccupationPage),
        signal,
      );
    },

    getOccupation: async (code) =>
      ask(`online/occupations/${checkedCode(code)}`, {}, (response) =>
        answerOf(response, OccupationOverview),
      ),

    listDetails: async (code, section, range) => {
      const path = `online/occupations/${checkedCode(code)}/details/${section}`;
      return ask(path, { ...checkedRange(range) }, async (response) => {
        const page = await answerOf(response, DetailPage);
        const items = page[detailSections[section]];
        if (Array.isArray(items)) return items;
        throw new WebServicesError("malformed", `O*NET sent no ${section}.`);
      });
    },

    listTables: async () => {
      const tables = await ask("database", {}, (response) => answerOf(response, TableList));
      return tables.map(({ table_id }) => table_id);
    },

    getRows: async (table, range) => {
      const name = checked(TableName, table, "a table's name has small letters, digits and _");
      const asked = checkedRange(range);
      return ask(`database/rows/${name}`, { ...asked }, async (response) => {
        const page = await answerOf(response, RowPage);
        requireWholePage(page, asked, page.row.length);
        if (page.table_id === undefined || page.table_id === name) return page;
        throw new WebServicesError("malformed", `O*NET was asked for ${name} and sent ${page.table_id}.`);
      });
    },
  };
}
