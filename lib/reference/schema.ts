import { z } from "zod";
import type { ExposureLevel, TaskType, TitleKind } from "@/db/enums";
import type { ImportanceBasis } from "@/lib/activities/activity-weights";
import type { ResolutionLevel } from "@/lib/exposure/exposure-resolution";
import type { OverrideNote } from "@/lib/exposure/schema";
import type {
  ExposureSource,
  OccupationFacts,
  OccupationHit,
  RelatedOccupation,
  Technology,
} from "@/lib/onet/schema";

/** What the reference screens show, and what their links hold; safe for the browser. */

const Text = z
  .string()
  .max(200)
  .refine((text) => !text.includes("\0"));
const Page = z.coerce.number().int().min(1).max(10_000).default(1);
const MajorGroup = z.string().regex(/^\d{2}$/);
const Direction = z.enum(["asc", "desc"]);
export type Direction = z.infer<typeof Direction>;

export const occupationSorts = ["relevance", "title", "exposure", "wage", "employment"] as const;
export type OccupationSort = (typeof occupationSorts)[number];

export const OccupationsQuery = z.object({
  /** Words of a title, perhaps misspelt, or the beginning of a code. */
  q: Text.default(""),
  zone: z.coerce.number().int().min(1).max(5).optional(),
  group: MajorGroup.optional(),
  sort: z.enum(occupationSorts).optional(),
  dir: Direction.optional(),
  page: Page,
});
export type OccupationsQuery = z.infer<typeof OccupationsQuery>;

export const occupationTabs = ["tasks", "activities", "skills", "technologies", "related", "titles"] as const;
export type OccupationTab = (typeof occupationTabs)[number];

/** `source@version`, as links name a version of a source. */
const SourceKey = z
  .string()
  .max(200)
  .regex(/^[^@\0]+@[^@\0]+$/);

const ActivityId = z
  .string()
  .max(60)
  .regex(/^[\w.]+$/);

export const OccupationPageQuery = z.object({
  tab: z.enum(occupationTabs).default("tasks"),
  /** The activity whose tasks are shown. */
  open: ActivityId.optional(),
  /** Another source to look through than the organization's default. */
  source: SourceKey.optional(),
  page: Page,
});
export type OccupationPageQuery = z.infer<typeof OccupationPageQuery>;

export const TreeQuery = z.object({ q: Text.default(""), open: ActivityId.optional(), page: Page });
export type TreeQuery = z.infer<typeof TreeQuery>;

export const lensSorts = ["difference", "title", "a", "b", "employment"] as const;
export type LensSort = (typeof lensSorts)[number];

export const LensQuery = z.object({
  a: SourceKey.optional(),
  b: SourceKey.optional(),
  group: MajorGroup.optional(),
  sort: z.enum(lensSorts).default("difference"),
  dir: Direction.optional(),
  page: Page,
});
export type LensQuery = z.infer<typeof LensQuery>;

export const EvidenceQuery = z.object({ source: SourceKey.optional(), page: Page });
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;

export function sourceKeyOf({ source, version }: Pick<ExposureSource, "source" | "version">): string {
  return `${source}@${version}`;
}

/** Of an occupation's tasks, how many the source scores, and how many take a value from an activity or have none. */
export interface TaskCounts {
  readonly total: number;
  readonly scored: number;
  readonly overridden: number;
  readonly borrowed: number;
  readonly unknown: number;
}

/** The exposure of an occupation under one source, with what it rests on. */
export interface OccupationExposure {
  /** 0–1; null when unknown. */
  readonly value: number | null;
  readonly tasks: TaskCounts;
  /** Set when the value is the mean of others', since O*NET has no tasks for this one. */
  readonly siblings: { readonly prefix: string; readonly count: number } | null;
  readonly importanceBasis: ImportanceBasis;
}

export interface OccupationRow extends OccupationFacts {
  readonly exposure: OccupationExposure;
  /** How it was found; null without a search. */
  readonly match: Pick<OccupationHit, "matchedTitle" | "matchedKind"> | null;
}

/** What every screen of the reference says about where its numbers come from. */
export interface ReferenceBasis {
  readonly release: string;
  /** The organization's default. */
  readonly source: ExposureSource;
}

export interface OccupationList extends ReferenceBasis {
  /** Left by search and filters. */
  readonly list: Paged<OccupationRow>;
  readonly occupationCount: number;
  readonly sort: OccupationSort;
  readonly dir: Direction;
}

/** An exposure with the level that it came from. */
export interface ShownExposure {
  readonly value: number;
  readonly level: ResolutionLevel;
}

/** Where a number's source row is shown. */
export interface EvidenceElement {
  readonly level: ExposureLevel;
  readonly id: string;
}

export interface TaskRow {
  readonly taskId: number;
  readonly code: string;
  readonly type: TaskType;
  /** Null where the release holds none, as the reference pack. */
  readonly statement: string | null;
  readonly importance: number | null;
  readonly relevance: number | null;
  /** Percent of workers per category, "yearly or less" first; null where the release has none. */
  readonly frequency: readonly number[] | null;
  readonly suppress: boolean | null;
  readonly activities: readonly { readonly id: string; readonly name: string }[];
  readonly exposure: ShownExposure | null;
  /** The label as published; null where the source has none for the task itself. */
  readonly label: string | null;
}

export interface OccupationActivityRow {
  readonly id: string;
  readonly level: "dwa" | "gwa";
  readonly name: string;
  /** Of the weight of all the occupation's detailed activities, 0–1. */
  readonly share: number;
  readonly exposure: ShownExposure | null;
}

