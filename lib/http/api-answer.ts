import { randomUUID } from "node:crypto";
import { problemOf } from "@/lib/api/problem";
import type { Failure } from "./outcome";

type AnswerHeaders = Readonly<Record<string, string | undefined>>;

/** The caller's own id for the request when it is a plain one, so that both logs can be laid side by side. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w.-]{1,80}$/.test(given) ? given : randomUUID();
}

export function answer(status: number, body: unknown, headers: AnswerHeaders): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  const response = new Response(JSON.stringify(body), { status });
  response.headers.set("content-type", `${type}; charset=utf-8`);
  response.headers.set("cache-control", "no-store");
  for (const [name, value] of Object.entries(headers)) if (value) response.headers.set(name, value);
  return response;
}

/** A problem, with what HTTP itself wants said of it. */
export function refusal(failure: Failure, requestId: string, headers: AnswerHeaders = {}): Response {
  const problem = problemOf(failure, requestId);
  return answer(problem.status, problem, {
    "x-request-id": requestId,
    ...headers,
    "retry-after": failure.retryAfterSeconds?.toString(),
    "www-authenticate": problem.status === 401 ? 'Bearer realm="Opportune"' : undefined,
  });
}
