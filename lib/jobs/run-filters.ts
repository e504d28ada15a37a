import { z } from "zod";
import { runStatuses } from "@/db/enums";
import { type LinkParams, readQuery } from "@/lib/http/link-query";

/** Whose runs: the organization's, or those of the whole installation for its operators. */
export const runScopes = ["organization", "installation"] as const;
export type RunScope = (typeof runScopes)[number];

/** PostgreSQL takes no text with NUL in it. */
const Text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !text.includes("\0"));

/** As a form's field for date and time writes it; here always UTC. */
const Moment = z
  .string()
  .regex(/^(19|20|21)\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/)
  .refine(isInCalendar);

/** `Date` takes the 31st of a short month for a day of the next one. */
function isInCalendar(text: string): boolean {
  const date = new Date(utcText(text));
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function utcText(moment: string): string {
  return moment.includes("T") ? `${moment}Z` : `${moment}T00:00Z`;
}

const filterShape = {
  status: z.enum(runStatuses).optional(),
  /** A function by its name without the application's, such as `map-roles`. */
  function: Text(100).optional(),
  job: z.uuid().optional(),
  by: z.uuid().optional(),
  /** In the scope of the installation: an organization's id, or none for runs that a clock started. */
  org: z.union([z.literal("none"), z.uuid()]).optional(),
  /** The name under which an error was stored. */
  error: Text(200).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** Part of an error's message, in any case. */
  q: Text(200).default(""),
};

/** What narrows a list of runs. */
export const RunFilter = z.strictObject(filterShape);
export type RunFilter = z.infer<typeof RunFilter>;

/** A place in the list, newest first: microseconds since 1970, and the run. */
const cursorPattern = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What a link to the jobs page holds. */
export const RunQuery = z.object({
  ...filterShape,
  scope: z.enum(runScopes).default("organization"),
  after: z.string().regex(cursorPattern).optional(),
});
export type RunQuery = z.infer<typeof RunQuery>;

export function cursorOf(query: Pick<RunQuery, "after">): { microseconds: string; id: string } | undefined {
  const [, microseconds, id] = cursorPattern.exec(query.after ?? "") ?? [];
  return microseconds && id ? { microseconds, id } : undefined;
}

export function momentOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(utcText(text));
}

/** Nothing can have been queued between them. */
export function isBackwards({ from, to }: Pick<RunQuery, "from" | "to">): boolean {
  const [since, until] = [momentOf(from), momentOf(to)];
  return since !== undefined && until !== undefined && since >= until;
}

/** What narrows the list beside status and scope, which have links of their own. */
const fieldNames = ["q", "function", "job", "by", "org", "error", "from", "to"] as const;

export function narrowingFields(query: RunQuery): string[] {
  return fieldNames.filter((name) => query[name] !== undefined && query[name] !== "");
}

export function filterOf(query: RunQuery): RunFilter {
  const { scope: _, after: __, ...filter } = query;
  return filter;
}

/** What means nothing is left out, and said so. */
export function readRunQuery(params: LinkParams): { query: RunQuery; isDamaged: boolean } {
  return readQuery(RunQuery, params);
}

/** A link that differs from the present one in these; null takes a part out. Another filter begins at the newest. */
export function runsHref(
  present: RunQuery,
  changes: Readonly<Partial<Record<keyof RunQuery, string | null>>> = {},
): string {
  const merged: Readonly<Record<string, unknown>> = { ...present, after: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) {
    const isUsual = value === "" || (name === "scope" && value === "organization");
    if (value !== undefined && value !== null && !isUsual) params.set(name, String(value));
  }
  return params.size > 0 ? `/admin/jobs?${params}` : "/admin/jobs";
}