export interface GwaRatingRow {
  readonly id: string;
  readonly name: string;
  readonly importance: number | null;
  readonly level: number | null;
  readonly suppress: boolean | null;
  readonly notRelevant: boolean | null;
  /** Of the activity anywhere, not in this occupation alone. */
  readonly exposure: ShownExposure | null;
}

export interface SkillRow {
  readonly id: string;
  readonly name: string;
  readonly importance: number | null;
  readonly level: number | null;
  readonly suppress: boolean;
  readonly notRelevant: boolean;
}

export interface EmergingTaskRow {
  readonly position: number;
  readonly statement: string;
  readonly category: "new" | "revision";
  readonly originalTaskId: number | null;
}

export interface RelatedRow extends RelatedOccupation {
  readonly exposure: OccupationExposure | null;
}

export type OccupationContent =
  | {
      readonly tab: "tasks";
      readonly tasks: readonly TaskRow[];
      readonly emerging: readonly EmergingTaskRow[];
    }
  | {
      readonly tab: "activities";
      readonly activities: readonly OccupationActivityRow[];
      readonly ratings: readonly GwaRatingRow[];
      /** Those whose activities stand in for the occupation's own. */
      readonly siblings: readonly OccupationName[];
      /** The tasks of the occupation behind the open activity. */
      readonly open: { readonly id: string; readonly tasks: readonly TaskRow[] } | null;
    }
  | { readonly tab: "skills"; readonly skills: readonly SkillRow[] }
  | { readonly tab: "technologies"; readonly list: Paged<Technology> }
  | { readonly tab: "related"; readonly related: readonly RelatedRow[] }
  | {
      readonly tab: "titles";
      readonly list: Paged<{ readonly title: string; readonly kind: TitleKind }>;
    };

export interface OccupationName {
  readonly code: string;
  readonly title: string;
}

export interface Paged<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
}

export interface OccupationPage extends ReferenceBasis {
  /** For links, where it is seen through another source than the organization's default. */
  readonly lens: string | undefined;
  readonly facts: OccupationFacts;
  readonly description: string | null;
  readonly exposure: OccupationExposure;
  readonly content: OccupationContent;
}

/** Activities that a search of the tree shows at most. */
export const foundLimit = 100;

export type NodeLevel = "gwa" | "iwa" | "dwa";

/** What lies beneath an activity. */
export interface NodeFigures {
  readonly occupationCount: number;
  readonly taskCount: number;
  /** Of those, with a score of their own. */
  readonly scoredCount: number;
}

export interface ActivityNode extends NodeFigures {
  readonly id: string;
  readonly level: NodeLevel;
  readonly name: string;
  readonly exposure: ShownExposure | null;
  readonly childCount: number;
  /** Undefined while it is closed. */
  readonly children: readonly ActivityNode[] | undefined;
}

export interface UsingTask extends TaskRow {
  readonly occupationTitle: string;
}

export interface ActivityTreePage extends ReferenceBasis {
  readonly nodes: readonly ActivityNode[];
  /** How many a search found; null without one. */
  readonly foundCount: number | null;
  /** The open activity with those above it, itself last; null when none is open. */
  readonly open: {
    readonly lineage: readonly Pick<ActivityNode, "id" | "level" | "name">[];
    readonly node: ActivityNode;
    /** The tasks that use it, for a DWA. */
    readonly tasks: Paged<UsingTask> | null;
  } | null;
}

export interface LensRow extends OccupationName {
  readonly employment: number | null;
  readonly a: number | null;
  readonly b: number | null;
  /** Place among the occupations that both know, 1 for the most exposed; equal values share the mean of their places. */
  readonly rankA: number | null;
  readonly rankB: number | null;
  /** Places that B puts it further up than A. */
  readonly difference: number | null;
}

export interface LensPage {
  readonly release: string;
  readonly sources: readonly ExposureSource[];
  readonly a: ExposureSource;
  readonly b: ExposureSource;
  readonly list: Paged<LensRow>;
  /** Occupations left by the filter that both sources know. */
  readonly sharedCount: number;
  /** Spearman's, over those; null with fewer than three, or when a source gives all of them the same. */
  readonly correlation: number | null;
  /** Of all those, for the chart. */
  readonly points: readonly { readonly a: number; readonly b: number }[];
}

export interface SourceScore {
  readonly source: Pick<ExposureSource, "source" | "version" | "name">;
  readonly level: ExposureLevel;
  readonly elementId: string;
  readonly elementName: string;
  readonly value: number;
  /** The label as published. */
  readonly label: string;
  readonly rationale: string | null;
}

export interface EvidencePage {
  readonly release: string;
  readonly element: EvidenceElement & { readonly name: string | null };
  /** Whose task it is. */
  readonly occupation: OccupationName | null;
  /** The activities above it, nearest first; for a task, those that it leads to. */
  readonly above: readonly { readonly level: NodeLevel; readonly id: string; readonly name: string }[];
  readonly source: ExposureSource;
  readonly sources: readonly ExposureSource[];
  readonly exposure: ShownExposure | null;
  /** The organization's own figures that the exposure rests on instead of the source's. */
  readonly overrides: readonly OverrideNote[];
  /** The source's rows for the element itself and for what stands above it, the element's own first. */
  readonly scores: readonly SourceScore[];
  /** What the other sources say of the element itself. */
  readonly others: readonly SourceScore[];
  /** The tasks that the value of an activity is the mean of. */
  readonly beneath: (NodeFigures & { readonly tasks: Paged<UsingTask> }) | null;
}
