import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { madeZip } from "@/lib/files/testing/made-zip";
import { makeOnetRelease, type OnetRelease, onetStubKey, rowsOf, textFilesOf } from "./onet-data";

/** What goes wrong with an answer. */
export type OnetFault =
  /** `Retry-After` in seconds, as a date that many seconds from now, or none. */
  | { readonly kind: "busy"; readonly seconds?: number; readonly asDate?: boolean }
  | { readonly kind: "status"; readonly status: number }
  /** A page of HTML with status 200, as a proxy sends it. */
  | { readonly kind: "html" }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: "half_body" }
  /** Fewer rows than it says. */
  | { readonly kind: "half_page" }
  /** The rows of another page under this one's numbers. */
  | { readonly kind: "wrong_page" }
  /** The first row stands in the place of the last. */
  | { readonly kind: "duplicate" }
  | { readonly kind: "other_total" }
  | { readonly kind: "empty" }
  | { readonly kind: "slow"; readonly ms: number };

interface Planned {
  /** Part of the address. */
  readonly at: string;
  readonly fault: OnetFault;
  times: number;
}

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const html = "<html><head><title>403 Forbidden</title></head><body>nginx</body></html>";
const json = (body: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});
const page = (status: number, body = html): Answer => ({
  status,
  body,
  headers: { "content-type": "text/html" },
});

/**
 * Plays the O*NET Web Services (version 2) and O*NET's download site, for tests: the key is checked, pages are numbered
 * from 1, downloads can be gone on with. It goes wrong when it is told to.
 */
export class OnetStub {
  readonly apiKey = onetStubKey;
  /** The newest is served; older ones can be downloaded as well. */
  releases: OnetRelease[] = [makeOnetRelease("31.0")];
  /** Paths with their query, in the order of asking, with the moment. */
  asked: { readonly path: string; readonly at: number; readonly userAgent: string | undefined }[] = [];
  /** Whether the list of releases is there; without it they have to be tried. */
  hasList = true;
  /** Called before each answer. */
  onAsked: (path: string) => void | Promise<void> = () => undefined;
  #planned: Planned[] = [];
  #zips = new Map<OnetRelease, Buffer>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next requests for an address that holds this text go wrong so. */
  fail(at: string, fault: OnetFault, times = Number.POSITIVE_INFINITY): void {
    this.#planned.push({ at, fault, times });
  }

  reset(): void {
    this.#planned = [];
    this.asked = [];
    this.releases = [makeOnetRelease("31.0")];
    this.hasList = true;
    this.onAsked = () => undefined;
  }

