import type { z } from "zod";

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

type Issue = z.core.$ZodRawIssue;

function wantedKind({ input, expected }: Issue & { readonly expected?: unknown }): string {
  const kind = kinds[String(expected)] ?? "another value";
  return input === undefined ? `This is missing: give ${kind}.` : `Give ${kind}.`;
}

function beyond(issue: Issue, word: "least" | "most", bound: unknown): string {
  const unit = { string: " characters", array: " items" }[String(issue.origin)] ?? "";
  return `Give at ${word} ${String(bound)}${unit}.`;
}

/** What is wrong with a part of a request, where its schema has no sentence of its own for it. */
export const sentences: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "unrecognized_keys":
      return `${issue.keys.join(", ")}: there is no such part here. Leave it out.`;
    case "invalid_type":
      return wantedKind(issue);
    case "invalid_value":
      return `Give one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_format":
      return issue.format === "uuid" ? "Give an id, as the API has it in its answers." : undefined;
    case "too_small":
      return beyond(issue, "least", issue.minimum);
    case "too_big":
      return beyond(issue, "most", issue.maximum);
    default:
      return undefined;
  }
};
