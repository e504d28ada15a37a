import type { z } from "zod";
import { parseJson } from "@/lib/json";
import type { ModelErrorCode } from "./port";

/** What came back, as the wire had it. */
export interface WireAnswer {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: string | null;
}

export type CheckedReply<T> =
  | { readonly isSound: true; readonly value: T }
  | { readonly isSound: false; readonly code: ModelErrorCode; readonly faults: readonly string[] };

const mostFaults = 20;

const unsound = (code: ModelErrorCode, ...faults: string[]): CheckedReply<never> => ({
  ...{ isSound: false, code, faults },
});

/** Servers without structured output like to wrap JSON in a fence. */
function unfenced(content: string): string {
  const [, inside] = /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(content) ?? [];
  return inside ?? content;
}

const isRange = ({ code, origin }: { readonly code?: string; readonly origin?: unknown }) =>
  (code === "too_big" || code === "too_small") && (origin === "number" || origin === "int");

/** Whether an answer is whole and fulfils its schema; else what is wrong with it, in words the model can act on. */
export function checkReply<T>(answer: WireAnswer, schema: z.ZodType<T>): CheckedReply<T> {
  if (answer.refusal || answer.finishReason === "content_filter") return unsound("refused");
  if (answer.finishReason === "length")
    return unsound("cut_off", "The answer was too long and was cut off. Answer more briefly.");
  const content = answer.content?.trim() ?? "";
  if (content === "") return unsound("empty_answer", "The answer was empty.");
  const value = parseJson(unfenced(content));
  if (value === undefined) return unsound("not_json", "The answer is not valid JSON.");
  const parsed = schema.safeParse(value);
  if (parsed.success) return { isSound: true, value: parsed.data };
  const { issues } = parsed.error;
  const faults = issues
    .slice(0, mostFaults)
    .map(({ path, message }) => `${path.map(String).join(".") || "answer"}: ${message}`);
  return unsound(issues.every(isRange) ? "out_of_range" : "wrong_schema", ...faults);
}
