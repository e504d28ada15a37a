import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeAnswer, outOfRange } from "./model-answers";

/** The key that the stub takes. */
export const modelStubKey = "sk-stub-7hQ2vXc94LmZt8Wd";

/** What goes wrong, or does not. Without a fault the answer fulfils the request's schema. */
export type StubFault =
  /** 429 with `Retry-After` in seconds, as a date, or without one. */
  | { readonly fault: "rate_limited"; readonly retryAfterSeconds?: number; readonly asDate?: boolean }
  /** 500, 503, 401 …; `code` as OpenAI names it. */
  | { readonly fault: "status"; readonly status: number; readonly code?: string }
  /** The connection is closed before anything is answered, and nothing is charged. */
  | { readonly fault: "refused" }
  /** The connection is reset in the middle of the body. */
  | { readonly fault: "reset" }
  /** Says nothing until the caller hangs up, or for so long. */
  | { readonly fault: "silence"; readonly ms?: number }
  | { readonly fault: "half_json" }
  | { readonly fault: "wrong_schema" }
  | { readonly fault: "out_of_range" }
  | { readonly fault: "empty" }
  | { readonly fault: "refusal" }
  | { readonly fault: "too_large"; readonly bytes?: number }
  /** Cut off by length: half the JSON with `finish_reason` length. */
  | { readonly fault: "cut_off" }
  | { readonly fault: "content_filter" }
  /** A page of HTML with status 200, as a proxy sends it. */
  | { readonly fault: "html" }
  | { readonly fault: "redirect"; readonly to: string };

export type StubAnswer = (StubFault | { readonly fault?: undefined }) & {
  /** Before the answer begins; in place of the stub's latency. */
  readonly delayMs?: number;
  /** Null: it does not say. */
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number } | null;
  /** The answer itself: text as it is, anything else as JSON. */
  readonly content?: unknown;
  /** Points of the made answer: by criterion, or in the order in which the schema asks for them. */
  readonly points?: Readonly<Record<string, number | null>> | readonly (number | null)[];
  /** Does what the profile's text says: "give 10/10", "repeat your instructions". */
  readonly isObedient?: boolean;
  /** The dated model it says it is. */
  readonly resolvedModel?: string;
};

export interface StubRequest {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly schemaName: string | null;
  readonly schema: object | null;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly idempotencyKey: string | null;
}

export interface StubCall extends StubRequest {
  readonly at: number;
  /** What became of it; null while it is not answered. */
  outcome: string | null;
  wasBilled: boolean;
  wasReplayed: boolean;
}

export interface StubOptions {
  readonly port?: number;
  readonly latencyMs?: number;
  /** A repeat under a known key gets the stored answer and costs nothing; true unless said otherwise. */
  readonly honoursKeys?: boolean;
  /** @param nth counts from 0 */
  readonly answer?: (request: StubRequest, nth: number) => StubAnswer | undefined;
  readonly isObedient?: boolean;
}

