import { log } from "@/lib/log";
import { refusal, requestIdOf } from "./api-answer";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];
type Handler = (request: Request) => Promise<Response>;

/** What a path of the API answers that there is none of. */
export const noSuchPath: Handler = async ({ headers, method }) => {
  const requestId = requestIdOf(headers);
  log.info({ requestId, method, code: "not_found" }, "API call refused");
  const message = "The API has no such path. Nothing was done; /api/v1/openapi.json lists those that it has.";
  return refusal({ code: "not_found", message }, requestId);
};

type Answers<M extends Method> = Record<Exclude<Method, M> | "OPTIONS", Handler>;

/** What a path of the API answers to the methods that it does not take; Next itself would answer without a word. */
export function refuseOtherMethods<M extends Method>(...taken: readonly M[]): Answers<M> {
  const allow = taken.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : method)).join(", ");
  const refuse: Handler = async ({ headers, method }) => {
    const requestId = requestIdOf(headers);
    log.info({ requestId, method, code: "METHOD_NOT_ALLOWED" }, "API call refused");
    const message = `This path of the API does not take ${method}, only ${allow}. Nothing was done.`;
    return refusal({ code: "invalid", reason: "METHOD_NOT_ALLOWED", message }, requestId, { allow });
  };
  const tell: Handler = async () => new Response(null, { status: 204, headers: { allow } });
  return { ...Object.fromEntries(methods.map((method) => [method, refuse])), OPTIONS: tell } as Answers<M>;
}