  get #current(): OnetRelease {
    const newest = this.releases.at(-1);
    if (!newest) throw new Error("The stub has no release.");
    return newest;
  }

  #zipOf(release: OnetRelease): Buffer {
    const known = this.#zips.get(release) ?? madeZip(textFilesOf(release));
    this.#zips.set(release, known);
    return known;
  }

  #nextFault(path: string): OnetFault | undefined {
    const planned = this.#planned.find(({ at, times }) => times > 0 && path.includes(at));
    if (planned) planned.times -= 1;
    return planned?.fault;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    this.asked.push({ path, at: Date.now(), userAgent: request.headers["user-agent"] });
    await this.onAsked(path);
    const url = new URL(path, "http://stub");
    const fault = this.#nextFault(path);
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = troubled(fault) ?? this.#answer(request, url, fault);
    response.writeHead(answer.status, {
      "content-length": Buffer.byteLength(answer.body),
      ...answer.headers,
    });
    if (request.method === "HEAD") response.end();
    else if (fault?.kind === "half_body") {
      const half = Buffer.from(answer.body).subarray(0, Buffer.byteLength(answer.body) >> 1);
      // Not at once, or the client drops what has come as well.
      response.write(half, () => setTimeout(() => response.destroy(), 20));
    } else response.end(answer.body);
  }

  #answer(request: IncomingMessage, url: URL, fault: OnetFault | undefined): Answer {
    const { pathname } = url;
    if (pathname === "/database.html") return this.#list();
    if (pathname.startsWith("/dl_files/")) return this.#download(request, pathname);
    if (request.headers["x-api-key"] !== this.apiKey) return page(403);
    return this.#ask(url, fault);
  }

  #list(): Answer {
    if (!this.hasList) return page(404);
    const links = this.releases.map(
      ({ number }) => `<a href="/dl_files/database/db_${number.replace(".", "_")}_text.zip">${number}</a>`,
    );
    return page(200, `<html><body>${links.join("\n")}</body></html>`);
  }

  #download(request: IncomingMessage, pathname: string): Answer {
    const release = this.releases.find(({ number }) =>
      pathname.endsWith(`/db_${number.replace(".", "_")}_text.zip`),
    );
    if (!release) return page(404);
    const bytes = this.#zipOf(release);
    const etag = `"${createHash("sha1").update(bytes).digest("hex")}"`;
    const headers = { etag, "content-type": "application/zip", "accept-ranges": "bytes" };
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
    if (from === undefined || request.headers["if-range"] !== etag)
      return { status: 200, body: bytes, headers };
    if (Number(from) >= bytes.length) return { status: 416, body: "", headers };
    const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    return {
      status: 206,
      body: bytes.subarray(Number(from)),
      headers: { ...headers, "content-range": range },
    };
  }

  #ask(url: URL, fault: OnetFault | undefined): Answer {
    const { pathname, searchParams } = url;
    const { number, tables } = this.#current;
    if (pathname === "/about/")
      return json({ api_version: "2.0", title: "O*NET Web Services", database: `O*NET ${number}` });
    if (pathname === "/database")
      return json(tables.map(({ table, file }) => ({ table_id: table, title: file })));
    const [, table] = /^\/database\/rows\/(\w+)$/.exec(pathname) ?? [];
    if (table) {
      const found = tables.find((each) => each.table === table);
      return found
        ? rowPage(table, rowsOf(found), searchParams, fault)
        : json({ error: `No table ${table}` }, 422);
    }
    if (pathname === "/online/search") return this.#search(searchParams);
    const [, code, section] = /^\/online\/occupations\/([\d.-]+)(?:\/details\/(\w+))?$/.exec(pathname) ?? [];
    return code ? this.#occupation(code, section) : json({ error: "Not found" }, 404);
  }

  #titles(): { readonly code: string; readonly title: string; readonly description: string }[] {
    const occupations = this.#current.tables.find(({ table }) => table === "occupation_data");
    return (occupations?.rows ?? []).map(([code, title, description]) => ({
      code: String(code),
      title: String(title),
      description: String(description),
    }));
  }

  #search(query: URLSearchParams): Answer {
    const keyword = query.get("keyword")?.toLowerCase();
    if (!keyword) return json({ error: "must have required property 'keyword'" }, 422);
    const found = this.#titles().filter(({ title }) => title.toLowerCase().includes(keyword));
    return json({
      ...slice(found.length, query),
      occupation: found.slice(0, Number(query.get("end") ?? 20)),
    });
  }

  #occupation(code: string, section: string | undefined): Answer {
    const found = this.#titles().find((each) => each.code === code);
    if (!found) return json({ error: "No data for this occupation" }, 422);
    if (section === undefined) return json(found);
    if (section !== "tasks") return json({ start: 1, end: 0, total: 0, element: [] });
    const task = { id: "1", title: "Keep things.", importance: 88, category: "Core" };
    return json({ start: 1, end: 1, total: 1, task: [task] });
  }
}

function troubled(fault: OnetFault | undefined): Answer | undefined {
  if (fault?.kind === "status") return page(fault.status, `<html>${fault.status}</html>`);
  if (fault?.kind === "html") return page(200);
  if (fault?.kind !== "busy") return undefined;
  const { seconds, asDate } = fault;
  if (seconds === undefined) return json({ error: "Too many requests" }, 429);
  const after = asDate ? new Date(Date.now() + seconds * 1_000).toUTCString() : String(seconds);
  return { ...json({ error: "Too many requests" }, 429), headers: { "retry-after": after } };
}

function slice(total: number, query: URLSearchParams) {
  const start = Number(query.get("start") ?? 1);
  const end = Math.min(Number(query.get("end") ?? 20), total);
  return { start, end: total === 0 ? 0 : end, total };
}

function rowPage(
  table: string,
  rows: readonly unknown[],
  query: URLSearchParams,
  fault: OnetFault | undefined,
): Answer {
  const asked = Number(query.get("end") ?? 20) - Number(query.get("start") ?? 1) + 1;
  if (asked > 2_000) return json({ error: "end must be at most 1999 above start" }, 422);
  if (fault?.kind === "empty") return json({ start: 1, end: 0, total: 0, table_id: table, row: [] });
  const { start, end, total } = slice(rows.length, query);
  const next =
    end < total ? { next: `http://elsewhere.invalid/database/rows/${table}?start=${end + 1}` } : {};
  const row = troubledRows(rows, { start, end }, fault);
  const said = fault?.kind === "other_total" ? total + 1 : total;
  return json({ start, end, total: said, ...next, table_id: table, row });
}

function troubledRows(
  rows: readonly unknown[],
  { start, end }: { readonly start: number; readonly end: number },
  fault: OnetFault | undefined,
): unknown[] {
  const own = rows.slice(start - 1, end);
  if (fault?.kind === "half_page") return own.slice(0, own.length >> 1);
  if (fault?.kind === "wrong_page") return rows.slice(0, own.length);
  if (fault?.kind === "duplicate") return [...own.slice(0, -1), own[0]];
  return own;
}