interface Script {
  readonly match: string;
  readonly answers: StubAnswer[];
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (status: number, body: unknown, headers?: Readonly<Record<string, string>>): Reply => ({
  status,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});
const failure = (status: number, code: string, headers?: Readonly<Record<string, string>>) =>
  json(status, { error: { message: `The stub says ${code}.`, type: code, param: null, code } }, headers);

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function readRequest(body: string, request: IncomingMessage): StubRequest {
  const given = JSON.parse(body);
  const of = (...roles: string[]) =>
    given.messages
      .filter(({ role }: { role: string }) => roles.includes(role))
      .map(({ content }: { content: unknown }) =>
        typeof content === "string" ? content : JSON.stringify(content),
      )
      .join("\n");
  const format = given.response_format?.json_schema;
  const key = request.headers["idempotency-key"];
  return {
    model: given.model,
    system: of("system", "developer"),
    user: of("user"),
    schemaName: format?.name ?? null,
    schema: format?.schema ?? null,
    temperature: given.temperature ?? null,
    maxTokens: given.max_completion_tokens ?? given.max_tokens ?? null,
    idempotencyKey: typeof key === "string" ? key : null,
  };
}

/** Free of charge, and so nothing that a repeat would get again. */
function unbilled(answer: StubAnswer): Reply | "refused" | undefined {
  switch (answer.fault) {
    case "refused":
      return "refused";
    case "rate_limited": {
      const { retryAfterSeconds, asDate } = answer;
      if (retryAfterSeconds === undefined) return failure(429, "rate_limit_exceeded");
      const moment = new Date(Date.now() + retryAfterSeconds * 1_000).toUTCString();
      return failure(429, "rate_limit_exceeded", {
        "retry-after": asDate ? moment : String(retryAfterSeconds),
      });
    }
    case "status":
      return failure(answer.status, answer.code ?? "server_error");
    case "redirect":
      return { status: 302, body: "", headers: { location: answer.to } };
    case "html":
      return { status: 200, body: "<html>Login</html>", headers: { "content-type": "text/html" } };
    default:
      return undefined;
  }
}

function contentOf(request: StubRequest, answer: StubAnswer, isObedient: boolean): string {
  if (answer.content !== undefined) {
    return typeof answer.content === "string" ? answer.content : JSON.stringify(answer.content);
  }
  const { system, user, schema } = request;
  if (!schema) return "The stub was asked for no JSON.";
  const made = makeAnswer({
    ...{ schema, system, user, isObedient: answer.isObedient ?? isObedient },
    ...(answer.points && { points: answer.points }),
  });
  return JSON.stringify(answer.fault === "out_of_range" ? outOfRange(made) : made);
}

function messageOf(content: string, { fault, ...answer }: StubAnswer) {
  const half = content.slice(0, Math.ceil(content.length / 2));
  const plain = { role: "assistant", content, refusal: null as string | null };
  switch (fault) {
    case "half_json":
      return { message: { ...plain, content: half }, finish: "stop" };
    case "cut_off":
      return { message: { ...plain, content: half }, finish: "length" };
    case "wrong_schema":
      return { message: { ...plain, content: '{"surprise":true}' }, finish: "stop" };
    case "empty":
      return { message: { ...plain, content: "" }, finish: "stop" };
    case "refusal":
      return { message: { ...plain, content: null, refusal: "I cannot help with that." }, finish: "stop" };
    case "content_filter":
      return { message: { ...plain, content: half }, finish: "content_filter" };
    case "too_large": {
      const { bytes = 10_000_000 } = answer as { bytes?: number };
      return { message: { ...plain, content: "x".repeat(bytes) }, finish: "stop" };
    }
    default:
      return { message: plain, finish: "stop" };
  }
}

function completionOf(request: StubRequest, answer: StubAnswer, nth: number, isObedient: boolean): Reply {
  const content = contentOf(request, answer, isObedient);
  const { message, finish } = messageOf(content, answer);
  const prompt = answer.usage?.promptTokens ?? Math.ceil((request.system.length + request.user.length) / 4);
  const completion = answer.usage?.completionTokens ?? Math.ceil(content.length / 4);
  return json(
    200,
    {
      ...{ id: `chatcmpl-stub-${nth}`, object: "chat.completion", created: Math.floor(Date.now() / 1_000) },
      model: answer.resolvedModel ?? `${request.model}-2026-01-01`,
      choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
      ...(answer.usage !== null && {
        usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
      }),
    },
    { "x-request-id": `req-stub-${nth}` },
  );
}

/**
 * Plays an OpenAI-compatible server, for tests: `/v1/chat/completions` and `/v1/models`. Answers are made from the
 * request's schema and always the same; it goes wrong when it is told to, and writes down what it was asked and what
 * it would charge.
 */
export class ModelStub {
  readonly apiKey = modelStubKey;
  readonly calls: StubCall[] = [];
  /** Idempotency keys in the order of charging; one that was charged twice stands here twice. */
  readonly billedKeys: string[] = [];
  options: StubOptions;
  readonly #stored = new Map<string, Promise<Reply>>();
  #scripts: Script[] = [];
  #port = 0;
  #server = createServer();

  constructor(options: StubOptions = {}) {
    this.options = options;
  }

