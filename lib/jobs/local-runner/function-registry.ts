import type { InngestFunction } from "inngest";
import { isJobEventName, type JobEventName } from "../events";

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
  /** The function that runs when this one has failed for good. */
  readonly failureId: string | undefined;
}

export interface FunctionRegistry {
  find(functionId: string): KnownFunction | undefined;
  listeningTo(event: JobEventName): readonly KnownFunction[];
  readonly all: readonly KnownFunction[];
}

const defaultRetries = 3;
/** The SDK configures every failure function with one retry. */
const failureRetries = 1;
const knownOptions = new Set(["id", "name", "description", "triggers", "retries", "onFailure"]);
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

function describe(fn: InngestFunction.Any): KnownFunction[] {
  for (const [option, value] of Object.entries(fn.opts)) {
    if (value !== undefined && !knownOptions.has(option)) refuse(fn.id(), `sets "${option}"`);
  }
  const id = fn.id(inngestAppId);
  const retries: unknown = fn.opts.retries;
  const maxAttempts = (typeof retries === "number" ? retries : defaultRetries) + 1;
  const failureId = fn.opts.onFailure ? `${id}-failure` : undefined;
  const main = { id, maxAttempts, ...readTriggers(fn), failureId };
  if (!failureId) return [main];
  const failure = {
    id: failureId,
    maxAttempts: failureRetries + 1,
    events: [],
    crons: [],
    failureId: undefined,
  };
  return [main, failure];
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
    listeningTo: (event) => all.filter((fn) => fn.events.includes(event)),
  };
}
