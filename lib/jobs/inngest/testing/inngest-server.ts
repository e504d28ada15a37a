import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { InngestServer } from "../../engine";
import { bearerOf, canonicalJson, signatureOf } from "./signature";
import { Ops, type StandInFunction, StandInRun } from "./stand-in-run";

/** The door of the application under test. */
export type CallApp = (request: Request) => Promise<Response>;

const Events = z.array(z.looseObject({ id: z.string(), name: z.string(), data: z.looseObject({}) }));
export type StandInEvent = z.infer<typeof Events>[number];

const Sync = z.object({
  functions: z.array(
    z.looseObject({
      id: z.string(),
      triggers: z.array(z.object({ event: z.string().optional(), cron: z.string().optional() })),
      steps: z.object({ step: z.object({ retries: z.object({ attempts: z.number() }).optional() }) }),
      cancel: z.array(z.object({ event: z.string() })).optional(),
    }),
  ),
});

const Checkpoint = z.object({ steps: Ops });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const refused = (status: number): Answer => ({ status, body: { error: "refused", status } });

/**
 * Stands in for an Inngest server, from its public specification: takes events at `/e/<key>`, asks the application for
 * its functions and drives them with signed calls. It waits for nothing: back-offs and sleeps are over at once.
 */
export class StandInServer {
  readonly signingKey = `signkey-test-${randomBytes(32).toString("hex")}`;
  readonly eventKey = randomBytes(24).toString("base64url");
  /** Every event that was accepted, without those that came twice. */
  readonly events: StandInEvent[] = [];
  readonly runs: StandInRun[] = [];
  /** What is answered to the next events instead of taking them. */
  nextStatus = 200;
  private readonly watchers = new Set<() => Promise<unknown>>();
  private readonly http = createServer();
  private readonly waiting: StandInEvent[] = [];
  private functions: StandInFunction[] = [];
  private callApp: CallApp = async () => new Response(null, { status: 503 });
  private baseUrl = "";

  async start(): Promise<void> {
    this.http.on("request", async (request, response) => {
      const { url = "", headers } = request;
      const { status, body } = this.answer(url, headers.authorization, await text(request));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
    const { port } = this.http.address() as AddressInfo;
    this.baseUrl = `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
  }

  /** As the application's environment names it. */
  get settings(): InngestServer {
    const { baseUrl, eventKey, signingKey } = this;
    return { isDev: false, baseUrl, eventKey, signingKey, signingKeyFallback: undefined };
  }

  /** Asks the application for its functions, as a sync from the dashboard does. */
  async connect(callApp: CallApp): Promise<void> {
    this.callApp = callApp;
    const url = "http://app.internal/api/inngest";
    const response = await this.call("PUT", url, { url }, { "x-inngest-sync-kind": "in_band" });
    this.functions = Sync.parse(await response.json()).functions.map(({ id, triggers, steps, cancel }) => ({
      id,
      events: triggers.flatMap(({ event }) => event ?? []),
      maxAttempts: (steps.step.retries?.attempts ?? 3) + 1,
      cancelledBy: cancel?.map(({ event }) => event) ?? [],
    }));
  }

  get functionIds(): string[] {
    return this.functions.map(({ id }) => id);
  }

  /** Loses its memory of events, as a server without a disk does when it is started again. */
  forget(): void {
    this.events.length = 0;
    this.waiting.length = 0;
  }

  /** Calls back after each answer of the application. @returns what ends that */
  watch(look: () => Promise<unknown>): () => void {
    this.watchers.add(look);
    return () => this.watchers.delete(look);
  }

  /** Drives all runs that accepted events ask for, and those that come of them, to their end. */
  async settle(): Promise<void> {
    for (let event = this.waiting.shift(); event; event = this.waiting.shift()) {
      for (const fn of this.functions) {
        if (fn.events.includes(event.name)) await this.run(fn, event);
      }
    }
  }

  /** Starts one function for an event, as a tick of a clock or a second delivery does. */
  async run(fn: StandInFunction, event: StandInEvent): Promise<StandInRun> {
    const run = new StandInRun(fn, event, async (target, body) => {
      const url = `http://app.internal/api/inngest?fnId=${fn.id}&stepId=${target}`;
      const response = await this.call("POST", url, body, {});
      for (const look of this.watchers) await look();
      return response;
    });
    this.runs.push(run);
    await run.drive();
    const failure = this.functions.find(({ id }) => id === `${fn.id}-failure`);
    if (run.end === "failed" && failure) {
      const data = { function_id: fn.id, run_id: run.id, error: run.error, event };
      await this.run(failure, { id: randomUUID(), name: "inngest/function.failed", data });
    }
    return run;
  }

  find(functionId: string): StandInFunction {
    const fn = this.functions.find(({ id }) => id === functionId);
    if (!fn) throw new Error(`The application told of no function "${functionId}".`);
    return fn;
  }

  private answer(path: string, authorization: string | undefined, body: string): Answer {
    if (this.nextStatus !== 200) return refused(this.nextStatus);
    const [, runId] = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(path) ?? [];
    if (runId) return this.keepSteps(runId, authorization, body);
    if (!path.startsWith("/e/")) return refused(404);
    if (path !== `/e/${this.eventKey}`) return refused(401);
    const events = Events.parse(JSON.parse(body));
    this.accept(events);
    return { status: 200, body: { ids: events.map(({ id }) => id), status: 200 } };
  }

  /** Steps that the SDK reports while the function goes on. */
  private keepSteps(runId: string, authorization: string | undefined, body: string): Answer {
    if (authorization !== `Bearer ${bearerOf(this.signingKey)}`) return refused(401);
    const run = this.runs.find(({ id }) => id === runId);
    if (!run) return refused(404);
    run.keep(Checkpoint.parse(JSON.parse(body)).steps);
    return { status: 200, body: {} };
  }

  private accept(events: readonly StandInEvent[]): void {
    for (const event of events) {
      if (this.events.some(({ id }) => id === event.id)) continue;
      this.events.push(event);
      this.waiting.push(event);
      for (const run of this.runs) run.hear(event);
    }
  }

  /** A signed call; the answer must be signed as well. */
  private async call(
    method: string,
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> {
    const signature = signatureOf(canonicalJson(body), this.signingKey, new Date());
    const response = await this.callApp(
      new Request(url, {
        method,
        headers: { "content-type": "application/json", "x-inngest-signature": signature, ...headers },
        body: JSON.stringify(body),
      }),
    );
    const said = await response.clone().text();
    const sign = response.headers.get("x-inngest-signature") ?? "";
    const at = new Date(Number(new URLSearchParams(sign).get("t")) * 1_000);
    if (sign !== signatureOf(said, this.signingKey, at)) {
      throw new Error(`The application's answer (${response.status}) is not signed: ${said}`);
    }
    return response;
  }
}

/** A server that is listening; ends with `stop`. */
export async function startStandInServer(): Promise<StandInServer> {
  const server = new StandInServer();
  await server.start();
  return server;
}
