import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { z } from "zod";
import { type JobEvent, parseJobEvent } from "../events";
import { silentLogger } from "../silent-logger";
import { inngestAppId } from "./function-registry";
import type { HandlerReply } from "./protocol-answer";

/** The memory of a step as the SDK wants it back. */
export type StepResult =
  | { readonly type: "data"; readonly data: unknown }
  | { readonly type: "error"; readonly error: { readonly name: string; readonly message: string } };

export interface HandlerCall {
  readonly functionId: string;
  /** Whose run it is; undefined for one that a clock started, which may send to any organization. */
  readonly orgId: string | undefined;
  readonly runId: string;
  readonly event: unknown;
  /** Failed tries so far of what is called. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly steps: Readonly<Record<string, StepResult>>;
  /** Hashes of the settled steps, oldest first. */
  readonly stack: readonly string[];
  /** One planned step, or the function from its beginning. */
  readonly target: string | undefined;
  /** Only say which steps there are; run none but the target. */
  readonly isPlanningOnly: boolean;
  /**
   * Told of each step that is done, the function waiting until it is kept: whether it may go on. Without it the
   * function stops after a step and is called anew.
   */
  readonly keepSteps?: KeepSteps;
}

/** @param steps as the SDK hands them over @param sent by these steps */
export type KeepSteps = (steps: unknown, sent: readonly SentEvent[]) => Promise<boolean>;

/** An event that a step sent; it becomes real with the step's result, not before. */
export interface SentEvent extends JobEvent {
  readonly id: string;
}

export interface HandlerOutcome {
  readonly reply: HandlerReply;
  readonly sent: readonly SentEvent[];
}

export type CallHandler = (call: HandlerCall) => Promise<HandlerOutcome>;

const SentEvents = z.array(
  z.looseObject({ name: z.string(), data: z.unknown(), id: z.string().nullish(), ts: z.number().nullish() }),
);
const farAheadMs = 60_000;

/** What a call has to do with the SDK's requests. */
interface CallAtHand {
  readonly orgId: string | undefined;
  readonly keepSteps: KeepSteps | undefined;
  /** Sent by steps that are not kept yet. */
  readonly sent: SentEvent[];
}

function readSentEvent(given: z.infer<typeof SentEvents>[number], orgId: string | undefined): SentEvent {
  const { name, id, ts } = given;
  if (id) throw new Error(`"${name}" was sent with an id of its own, which the local runner would drop.`);
  if (ts && ts > Date.now() + farAheadMs) {
    throw new Error(`"${name}" was sent for later; use step.sleepUntil before sending it.`);
  }
  const event = parseJobEvent(name, given.data);
  if (orgId && event.data.orgId !== orgId) throw new Error(`"${name}" was sent for another organization.`);
  return { id: randomUUID(), ...event };
}

const callsAtHand = new AsyncLocalStorage<CallAtHand>();
const Checkpoint = z.object({ steps: z.unknown() });

/** Answers the SDK's own requests instead of sending them out: events that a step sends, and steps that are done. */
async function answerSdk(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  const call = callsAtHand.getStore();
  const body: unknown = JSON.parse(String(init?.body ?? "null"));
  if (/\/v1\/checkpoint\/[^/]+\/async$/.test(String(address)) && call?.keepSteps) {
    const mayGoOn = await call.keepSteps(Checkpoint.parse(body).steps, call.sent.splice(0));
    // To a conflict the SDK ends the call and runs no further step; anything else it would try again.
    return Response.json({}, { status: mayGoOn ? 200 : 409 });
  }
  return keepSentEvents(body, call);
}

function keepSentEvents(body: unknown, call: CallAtHand | undefined): Response {
  try {
    if (!call) throw new Error("Events can be sent from within a step only (step.sendEvent).");
    const events = SentEvents.parse(body).map((event) => readSentEvent(event, call.orgId));
    call.sent.push(...events);
    return Response.json({ ids: events.map((event) => event.id), status: 200 });
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return Response.json({ error: sentence, status: 400 }, { status: 400 });
  }
}

/**
 * The functions behind Inngest's own handler, called in this process. The serving client decides mode, `fetch` and
 * logger, whichever client made the functions. It is a dev client and hence unsigned: never mount it on a route.
 */
export function sdkHandler(functions: readonly InngestFunction.Any[]): CallHandler {
  const client = new Inngest({
    id: inngestAppId,
    isDev: true,
    fetch: answerSdk,
    logger: silentLogger,
    // It would follow every call for what models cost; our functions call none through the SDK.
    aiMetadata: false,
  });
  const handle = serve({ client, functions });
  return async (call) => {
    const address = new URL("http://worker.internal/api/inngest");
    address.searchParams.set("fnId", call.functionId);
    address.searchParams.set("stepId", call.target ?? "step");
    const request = new Request(address, {
      method: "POST",
      headers: { "content-type": "application/json", host: address.host },
      body: JSON.stringify(requestBody(call)),
    });
    const sent: SentEvent[] = [];
    const reply = await callsAtHand.run({ orgId: call.orgId, keepSteps: call.keepSteps, sent }, async () => {
      const response = await handle(request);
      const text = await response.text();
      const body: unknown = text === "" ? null : JSON.parse(text);
      return { status: response.status, headers: response.headers, body };
    });
    return { reply, sent };
  };
}

function requestBody(call: HandlerCall) {
  return {
    version: 2,
    event: call.event,
    events: [call.event],
    steps: call.steps,
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.isPlanningOnly,
      use_api: false,
      stack: { stack: call.stack, current: call.stack.length },
      // With these two the SDK hands over each step as it is done and goes on ("checkpointing").
      ...(call.keepSteps && { fn_id: call.functionId, qi_id: call.runId }),
    },
  };
}
