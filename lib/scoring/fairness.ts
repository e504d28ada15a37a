import type { ProfileVariant, ScoringOutcome } from "@/db/enums";
import { roundPoints } from "./weighted-total";

/** One result; a profile has at most one per variant. */
export interface ScoredVariant {
  readonly profileId: string;
  readonly variant: ProfileVariant;
  readonly overall: number | null;
  readonly outcome: ScoringOutcome;
}

/** What swapping one thing did to the results of the same people. */
export interface VariantEffect {
  readonly variant: ProfileVariant;
  /** People of whom both results are there. */
  readonly pairCount: number;
  /** Of those, pairs with a total on both sides: what the differences rest on. */
  readonly comparedCount: number;
  /** Mean of twin − original, in points; null when nothing could be compared. */
  readonly meanDifference: number | null;
  readonly largestDifference: number | null;
  /** Differences larger than equal runs show; null when the spread was not measured. */
  readonly beyondSpreadCount: number | null;
  /** The original did not pass, and the twin does. */
  readonly gainedCount: number;
  /** The original passed, and the twin does not. */
  readonly lostCount: number;
}

export const fourFifthsReasons = ["nobody_decided", "nobody_passed"] as const;
export type FourFifthsReason = (typeof fourFifthsReasons)[number];

export interface SelectionRate {
  readonly passedCount: number;
  /** Passed or rejected; undetermined ones are neither. */
  readonly decidedCount: number;
  /** Null when nobody was decided on. */
  readonly rate: number | null;
}

/** A row of the four-fifths table: how often the twins pass, beside the originals of the same people. */
export interface FourFifthsRow {
  readonly variant: ProfileVariant;
  readonly original: SelectionRate;
  readonly twin: SelectionRate;
  /** The lower rate ÷ the higher. */
  readonly ratio: number | null;
  /** Below four fifths; null with a reason when it cannot be said. */
  readonly isBelow: boolean | null;
  readonly reason: FourFifthsReason | null;
}

export interface Fairness {
  readonly effects: readonly VariantEffect[];
  readonly fourFifths: readonly FourFifthsRow[];
}

/**
 * Counterfactual twins beside their originals. A variant is compared with the originals of the same people alone: not
 * every profile has something to swap.
 * @param spread of the template version between equal runs, in points (`repeatability.ts`); null: not measured
 */
export function fairnessOf(scored: readonly ScoredVariant[], spread: number | null): Fairness {
  const originals = new Map(
    scored.filter(({ variant }) => variant === "original").map((row) => [row.profileId, row]),
  );
  const variants = [...new Set(scored.map(({ variant }) => variant))].filter((name) => name !== "original");
  const paired = variants.map((variant) => ({
    variant,
    pairs: scored.flatMap((twin) => {
      const original = twin.variant === variant ? originals.get(twin.profileId) : undefined;
      return original ? [{ original, twin }] : [];
    }),
  }));
  return {
    effects: paired.map(({ variant, pairs }) => effectOf(variant, pairs, spread)),
    fourFifths: paired.map(({ variant, pairs }) => fourFifthsOf(variant, pairs)),
  };
}

interface Pair {
  readonly original: ScoredVariant;
  readonly twin: ScoredVariant;
}

function effectOf(variant: ProfileVariant, pairs: readonly Pair[], spread: number | null): VariantEffect {
  const differences = pairs.flatMap(({ original, twin }) =>
    original.overall === null || twin.overall === null ? [] : [roundPoints(twin.overall - original.overall)],
  );
  const sizes = differences.map(Math.abs);
  const sum = differences.reduce((total, difference) => total + Math.round(difference * 1_000), 0);
  return {
    variant,
    pairCount: pairs.length,
    comparedCount: differences.length,
    meanDifference: differences.length === 0 ? null : Math.round(sum / differences.length) / 1_000,
    largestDifference: sizes.length === 0 ? null : Math.max(...sizes),
    // Two runs, each within the spread of their middle, lie up to twice the spread apart.
    beyondSpreadCount: spread === null ? null : sizes.filter((size) => size > roundPoints(2 * spread)).length,
    gainedCount: pairs.filter(({ original, twin }) => !isPassed(original) && isPassed(twin)).length,
    lostCount: pairs.filter(({ original, twin }) => isPassed(original) && !isPassed(twin)).length,
  };
}

function fourFifthsOf(variant: ProfileVariant, pairs: readonly Pair[]): FourFifthsRow {
  const original = rateOf(pairs.map((pair) => pair.original));
  const twin = rateOf(pairs.map((pair) => pair.twin));
  const row = { variant, original, twin, ratio: null, isBelow: null };
  if (original.rate === null || twin.rate === null) return { ...row, reason: "nobody_decided" };
  // Counts multiplied out, as whole numbers: exactly four fifths is not below.
  const products = [original.passedCount * twin.decidedCount, twin.passedCount * original.decidedCount];
  const lower = Math.min(...products);
  const higher = Math.max(...products);
  if (higher === 0) return { ...row, reason: "nobody_passed" };
  return { ...row, ratio: lower / higher, isBelow: lower * 5 < higher * 4, reason: null };
}

function rateOf(results: readonly ScoredVariant[]): SelectionRate {
  const passedCount = results.filter(isPassed).length;
  const decidedCount = results.filter(({ outcome }) => outcome !== "undetermined").length;
  return { passedCount, decidedCount, rate: decidedCount === 0 ? null : passedCount / decidedCount };
}

const isPassed = ({ outcome }: { readonly outcome: ScoringOutcome }) => outcome === "passed";
