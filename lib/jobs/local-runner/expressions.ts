import { Environment } from "@marcbachmann/cel-js";

/** A CEL expression of a function's options, such as `event.data.orgId`. What it cannot find, it does not know. */
export interface Expression {
  /** As text; undefined when what it names is missing or is no single value. */
  value(event: unknown): string | undefined;
  /** Whether it holds for a run's event and another one that came later (`async`). */
  holds(event: unknown, later: unknown): boolean;
}

const ofEvent = new Environment().registerVariable("event", "map");
const ofTwoEvents = ofEvent.clone().registerVariable("async", "map");

/**
 * @param variables "event", or also "async" where two events are compared
 * @throws Error that says what is wrong with the text
 */
export function expression(text: string, variables: "event" | "event and async"): Expression {
  const parsed = (variables === "event" ? ofEvent : ofTwoEvents).parse(text);
  const { valid, error } = parsed.check();
  if (!valid) throw new Error(error?.message.split("\n")[0] ?? "it is no expression");
  const evaluate = (context: Record<string, unknown>): unknown => {
    try {
      return parsed(context);
    } catch {
      return undefined;
    }
  };
  return {
    value(event) {
      const value = evaluate({ event });
      return ["string", "number", "bigint", "boolean"].includes(typeof value) ? String(value) : undefined;
    },
    holds: (event, later) => evaluate({ event, async: later }) === true,
  };
}
