import "server-only";
import { randomUUID } from "node:crypto";
import type { Ctx, Viewer } from "@/lib/auth/context";
import { currentViewer } from "@/lib/auth/current";
import { type RouteDoor, routeDoors } from "@/lib/auth/doors";
import { requirePassage } from "@/lib/auth/passage";
import { env } from "@/lib/env";
import { httpStatusByCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { errorSummary } from "./error-summary";
import { requireOwnOrigin } from "./origin";
import { isUnexpected, toFailure } from "./outcome";

type RouteParams = Record<string, string | string[] | undefined>;
interface RouteContext<P> {
  readonly params: Promise<P>;
}

const safeMethods = new Set(["GET", "HEAD"]);

/** RFC 9457 problem+json with the product's stable code and the request's id. */
function problem(error: unknown, requestId: string, door: string): Response {
  const failure = toFailure(error);
  if (isUnexpected(failure)) log.error({ requestId, route: door, ...errorSummary(error) }, "route failed");
  else log.info({ requestId, route: door, code: failure.code }, "route refused");
  const status = httpStatusByCode[failure.code];
  const body = {
    type: "about:blank",
    title: failure.code,
    status,
    detail: failure.message,
    code: failure.code,
    fields: failure.fields,
    requestId,
  };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-request-id": requestId,
  };
  if (failure.retryAfterSeconds) headers["retry-after"] = String(failure.retryAfterSeconds);
  return new Response(JSON.stringify(body), { status, headers });
}

/**
 * Wraps one call of `lib` as a route handler for a signed-in person; changes need our own Origin.
 * @param options.isAttended false for what open pages ask by themselves: it keeps no idle sign-in alive
 */
export function route<P = RouteParams>(
  door: RouteDoor,
  work: (ctx: Ctx, request: Request, params: P, viewer: Viewer) => Promise<Response>,
  options: { readonly isAttended?: boolean } = {},
) {
  return async (request: Request, context: RouteContext<P>): Promise<Response> => {
    const requestId = request.headers.get("x-request-id") ?? randomUUID();
    try {
      if (!safeMethods.has(request.method)) requireOwnOrigin(request.headers, env.NEXTAUTH_URL);
      const viewer = await currentViewer(options);
      requirePassage(viewer.ctx, routeDoors[door]);
      const response = await work(viewer.ctx, request, await context.params, viewer);
      response.headers.set("x-request-id", requestId);
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problem(error, requestId, door);
    }
  };
}
