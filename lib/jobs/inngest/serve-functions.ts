import "server-only";
import type { InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { parseJson } from "@/lib/json";
import { log } from "@/lib/log";
import type { InngestServer } from "../engine";
import { HistoryMiddleware } from "./history-middleware";
import { inngestClient } from "./inngest-client";

/** A server sends at most 4 MiB; what is more it keeps, and the SDK fetches it. */
const bodyLimitBytes = 5 * 1024 * 1024;
const methods = new Set(["GET", "POST", "PUT"]);

function answer(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { "cache-control": "no-store" } });
}

const unauthorized = () => answer(401, "Unauthorized");

/** @throws Response for what the SDK need not see */
async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > bodyLimitBytes) throw answer(413, "Too large");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text !== "" && parseJson(text) === undefined) throw unauthorized();
  return text;
}

/** The request as its sender made it: Next gives its own idea of the host, and the SDK registers the one it sees. */
async function asCalled(request: Request): Promise<Request> {
  const { method } = request;
  const headers = new Headers(request.headers);
  const called = new URL(request.url);
  called.host = headers.get("host") ?? called.host;
  // The SDK wants one, although the address is whole.
  headers.set("host", called.host);
  return new Request(called, { method, headers, body: request.body && (await readBody(request)) });
}

/**
 * The functions as an Inngest server calls them. The SDK checks the signature over the canonical JSON of the body, at
 * most five minutes old, with either key; what cannot even be checked is refused before it.
 */
export function serveFunctions(
  server: InngestServer,
  functions: readonly InngestFunction.Any[],
): (request: Request) => Promise<Response> {
  const client = inngestClient(server, { middleware: [HistoryMiddleware] });
  // Else an unsigned PUT would make this server register itself.
  const handle = serve({ client, functions: [...functions], enableUnauthedSync: false });

  return async (request) => {
    const { method } = request;
    if (!methods.has(method)) return answer(405, "Method not allowed");
    if (!server.isDev && !request.headers.has("x-inngest-signature")) return unauthorized();
    try {
      const response = await handle(await asCalled(request));
      if (response.status === 401) log.info({ method }, "a call of /api/inngest was not signed with our key");
      return response;
    } catch (refusal) {
      if (refusal instanceof Response) return refusal;
      throw refusal;
    }
  };
}
