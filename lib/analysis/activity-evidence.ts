import type { ExposureLevel, TaskType } from "@/db/enums";
import type { ResolutionLevel } from "@/lib/exposure/exposure-resolution";
import type { OverrideNote, ScoredCount } from "@/lib/exposure/schema";

/** A task behind an activity, with what the exposure source says of it. */
export interface TaskEvidence {
  readonly taskId: number;
  readonly code: string;
  readonly type: TaskType;
  /** Null where the release holds no statements. */
  readonly statement: string | null;
  /** 1–5; null where it was never rated (then the occupation's mean counts). */
  readonly importance: number | null;
  /** Activities that share the task. */
  readonly activityCount: number;
  readonly exposure: number | null;
  /** Where the exposure came from; null when unknown. */
  readonly exposureLevel: ResolutionLevel | null;
  /** The label as published; null where the task has none of its own. */
  readonly label: string | null;
  /** What the label came to, 0–1, and how, also where an override decides; null where the task has none of its own. */
  readonly sourceValue: number | null;
  readonly rationale: string | null;
  /** The override that decides about the task here. */
  readonly override: OverrideNote | null;
}

/** What the source says of the activity itself or of what stands above it. */
export interface ElementLabel {
  readonly level: ExposureLevel;
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly label: string;
  readonly rationale: string | null;
}

/** How many of the tasks that lead to an element, in all occupations, the source scores. */
export interface ElementCount extends ScoredCount {
  readonly id: string;
  readonly name: string;
}

export interface ActivityEvidence {
  readonly activityId: string;
  readonly name: string;
  /** DWA → IWA → GWA, with their names; only the last for a GWA. */
  readonly lineage: readonly { readonly id: string; readonly name: string }[];
  /** Importance 1–5 and level 0–7 of a GWA in the occupation, for an activity that is a GWA. */
  readonly rating: { readonly importance: number | null; readonly level: number | null } | null;
  /** Of the occupation, or of its siblings where it has no tasks. By code, then importance. */
  readonly tasks: readonly TaskEvidence[];
  readonly elementLabels: readonly ElementLabel[];
  /** For the lineage, the finest first: what the means of the levels rest on. */
  readonly counts: readonly ElementCount[];
  /** Overrides of the activity and of what it lies within. */
  readonly overrides: readonly OverrideNote[];
  /** It stands in for an own activity, which takes its exposure from it. */
  readonly isNearest: boolean;
}
