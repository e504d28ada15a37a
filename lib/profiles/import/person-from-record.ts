import type { z } from "zod";
import { NewProfile } from "../schema";
import type { ProfileFault, ReadPerson } from "./import-report";
import { type ProfileRecord, readRecord } from "./record";

/** Why and how long the people of an import are kept. */
export interface ImportTerms {
  readonly purpose: string;
  /** ISO date. */
  readonly retainUntil: string;
}

/** Where in the file a place in the record stands. */
export type ColumnOf = (path: string) => string;

type Issue = z.core.$ZodIssue;

/** Names of ours for what a fault is about, when the file does not name it at all. */
function sizeFault(issue: Extract<Issue, { code: "too_big" }>): readonly [string, string] {
  const most = Number(issue.maximum).toLocaleString("en-US");
  if (issue.origin === "string") return [`is longer than ${most} characters.`, "Shorten it."];
  if (issue.origin === "array")
    return [`has more than ${most} entries.`, "Leave out the oldest or least important."];
  return [`is above ${issue.maximum}.`, "Check the figure."];
}

function sentenceOf(issue: Issue, isMissing: boolean): readonly [string, string] {
  if (isMissing) return ["is missing.", "Fill it in; without it the person cannot be told from others."];
  if (issue.code === "too_big") return sizeFault(issue);
  if (issue.code === "too_small") {
    return issue.origin === "string"
      ? ["is empty.", "Fill it in, or leave the whole entry out."]
      : [`is below ${issue.minimum}.`, "Check the figure."];
  }
  if (issue.code === "invalid_type")
    return [`should be ${issue.expected === "string" ? "text" : `a ${issue.expected}`}.`, "Write it so."];
  return ["is not what stands here usually.", "Check it against the documented columns."];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** The nearest place that the record itself names. */
function sourceOfPath(sources: ReadonlyMap<string, string>, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const source = sources.get(path.slice(0, length).join("."));
    if (source !== undefined) return [source, ...path.slice(length)].join(".");
  }
  return path.join(".");
}

/** A parsed record as a profile, or with what is wrong with it. */
export function personFromRecord(
  record: ProfileRecord,
  line: number,
  terms: ImportTerms,
  columnOf: ColumnOf = (path) => path,
): ReadPerson {
  const { externalId, content, faults, unknownKeys, sourceOf } = readRecord(record);
  const given = { externalId, content, ...terms };
  const parsed = NewProfile.safeParse(given);
  const found: ProfileFault[] = faults.map(({ path, message, hint }) => ({
    line,
    column: columnOf(path),
    message,
    hint,
  }));
  for (const issue of parsed.error?.issues ?? []) {
    const value = valueAt(given, issue.path);
    const path = issue.path.filter((part) => part !== "content").map(String);
    const column = columnOf(sourceOfPath(sourceOf, path));
    const [rest, hint] = sentenceOf(issue, value === null || value === undefined);
    found.push({ line, column, message: `"${column}" ${rest}`, hint });
  }
  return { line, profile: found.length === 0 ? (parsed.data ?? null) : null, faults: found, unknownKeys };
}
