import "server-only";
import OpenAI, { APIConnectionTimeoutError, APIError } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from "openai/resources/chat/completions";
import { z } from "zod";
import type { WireAnswer } from "./check-reply";
import { errorTable } from "./error-table";
import type { ModelErrorCode, ModelRequest, ModelUsage } from "./port";
import type { ProviderAccess } from "./provider";
import { readRetryAfter } from "./retry-after";

/** Talking to OpenAI, or to a server that speaks its protocol. One request, no retries: those are the jobs'. */

export type CallOutcome =
  | ({
      readonly isAnswered: true;
      /** Null when the server does not say. */
      readonly usage: ModelUsage | null;
      readonly resolvedModel: string;
      /** The server says that this is the answer of an earlier call under the same key. */
      readonly isReplayed: boolean;
      readonly requestId: string | null;
    } & WireAnswer)
  | {
      readonly isAnswered: false;
      readonly code: ModelErrorCode;
      /** Whether it may be charged although nobody heard the answer. */
      readonly isInDoubt: boolean;
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
      readonly requestId: string | null;
    };

/** Many times the longest answer that is asked for; whoever sends more is cut off. */
const longestBodyBytes = 1_000_000;

class TooLarge extends Error {}

/** No redirects are followed, which could lead the key and the text elsewhere, and no endless body is read. */
async function guardedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "manual", cache: "no-store" });
  let seen = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > longestBodyBytes) controller.error(new TooLarge("The answer is too large."));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  // A 204 or 304 may have no body at all, not even an empty one.
  return new Response(counted ?? null, { status, statusText, headers });
}

export type WireRequest = ChatCompletionCreateParamsNonStreaming;

/** The body as it goes over the wire. @throws Error when the schema cannot be had in strict form, a fault of ours */
export function wireRequest<T>(
  { host }: { readonly host: string },
  { model, system, user, schema, schemaName, temperature, maxTokens }: ModelRequest<T>,
): WireRequest {
  return {
    model,
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
    response_format: zodResponseFormat(schema, schemaName),
    temperature,
    // OpenAI's own name for it is the newer one, which other servers do not all know.
    ...(host === "api.openai.com" ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
  };
}

const Completion = z.looseObject({
  model: z.string(),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0), total_tokens: z.int() })
    .nullish(),
});

const failed = (
  code: ModelErrorCode,
  more: Partial<Omit<Extract<CallOutcome, { isAnswered: false }>, "isAnswered" | "code">> = {},
): CallOutcome => ({
  ...{ isAnswered: false, code, isInDoubt: errorTable[code].charge === "in_doubt" },
  ...{ httpStatus: null, retryAfterMs: null, requestId: null, ...more },
});

function readCompletion(body: ChatCompletion, response: Response): CallOutcome {
  const requestId = response.headers.get("x-request-id");
  const parsed = Completion.safeParse(body);
  const [choice] = parsed.data?.choices ?? [];
  // A proxy's page with status 200, or another protocol.
  if (!parsed.success || !choice)
    return failed("server_error", { httpStatus: response.status, requestId, isInDoubt: false });
  const { usage, model } = parsed.data;
  return {
    isAnswered: true,
    content: choice.message.content ?? null,
    refusal: choice.message.refusal ?? null,
    finishReason: choice.finish_reason ?? null,
    usage: usage
      ? {
          promptTokens: usage.prompt_tokens,
          completionTokens: usage.completion_tokens,
          totalTokens: usage.total_tokens,
        }
      : null,
    resolvedModel: model,
    isReplayed: response.headers.get("idempotent-replayed") === "true",
    requestId,
  };
}

function codeOfStatus(status: number, providerCode: string | null | undefined): ModelErrorCode {
  if (status === 402 || providerCode === "insufficient_quota") return "no_credit";
  if (status === 401 || status === 403) return "bad_key";
  if (status === 404) return "unknown_model";
  if (status === 429) return "rate_limited";
  if (status === 503 || status === 529) return "overloaded";
  if (status === 504) return "timed_out";
  if (status >= 500 || status === 408 || status === 409 || status === 425) return "server_error";
  return "bad_request";
}

/** Faults after which the request has certainly not been read. */
const neverArrived =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/** The error and what caused it, down to the socket's. */
function* causesOf(error: unknown): Generator<Error & { readonly code?: unknown }> {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 6; depth += 1) {
    yield at;
    // Of several addresses the last one's fault speaks for all.
    at = at instanceof AggregateError ? at.errors.at(-1) : at.cause;
  }
}

function outcomeOfError(error: unknown, isTimedOut: boolean): CallOutcome {
  if (error instanceof APIError && error.status !== undefined) {
    const { status, headers, requestID, code } = error;
    return failed(codeOfStatus(status, code), {
      httpStatus: status,
      retryAfterMs: readRetryAfter((name) => headers?.get(name), Date.now()),
      requestId: requestID ?? null,
    });
  }
  const causes = [...causesOf(error)];
  if (causes.some((cause) => cause instanceof TooLarge)) return failed("too_large");
  if (isTimedOut || error instanceof APIConnectionTimeoutError) return failed("timed_out");
  if (causes.some(({ code }) => typeof code === "string" && neverArrived.test(code)))
    return failed("unreachable");
  // The head said it was a completion, and the body was no JSON.
  if (causes.some((cause) => cause instanceof SyntaxError))
    return failed("server_error", { isInDoubt: true });
  return failed("connection_lost");
}

const clients = new Map<string, OpenAI>();

function clientOf({ baseUrl, apiKey, timeoutMs }: ProviderAccess): OpenAI {
  const name = `${baseUrl} ${apiKey}`;
  const known = clients.get(name);
  if (known) return known;
  const client = new OpenAI({
    ...{ apiKey, baseURL: baseUrl, adminAPIKey: null, organization: null, project: null },
    ...{ maxRetries: 0, timeout: timeoutMs, fetch: guardedFetch },
    // At its most talkative it logs prompts, whatever OPENAI_LOG says.
    logLevel: "off",
  });
  clients.set(name, client);
  return client;
}

/** One call. Never throws: whatever goes wrong has a code. */
export async function askOpenAi(
  access: ProviderAccess,
  request: WireRequest,
  idempotencyKey: string,
): Promise<CallOutcome> {
  // The SDK's own timer ends with the head of the answer; this one holds for all of it.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), access.timeoutMs);
  try {
    const { data, response } = await clientOf(access)
      .chat.completions.create(request, {
        ...{ signal: abort.signal, maxRetries: 0 },
        headers: { "Idempotency-Key": idempotencyKey },
      })
      .withResponse();
    return readCompletion(data, response);
  } catch (error) {
    return outcomeOfError(error, abort.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}
