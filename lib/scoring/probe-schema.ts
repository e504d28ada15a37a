import { z } from "zod";
import { profileVariants } from "@/db/enums";
import { fourFifthsReasons } from "./fairness";

/** What stands in `scoring_batches.report` of a probe; safe for the browser. */

const count = z.int().nonnegative();
const points = z.number();

const common = {
  templateVersion: z.int(),
  /** As asked for, and the dated ones that answered. */
  model: z.string(),
  resolvedModels: z.array(z.string()),
  isBlind: z.boolean(),
  scale: z.object({ min: z.number(), max: z.number() }),
  passLine: z.number(),
  profileCount: count,
  /** Scorings with a result, and such as ended without one. */
  completedCount: count,
  failedCount: count,
  cancelledCount: count,
  costNanos: count,
};

export const RepeatabilityReport = z.object({
  kind: z.literal("repeatability"),
  ...common,
  runsPerProfile: z.int(),
  /** In points, half a range; null when no profile has two totals. */
  spread: points.nullable(),
  medianSpread: points.nullable(),
  steadyShare: z.number().nullable(),
  comparedCount: count,
  crossingCount: count,
  profiles: z.array(
    z.object({
      profileId: z.uuid(),
      runCount: count,
      lowest: points.nullable(),
      highest: points.nullable(),
      spread: points.nullable(),
      isCrossing: z.boolean(),
    }),
  ),
});
export type RepeatabilityReport = z.infer<typeof RepeatabilityReport>;

const SelectionRate = z.object({
  passedCount: count,
  decidedCount: count,
  rate: z.number().nullable(),
});

export const FairnessReport = z.object({
  kind: z.literal("fairness"),
  ...common,
  /** Of the template version at the time, in points; null: not measured. */
  spread: points.nullable(),
  /** Why names were shown to the model; null for a blind probe. */
  unblindReason: z.string().nullable(),
  /** Of the profiles, by what a swap does to what the model reads; only twins that differ are scored. */
  twins: z.array(
    z.object({
      variant: z.enum(profileVariants),
      different: count,
      /** The same to the letter: these twins cannot be scored otherwise, by construction. */
      identical: count,
      /** There was nothing to swap. */
      absent: count,
    }),
  ),
  effects: z.array(
    z.object({
      variant: z.enum(profileVariants),
      pairCount: count,
      comparedCount: count,
      meanDifference: points.nullable(),
      largestDifference: points.nullable(),
      beyondSpreadCount: count.nullable(),
      gainedCount: count,
      lostCount: count,
    }),
  ),
  fourFifths: z.array(
    z.object({
      variant: z.enum(profileVariants),
      original: SelectionRate,
      twin: SelectionRate,
      ratio: z.number().nullable(),
      isBelow: z.boolean().nullable(),
      reason: z.enum(fourFifthsReasons).nullable(),
    }),
  ),
});
export type FairnessReport = z.infer<typeof FairnessReport>;

export const ProbeReport = z.discriminatedUnion("kind", [RepeatabilityReport, FairnessReport]);
export type ProbeReport = z.infer<typeof ProbeReport>;

export const probeKinds = ["repeatability", "fairness"] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** Profiles of a sample. */
export const mostSampled = 200;

export const ProbeInput = z.strictObject({
  templateId: z.uuid(),
  kind: z.enum(probeKinds),
  sampleSize: z.int().min(1).max(mostSampled),
  /** Of a repeatability probe. */
  runsPerProfile: z.int().min(2).max(10).default(5),
  /** Of a fairness probe: shows the model names and contacts as well. */
  unblindReason: z.string().trim().min(1).max(500).optional(),
});
export type ProbeInput = z.infer<typeof ProbeInput>;

export const StartProbeInput = z.strictObject({
  ...ProbeInput.shape,
  confirmedUsd: z.number().nonnegative().optional(),
  idempotencyKey: z.string().trim().min(1).max(200),
});
