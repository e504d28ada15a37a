import { createHash } from "node:crypto";
import { z } from "zod";
import { isJobEventName, type JobEventName } from "../events";
import { durationMs } from "./durations";
import { type Expression, expression } from "./expressions";

/** At most `limit` runs are worked on at once: of the function, or of those with the same key. */
export interface SlotRule {
  readonly limit: number;
  readonly key: Expression | undefined;
  /** The key counts across functions (Inngest's scopes `env` and `account`, which are one on one machine). */
  readonly isShared: boolean;
}

/** The slots a run needs while it is worked on; limit and key stand at the same place, sorted by key. */
export interface Slots {
  readonly keys: readonly string[];
  readonly limits: readonly number[];
}

/** An event that ends a run of the same organization. */
export interface CancelRule {
  readonly event: JobEventName;
  readonly condition: Expression | undefined;
  /** It counts only for this long after the run was created. */
  readonly withinMs: number | undefined;
}

/** What an option asks for is not done here; the message goes on after `sets "<option>" `. */
export class OptionFault extends Error {}

const ConcurrencyRule = z.strictObject({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});
const Concurrency = z.union([
  z.number().int().min(0),
  ConcurrencyRule,
  z.array(ConcurrencyRule).min(1).max(2),
]);
const CancelOn = z.array(
  z.strictObject({
    event: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
    if: z.string().optional(),
    match: z.string().optional(),
    timeout: z.union([z.string(), z.number().positive()]).optional(),
  }),
);

function parsed<T>(schema: z.ZodType<T>, option: unknown): T {
  const result = schema.safeParse(option);
  if (result.success) return result.data;
  throw new OptionFault("to something it does not understand");
}

function readExpression(text: string, variables: "event" | "event and async"): Expression {
  try {
    return expression(text, variables);
  } catch (error) {
    throw new OptionFault(`with the expression "${text}" (${error instanceof Error ? error.message : "?"})`);
  }
}

/** Rules that limit something; a limit of 0 is none, as Inngest has it. */
export function readConcurrency(option: unknown): SlotRule[] {
  if (option === undefined) return [];
  const value = parsed(Concurrency, option);
  const rules = typeof value === "number" ? [{ limit: value }] : Array.isArray(value) ? value : [value];
  return rules.filter(({ limit }) => limit > 0).map(readRule);
}

function readRule({ limit, key, scope = "fn" }: z.infer<typeof ConcurrencyRule>): SlotRule {
  const isShared = scope !== "fn";
  if (isShared && key === undefined) throw new OptionFault(`with the scope "${scope}" but without a key`);
  return { limit, key: key === undefined ? undefined : readExpression(key, "event"), isShared };
}

export function readIdempotency(option: unknown): Expression | undefined {
  return option === undefined ? undefined : readExpression(parsed(z.string(), option), "event");
}

export function readCancelOn(option: unknown): CancelRule[] {
  if (option === undefined) return [];
  return parsed(CancelOn, option).map(({ event, if: condition, match, timeout }) => {
    if (!isJobEventName(event)) throw new OptionFault(`to "${event}", which is no job event of this product`);
    const text = match === undefined ? condition : `event.${match} == async.${match}`;
    const withinMs = typeof timeout === "string" ? durationMs(timeout) : timeout;
    if (timeout !== undefined && withinMs === undefined) {
      throw new OptionFault(`with the timeout "${timeout}" (durations such as 1h30m are understood)`);
    }
    return { event, condition: text ? readExpression(text, "event and async") : undefined, withinMs };
  });
}

const longestValue = 200;

/** A key without a value is one value of its own: such runs share the rule's slots. */
function slotKey(functionId: string, index: number, rule: SlotRule, event: unknown): string {
  const value = rule.key?.value(event) ?? "";
  const short = value.length > longestValue ? createHash("sha256").update(value).digest("hex") : value;
  return rule.isShared ? `*/*/${short}` : `${functionId}/${index}/${short}`;
}

/** The slots that a run for this event needs. Where two rules come to the same key, the narrower one holds. */
export function slotsOf(functionId: string, rules: readonly SlotRule[], event: unknown): Slots {
  const limits = new Map<string, number>();
  rules.forEach((rule, index) => {
    const key = slotKey(functionId, index, rule, event);
    limits.set(key, Math.min(rule.limit, limits.get(key) ?? rule.limit));
  });
  const sorted = [...limits].sort(([a], [b]) => (a < b ? -1 : 1));
  return { keys: sorted.map(([key]) => key), limits: sorted.map(([, limit]) => limit) };
}