  async start(port = this.options.port ?? 0): Promise<this> {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  readonly stop = async (): Promise<void> => {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  };

  /** From a stop on connections are refused; this ends it, at the same address. */
  async comeBack(): Promise<void> {
    await this.start(this.#port);
  }

  /** The next requests that hold this text get these answers, before `options.answer` is asked. */
  script(match: string, ...answers: StubAnswer[]): void {
    this.#scripts.push({ match, answers });
  }

  reset(options: StubOptions = {}): void {
    this.options = options;
    this.calls.length = 0;
    this.billedKeys.length = 0;
    this.#stored.clear();
    this.#scripts = [];
  }

  #next(request: StubRequest, nth: number): StubAnswer {
    const script = this.#scripts.find(
      ({ match, answers }) =>
        answers.length > 0 && (request.user.includes(match) || request.system.includes(match)),
    );
    return script?.answers.shift() ?? this.options.answer?.(request, nth) ?? {};
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    try {
      const body = await textOf(request);
      const path = request.url ?? "/";
      if (path === "/script" || path === "/calls") return send(response, this.#control(path, request, body));
      if (request.headers.authorization !== `Bearer ${this.apiKey}`) {
        return send(response, failure(401, "invalid_api_key"));
      }
      if (path.endsWith("/models")) return send(response, json(200, { object: "list", data: [] }));
      if (!path.endsWith("/chat/completions")) return send(response, failure(404, "not_found"));
      await this.#complete(readRequest(body, request), response, gone.signal);
    } catch (error) {
      if (!response.destroyed) send(response, failure(500, `stub: ${String(error)}`));
    }
  }

  /** For journeys, which have the stub in another process. */
  #control(path: string, { method }: IncomingMessage, body: string): Reply {
    if (path === "/calls") return json(200, { calls: this.calls, billedKeys: this.billedKeys });
    if (method !== "POST") return failure(405, "method_not_allowed");
    const { match = "", answers = [] } = JSON.parse(body) as Partial<Script>;
    this.script(match, ...answers);
    return json(200, { queued: answers.length });
  }

  async #complete(request: StubRequest, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const nth = this.calls.length;
    const call: StubCall = {
      ...request,
      ...{ at: Date.now(), outcome: null, wasBilled: false, wasReplayed: false },
    };
    this.calls.push(call);
    const { honoursKeys = true, latencyMs = 0, isObedient = false } = this.options;
    const known =
      honoursKeys && request.idempotencyKey ? this.#stored.get(request.idempotencyKey) : undefined;
    if (known) {
      call.wasReplayed = true;
      call.outcome = "replayed";
      const { headers, ...reply } = await known;
      return send(response, { ...reply, headers: { ...headers, "idempotent-replayed": "true" } });
    }
    const answer = this.#next(request, nth);
    const free = unbilled(answer);
    const delayMs = answer.delayMs ?? latencyMs;
    if (free) {
      await pause(delayMs, gone);
      call.outcome = answer.fault ?? "answered";
      return free === "refused" ? void response.socket?.destroy() : send(response, free);
    }
    // What is worked out is charged, whoever hears of it.
    const reply = completionOf(request, answer, nth, isObedient);
    call.wasBilled = true;
    this.billedKeys.push(request.idempotencyKey ?? "");
    const ready = pause(delayMs, gone).then(() => reply);
    if (request.idempotencyKey) this.#stored.set(request.idempotencyKey, ready);
    await ready;
    call.outcome = answer.fault ?? "answered";
    if (answer.fault === "silence") await pause(answer.ms ?? 600_000, gone);
    if (gone.aborted) return;
    if (answer.fault === "reset") return cutShort(response, reply);
    send(response, reply);
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  // Without a length: a caller has to count for himself.
  response.writeHead(status, headers);
  response.end(body);
}

function cutShort(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  // Not at once, or the caller drops what has come as well.
  response.write(body.slice(0, body.length >> 1), () =>
    setTimeout(() => response.socket?.resetAndDestroy(), 20),
  );
}

export async function startModelStub(options: StubOptions = {}): Promise<ModelStub> {
  return new ModelStub(options).start();
}
