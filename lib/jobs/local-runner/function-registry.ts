import type { InngestFunction } from "inngest";
import { isJobEventName, type JobEventName } from "../events";
import type { Expression } from "./expressions";
import {
  type CancelRule,
  OptionFault,
  readCancelOn,
  readConcurrency,
  readIdempotency,
  type Slots,
  slotsOf,
} from "./function-options";

/** The application's id towards Inngest; with it each function's full id begins. */
export const inngestAppId = "opportune";

/** What the runner needs to know of a function. */
export interface KnownFunction {
  /** With the application's prefix, as the SDK's handler wants it. */
  readonly id: string;
  /** Tries of a step or of the whole call: one more than the retries. */
  readonly maxAttempts: number;
  readonly events: readonly JobEventName[];
  /** Five fields, UTC. */
  readonly crons: readonly string[];
  /** The slots that a run for this event needs while it is worked on. */
  slotsFor(event: unknown): Slots;
  /** Of two runs with the same key within a day only the first is started. */
  readonly idempotency: Expression | undefined;
  readonly cancelRules: readonly CancelRule[];
}

export interface FunctionRegistry {
  find(functionId: string): KnownFunction | undefined;
  /** The function that runs when this one has failed for good. */
  failureOf(functionId: string): KnownFunction | undefined;
  listeningTo(event: JobEventName): readonly KnownFunction[];
  /** Functions whose runs this event may end. */
  cancelledBy(event: JobEventName): readonly KnownFunction[];
  readonly all: readonly KnownFunction[];
}

const defaultRetries = 3;
/** The SDK configures every failure function with one retry. */
const failureRetries = 1;
/** What the SDK adds to a function's id to name its failure function. */
const failureSuffix = "-failure";
const knownOptions = new Set([
  ...["id", "name", "description", "triggers", "retries", "onFailure"],
  ...["concurrency", "idempotency", "cancelOn"],
]);
const noSlots: Slots = { keys: [], limits: [] };
const cronFields = /^(\S+\s+){4}\S+$/;

function refuse(functionId: string, fault: string): never {
  throw new Error(
    `The function "${functionId}" ${fault}. The local runner cannot honour that, so it does not start.`,
  );
}

interface Triggers {
  readonly events: JobEventName[];
  readonly crons: string[];
}

function eventName(event: unknown): string {
  return String(typeof event === "object" && event !== null ? Reflect.get(event, "name") : event);
}

function readTriggers(fn: InngestFunction.Any): Triggers {
  const found: Triggers = { events: [], crons: [] };
  const triggers: readonly Readonly<Record<string, unknown>>[] = fn.opts.triggers ?? [];
  for (const { cron, event, if: expression, jitter } of triggers) {
    if (expression !== undefined) refuse(fn.id(), "filters its events with an expression");
    if (jitter !== undefined) refuse(fn.id(), "asks for jitter");
    const name = eventName(event);
    if (typeof cron === "string") found.crons.push(utcCron(fn.id(), cron));
    else if (isJobEventName(name)) found.events.push(name);
    else refuse(fn.id(), `listens to "${name}", which is no job event of this product`);
  }
  if (found.events.length + found.crons.length === 0) refuse(fn.id(), "has no trigger");
  return found;
}

function utcCron(functionId: string, cron: string): string {
  const schedule = cron.replace(/^TZ=(Etc\/)?UTC\s+/, "").trim();
  if (!cronFields.test(schedule)) {
    refuse(functionId, `has the schedule "${cron}" (five fields in UTC are understood)`);
  }
  return schedule;
}

function readOption<T>(functionId: string, option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof OptionFault) refuse(functionId, `sets "${option}" ${error.message}`);
    throw error;
  }
}

function describe(fn: InngestFunction.Any): KnownFunction[] {
  for (const [option, value] of Object.entries(fn.opts)) {
    if (value !== undefined && !knownOptions.has(option)) refuse(fn.id(), `sets "${option}"`);
  }
  const id = fn.id(inngestAppId);
  const { retries, concurrency, idempotency, cancelOn, onFailure } = fn.opts;
  const slotRules = readOption(fn.id(), "concurrency", () => readConcurrency(concurrency));
  const main: KnownFunction = {
    id,
    maxAttempts: (retries ?? defaultRetries) + 1,
    ...readTriggers(fn),
    slotsFor: (event) => slotsOf(id, slotRules, event),
    idempotency: readOption(fn.id(), "idempotency", () => readIdempotency(idempotency)),
    cancelRules: readOption(fn.id(), "cancelOn", () => readCancelOn(cancelOn)),
  };
  return onFailure ? [main, failureFunction(id + failureSuffix)] : [main];
}

/** Runs when the main one has failed; the options of that one are not its own. */
function failureFunction(id: string): KnownFunction {
  return {
    id,
    maxAttempts: failureRetries + 1,
    events: [],
    crons: [],
    slotsFor: () => noSlots,
    idempotency: undefined,
    cancelRules: [],
  };
}

/**
 * Reads the functions' configurations.
 * @throws Error that names the function and the option when one asks for something this runner does not do.
 */
export function functionRegistry(functions: readonly InngestFunction.Any[]): FunctionRegistry {
  const all = functions.flatMap(describe);
  const byId = new Map(all.map((fn) => [fn.id, fn]));
  if (byId.size < all.length) throw new Error("Two functions have the same id.");
  return {
    all,
    find: (functionId) => byId.get(functionId),
    failureOf: (functionId) => byId.get(functionId + failureSuffix),
    listeningTo: (event) => all.filter((fn) => fn.events.includes(event)),
    cancelledBy: (event) => all.filter((fn) => fn.cancelRules.some((rule) => rule.event === event)),
  };
}
