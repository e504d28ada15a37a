import { z } from "zod";
import { type ExposureLevel, exposureLevels } from "@/db/enums";
import type { ExposureSource } from "@/lib/onet/schema";
import type { ResolvedExposure } from "./exposure-resolution";

export const maxReasonLength = 500;

const ElementId = z.string().min(1).max(60);

/** Lines may stay; what nobody sees goes. */
const Reason = z
  .string()
  .transform((text) =>
    text
      .normalize("NFC")
      .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
      .replace(/[^\P{Cc}\n]+/gu, " ")
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1, "Say why, so that others can follow it.")
      .max(maxReasonLength, `Use at most ${maxReasonLength} characters.`),
  );

/** Numeric(7, 6) in the table. */
const Exposure = z
  .number("Give a number between 0 and 1.")
  .min(0, "An exposure is between 0 and 1.")
  .max(1, "An exposure is between 0 and 1.")
  .transform((value) => Math.round(value * 1e6) / 1e6);

export const SetOverrideInput = z.strictObject({
  level: z.enum(exposureLevels),
  elementId: ElementId,
  value: Exposure,
  reason: Reason,
  /** The override that the person saw on the element; null for none. */
  seen: z.uuid().nullable(),
});

export const EndOverrideInput = z.strictObject({ overrideId: z.uuid() });

/** The way back: what stands after a change (`seen`) gives way to what stood before it (`restore`). */
export const RestoreOverrideInput = z.strictObject({
  level: z.enum(exposureLevels),
  elementId: ElementId,
  seen: z.uuid().nullable(),
  restore: z.uuid().nullable(),
});

const SourceVersion = z.strictObject({
  source: z.string().min(1).max(100),
  version: z.string().min(1).max(100),
});
export type SourceVersion = z.infer<typeof SourceVersion>;

export const ChooseDefaultSourceInput = z.strictObject({
  /** Null goes back to the product's default. */
  choice: SourceVersion.nullable(),
  /** The choice that the person saw. */
  seen: SourceVersion.nullable(),
});

/** An override with everything a reader needs to follow it; `elementId` in the release that is looked at. */
export interface OverrideNote {
  readonly id: string;
  readonly level: ExposureLevel;
  readonly elementId: string;
  /** 0–1. */
  readonly value: number;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

/** What a change did to the overrides of one element, and how many last runs are out of date by it. */
export interface OverrideChange {
  readonly level: ExposureLevel;
  readonly elementId: string;
  /** What stands now, and what stood before; null for none. */
  readonly present: string | null;
  readonly before: string | null;
  readonly staleSessionCount: number;
}

/** Tasks, or elements of one level, of which a source scores some. */
export interface ScoredCount {
  readonly scored: number;
  readonly total: number;
}

/** What the exposure of an activity rests on in an occupation, or in the siblings that stand in for it. */
export interface ExposureBasis {
  /** Of the activity's tasks there, those that the source itself scores; null for an activity without tasks. */
  readonly tasks: ScoredCount | null;
  /** Tasks of it that carry an override of their own. */
  readonly overriddenTaskCount: number;
  /** The override that decides about the activity as a whole. */
  readonly override: OverrideNote | null;
}

/** What one exposure source says about a release. */
export interface CoveredSource extends ExposureSource {
  /** For the levels that the source scores. */
  readonly coverage: readonly (ScoredCount & { readonly level: ExposureLevel })[];
}

export interface SourceList {
  readonly release: string;
  readonly sources: readonly CoveredSource[];
  /** What sessions without a choice of their own take. */
  readonly present: SourceVersion | null;
  /** What the organization chose; null while it follows the product's default. */
  readonly choice: SourceVersion | null;
  readonly productDefault: SourceVersion | null;
  /** Sessions without settings of their own that have a run, which another default makes out of date. */
  readonly followingSessionCount: number;
}

export interface NamedElement {
  readonly level: ExposureLevel;
  readonly elementId: string;
  /** Null for a task whose release holds no statements. */
  readonly name: string | null;
  /** Of a task. */
  readonly occupation: { readonly code: string; readonly title: string } | null;
}

/** An override in the list of those that stand, or of those that ended. */
export interface OverrideRow extends NamedElement {
  readonly id: string;
  /** The release it was made under, where it is not the one in use. */
  readonly ofRelease: string | null;
  /** Its element in the release in use; null when it was left behind. */
  readonly presentId: string | null;
  readonly value: number;
  /** What the organization's default source says instead; null when it says nothing. */
  readonly source: ResolvedExposure | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
  readonly endedAt: Date | null;
  readonly endedByName: string | null;
  /** Another one took its place when it ended. */
  readonly isReplaced: boolean;
}

export interface OverridePage {
  readonly release: string;
  readonly items: readonly OverrideRow[];
  readonly nextCursor: string | null;
  /** Whatever the search. */
  readonly counts: { readonly active: number; readonly ended: number };
}

/** An element that an override may be set on. */
export interface FoundElement extends NamedElement {
  readonly source: ResolvedExposure | null;
  readonly override: OverrideNote | null;
}

/** The same, opened: what the source's own row says, and how much of what lies beneath it scores. */
export interface OpenElement extends FoundElement {
  /** Names of what it lies within, the nearest first. */
  readonly within: readonly string[];
  readonly label: string | null;
  readonly rationale: string | null;
  /** Tasks that lead to it; null for a task. */
  readonly tasks: ScoredCount | null;
}
