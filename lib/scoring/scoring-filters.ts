import { z } from "zod";
import { scoringOutcomes, scoringStatuses } from "@/db/enums";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { errorFilters, type ScoringJobFilter } from "./schema";

/** The only orders there are; a keyset index stands behind each. */
export const scoringSorts = ["newest", "score", "cost"] as const;
export type ScoringSort = (typeof scoringSorts)[number];

const cursorPattern =
  /^(newest|score|cost)_(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Which part of the list, in which order. */
export const ScoringPage = z.strictObject({
  sort: z.enum(scoringSorts).default("newest"),
  after: z.string().regex(cursorPattern, "This page link is damaged. Open the list anew.").optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type ScoringPage = z.infer<typeof ScoringPage>;

export interface ScoringPlace {
  readonly key: string;
  readonly id: string;
}

export function cursorFor(sort: ScoringSort, { key, id }: ScoringPlace): string {
  return `${sort}_${key}_${id}`;
}

/** Undefined for the first page, and for a cursor that belongs to another order. */
export function placeOf({ sort, after }: Pick<ScoringPage, "sort" | "after">): ScoringPlace | undefined {
  const [, of, key, id] = cursorPattern.exec(after ?? "") ?? [];
  return of === sort && key && id ? { key, id } : undefined;
}

/** How far back the figures above the list reach. */
export const dashboardDays = ["7", "30", "90"] as const;

const share = z.coerce.number().min(0).max(100);
const yes = z.literal("yes").optional();

/** What a link to the list holds; shares of the scale in percent, as people type them. */
export const ScoringQuery = z.object({
  status: z.enum(scoringStatuses).optional(),
  template: z.uuid().optional(),
  profile: z.uuid().optional(),
  batch: z.uuid().optional(),
  candidate: z.uuid().optional(),
  outcome: z.enum(scoringOutcomes).optional(),
  error: z.enum(errorFilters).optional(),
  from: share.optional(),
  to: share.optional(),
  unscored: yes,
  flagged: yes,
  sort: z.enum(scoringSorts).default("newest"),
  after: z.string().regex(cursorPattern).optional(),
  /** Of the figures above the list. */
  days: z.enum(dashboardDays).default("30"),
});
export type ScoringQuery = z.infer<typeof ScoringQuery>;

/** What means nothing is left out, and said so. */
export function readScoringQuery(params: LinkParams): { query: ScoringQuery; isDamaged: boolean } {
  return readQuery(ScoringQuery, params);
}

export function filterOf(query: ScoringQuery): ScoringJobFilter {
  const filter: ScoringJobFilter = {
    status: query.status,
    templateId: query.template,
    profileId: query.profile,
    batchId: query.batch,
    candidateId: query.candidate,
    outcome: query.outcome,
    errorClass: query.error,
    minShare: query.from === undefined ? undefined : query.from / 100,
    maxShare: query.to === undefined ? undefined : query.to / 100,
    isUnscored: query.unscored === "yes" ? true : undefined,
    isFlagged: query.flagged === "yes" ? true : undefined,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** What narrows the list beside status, order and batch, which have links of their own. */
const fieldNames = [
  "template",
  "profile",
  "candidate",
  "outcome",
  "error",
  "from",
  "to",
  "unscored",
  "flagged",
] as const;

export function narrowingFields(query: ScoringQuery): string[] {
  return fieldNames.filter((name) => query[name] !== undefined);
}

/** A link that differs from the present one in these; null takes a part out. Another filter begins at the first page. */
export function scoringHref(
  present: ScoringQuery,
  changes: Readonly<Partial<Record<keyof ScoringQuery, string | null>>> = {},
): string {
  const merged: Readonly<Record<string, unknown>> = { ...present, after: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) {
    const isUsual = (name === "sort" && value === "newest") || (name === "days" && value === "30");
    if (value !== undefined && value !== null && !isUsual) params.set(name, String(value));
  }
  return params.size > 0 ? `/scoring?${params}` : "/scoring";
}
