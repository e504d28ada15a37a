import { z } from "zod";
import {
  type AggregateDimension,
  aggregateDimensions,
  type DecisionOrigin,
  type Tier,
  tiers,
} from "@/db/enums";
import type { AnalysisFlag, AnalysisSettings } from "./schema";

/** What screens and exports ask of a run, and what they get. */

export const sortDirections = ["asc", "desc"] as const;
export type SortDirection = (typeof sortDirections)[number];

export const resultSorts = [
  "rank",
  "title",
  "occupation",
  "headcount",
  "exposure",
  "coverage",
  "reach",
  "impact",
  "complexity",
  "priority",
] as const;
export type ResultSort = (typeof resultSorts)[number];

export const aggregateSorts = [
  "label",
  "headcount",
  "roleCount",
  "exposure",
  "coverage",
  "reach",
  "impact",
  "complexity",
  "priority",
] as const;
export type AggregateSort = (typeof aggregateSorts)[number];

const risingSorts: ReadonlySet<string> = new Set(["rank", "title", "occupation", "label", "complexity"]);

/** The direction somebody means who says nothing: names and ranks from the first, amounts from the largest. */
export function defaultDirection(sort: ResultSort | AggregateSort): SortDirection {
  return risingSorts.has(sort) ? "asc" : "desc";
}

/** What comes first: the highest priority, or, for activities, which have none, what takes most time. */
export function defaultAggregateSort(dimension: AggregateDimension): AggregateSort {
  return dimension === "activity" ? "reach" : "priority";
}

/** Rows of one page of a list. */
export const rowsPerPage = 100;

const Name = z.string().max(500);

export const tierFilters = [...tiers, "none"] as const;

export const ResultFilter = z.strictObject({
  /** Part of the title, of the occupation or of its code, in any case. */
  search: z.string().max(200).optional(),
  /** `none`: roles without a tier. */
  tier: z.enum(tierFilters).optional(),
  isScored: z.boolean().optional(),
  /** Roles with people there now; null means people of whom it is not stated. */
  department: Name.nullable().optional(),
  lineOfBusiness: Name.nullable().optional(),
  location: Name.nullable().optional(),
  /** SOC major group, two digits. */
  family: z.string().max(2).optional(),
  /** O*NET-SOC code. */
  occupation: z.string().max(10).optional(),
  /** Id of an activity that the role has selected. */
  activity: z.string().max(60).optional(),
  /** Least coverage, in percent. */
  minCoverage: z.number().min(0).max(100).optional(),
  minHeadcount: z.int().min(0).max(100_000_000).optional(),
});
export type ResultFilter = z.infer<typeof ResultFilter>;

export const ListResultsInput = z.strictObject({
  runId: z.uuid(),
  filter: ResultFilter.default({}),
  sort: z.enum(resultSorts).default("rank"),
  direction: z.enum(sortDirections).optional(),
  /** Keyset cursor: the `nextCursor` of the page before, in the same order. */
  after: z.string().max(2000).optional(),
});
export type ListResultsInput = z.infer<typeof ListResultsInput>;

export const ListAggregatesInput = z.strictObject({
  runId: z.uuid(),
  dimension: z.enum(aggregateDimensions),
  sort: z.enum(aggregateSorts).optional(),
  direction: z.enum(sortDirections).optional(),
  after: z.string().max(2000).optional(),
});

export const FindRunInput = z.strictObject({
  sessionId: z.uuid(),
  /** The latest finished run when left out. */
  number: z.int().min(1).optional(),
});

export const RunRoleInput = z.strictObject({ runId: z.uuid(), roleId: z.uuid() });

/** A finished run in the list of runs. */
export interface RunEntry {
  readonly id: string;
  readonly number: number;
  readonly finishedAt: Date;
  readonly requestedByName: string;
  readonly isPublished: boolean;
}

export interface ExposureSourceInfo {
  readonly source: string;
  readonly version: string;
  readonly name: string;
  readonly licence: string;
  readonly citation: string;
}

/** A finished run with everything it was made from. */
export interface RunSummary extends RunEntry {
  readonly sessionId: string;
  readonly isLatest: boolean;
  readonly requestedAt: Date;
  readonly publishedAt: Date | null;
  readonly publishedByName: string | null;
  readonly release: string;
  readonly formulaVersion: string;
  readonly inputsHash: string;
  readonly settings: AnalysisSettings;
  readonly exposureSource: ExposureSourceInfo;
  /** Overrides of the organization that stood when it was requested. */
  readonly overrideCount: number;
  readonly roleCount: number;
  readonly scoredRoleCount: number;
  readonly headcount: number;
  /** Person-equivalents over all scored roles. */
  readonly reach: number;
  readonly tierCounts: Readonly<Record<Tier, number>>;
}

/** One role's numbers in a run; null where unknown, for a reason named in the flags. */
export interface ResultRow {
  readonly roleId: string;
  readonly title: string;
  readonly onetCode: string | null;
  readonly occupation: string | null;
  readonly mappingOrigin: DecisionOrigin | null;
  readonly headcount: number;
  readonly exposure: number | null;
  readonly coverage: number;
  readonly spread: number | null;
  readonly reach: number | null;
  readonly impact: number | null;
  readonly complexity: number | null;
  readonly priority: number | null;
  readonly rank: number | null;
  readonly tier: Tier | null;
  readonly flags: readonly AnalysisFlag[];
}

export interface ResultPage {
  readonly items: readonly ResultRow[];
  readonly nextCursor: string | null;
  /** Over everything the filter leaves. */
  readonly total: { readonly roles: number; readonly headcount: number; readonly reach: number };
}

/** A department, line of business, location, occupation, family or activity of a run. */
export interface AggregateRow {
  readonly dimension: AggregateDimension;
  /** Empty for the people of whom it is not stated. */
  readonly key: string;
  readonly label: string;
  readonly headcount: number;
  readonly roleCount: number;
  readonly exposure: number | null;
  readonly coverage: number | null;
  /** Person-equivalents: of exposed work, or, for an activity, of all time spent on it. */
  readonly reach: number | null;
  readonly impact: number | null;
  readonly complexity: number | null;
  readonly priority: number | null;
}

export interface AggregatePage {
  readonly items: readonly AggregateRow[];
  readonly nextCursor: string | null;
  readonly count: number;
}
