import "server-only";
import type { z } from "zod";
import { type Operation, type Operations, operations } from "@/lib/api/operations";
import { idempotencyKeyOf, readBody } from "@/lib/api/request-body";
import { sentences } from "@/lib/api/sentences";
import { type ApiCaller, callerOfKey } from "@/lib/auth/api-keys";
import type { Ctx } from "@/lib/auth/context";
import { type ApiDoor, apiDoors } from "@/lib/auth/doors";
import { consume, type LimitState, limitState, type RateLimit } from "@/lib/auth/rate-limits";
import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { answer, refusal, requestIdOf } from "./api-answer";
import { errorSummary } from "./error-summary";
import { doOnce } from "./mutations/once";
import { type Failure, isUnexpected, toFailure } from "./outcome";
import { rateLimitHeaders } from "./rate-limit-headers";

/** Everything but scorings, which have limits of their own. */
const callsPerKey: RateLimit = { name: "calls-of-key", points: 1_000, windowSeconds: 3_600 };
const tooManyCalls = (minutes: number) =>
  `This API key has made 1,000 calls within an hour, which is its limit. Nothing was done; try again in ${minutes} min.`;

type BodyOf<O extends Operation> = O["body"] extends z.ZodType ? z.output<O["body"]> : undefined;

/** A request after it was checked: who calls, and what of. */
export interface ApiCall<O extends Operation> {
  readonly ctx: Ctx;
  readonly params: z.output<O["params"]>;
  readonly query: z.output<O["query"]>;
  readonly body: BodyOf<O>;
  readonly idempotencyKey: string | undefined;
}

interface RouteContext {
  /** Of a path without parts in brackets there are none. */
  readonly params: Promise<Record<string, string | string[] | undefined> | undefined>;
}

interface Options<P> {
  /** How the limits stand that the work itself counts by; without it the call counts as one of a thousand. */
  readonly limits?: (ctx: Ctx, params: P) => Promise<readonly LimitState[]>;
}

async function enter(request: Request, door: ApiDoor, requestId: string): Promise<Ctx> {
  const [, bearer] = /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const key = bearer ?? request.headers.get("x-api-key")?.trim();
  if (!key) {
    const sentence = "This needs an API key: send it as `Authorization: Bearer …` or as `x-api-key`.";
    throw new AppError("unauthorized", sentence);
  }
  const { ctx, scopes } = await callerOfKey(key, requestId);
  requireScope(scopes, door);
  return ctx;
}

function requireScope(scopes: ApiCaller["scopes"], door: ApiDoor): void {
  const needed = apiDoors[door];
  if (scopes.includes(needed)) return;
  // Whoever may write may read.
  if (needed.endsWith(":read") && scopes.some((scope) => scope === needed.replace(/read$/, "write"))) return;
  const sentence = `This API key lacks the scope ${needed}. Nothing was done; ask an admin for a key that has it.`;
  throw new AppError("forbidden", sentence, { reason: "INSUFFICIENT_SCOPE" });
}

/** An id that is none names nothing. */
function parseParams(operation: Operation, given: object) {
  const parsed = operation.params.safeParse(given);
  if (parsed.success) return parsed.data;
  throw notFound("address", operation.notFound);
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

async function parseBody(operation: Operation, request: Request): Promise<unknown> {
  if (!operation.body) return undefined;
  const given = await readBody(request);
  return (operation.meantBody?.(given) ?? operation.body).parse(given, { error: sentences });
}

/** What the document promises and nothing else: what the schema does not name is left out. */
async function answerOf(
  door: ApiDoor,
  operation: Operation,
  { ctx, params, body, idempotencyKey }: Omit<ApiCall<Operation>, "body" | "query"> & { body: unknown },
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = operation.isOnce ? idempotencyKey : undefined;
  const result = await doOnce(ctx, { key, input: { door, params, body: body ?? null } }, work);
  const parsed = operation.answer.safeParse(result);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join("."));
  throw new Error(`The answer is not what the document promises, at: ${places.join(", ")}`);
}

function logFailure(door: ApiDoor, requestId: string, error: unknown, failure: Failure): void {
  if (isUnexpected(failure)) log.error({ requestId, route: door, ...errorSummary(error) }, "API call failed");
  else log.info({ requestId, route: door, code: failure.code }, "API call refused");
}

/** What both good and bad answers to a caller who was let in say of the limits. */
async function statesOf<P>(ctx: Ctx | undefined, params: P, { limits }: Options<P>) {
  if (ctx?.actor.kind !== "api_key") return [];
  return limits ? limits(ctx, params) : [await limitState(callsPerKey, ctx.actor.apiKeyId)];
}

/**
 * Wraps one call of `lib` as a door for machines: key, scope, limits, parsing by the operation's own schemas, and
 * problem+json for whatever goes wrong. No cookie counts here, so no Origin is asked for.
 */
export function apiRoute<D extends ApiDoor>(
  door: D,
  work: (call: ApiCall<Operations[D]>) => Promise<z.input<Operations[D]["answer"]>>,
  options: Options<z.output<Operations[D]["params"]>> = {},
) {
  const operation: Operation = operations[door];
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    let ctx: Ctx | undefined;
    let params = {} as z.output<Operations[D]["params"]>;
    const limitHeaders = async () => rateLimitHeaders(await statesOf(ctx, params, options));
    try {
      ctx = await enter(request, door, requestId);
      if (!options.limits && ctx.actor.kind === "api_key")
        await consume(callsPerKey, ctx.actor.apiKeyId, tooManyCalls);
      params = parseParams(operation, (await context.params) ?? {}) as typeof params;
      const call = {
        ctx,
        params,
        query: operation.query.parse(queryOf(request), { error: sentences }),
        body: await parseBody(operation, request),
        idempotencyKey: idempotencyKeyOf(request.headers),
      };
      const result = await answerOf(door, operation, call, () => work(call as ApiCall<Operations[D]>));
      return answer(operation.status, result, { "x-request-id": requestId, ...(await limitHeaders()) });
    } catch (error) {
      const failure = toFailure(error);
      logFailure(door, requestId, error, failure);
      const reason = failure.reason ?? (failure.code === "not_found" ? operation.notFound : undefined);
      return refusal({ ...failure, reason }, requestId, await limitHeaders().catch(() => ({})));
    }
  };
}
