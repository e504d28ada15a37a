import type { SuggestionToSave } from "@/lib/roles/schema";

/** When a decision teaches an alias, and what an alias does to a suggestion. */

export interface DecisionToLearn {
  /** Null: no occupation. */
  readonly code: string | null;
  /** What the aliases at hand say of the title; undefined: there is none. */
  readonly aliasCode: string | null | undefined;
  /** Whether that alias is for exactly this title and department, so that a new one takes its place. */
  readonly isOwnAlias: boolean;
  /** What the matcher alone found best; null when it found nothing or was not heard. */
  readonly matcher: { readonly code: string; readonly isAccepted: boolean } | null;
}

/**
 * `learn`: the decision says other than what would be suggested, or what nobody would have taken by itself. `end`: the
 * person went back to what the matcher says by itself.
 */
export type Lesson = "nothing" | "learn" | "end";

export function lessonOf({ code, aliasCode, isOwnAlias, matcher }: DecisionToLearn): Lesson {
  if (aliasCode === code) return "nothing";
  const isMatchers = matcher?.isAccepted === true && matcher.code === code;
  if (aliasCode === undefined) return isMatchers ? "nothing" : "learn";
  return isMatchers && isOwnAlias ? "end" : "learn";
}

/** How often people agreed with suggestions by alias, of those that they decided. */
export interface AliasRecord {
  readonly agreedCount: number;
  readonly decidedCount: number;
}

/** As if 19 of 20 had agreed before anybody decided: few decisions change little. */
const assumed: AliasRecord = { agreedCount: 19, decidedCount: 20 };
const mostConfidence = 0.99;

/** 0–1: how sure an alias is, from how the organization's people took earlier ones. */
export function aliasConfidence({ agreedCount, decidedCount }: AliasRecord): number {
  const share = (assumed.agreedCount + agreedCount) / (assumed.decidedCount + decidedCount);
  return Math.min(mostConfidence, share);
}

export interface AliasForRole {
  readonly aliasId: string;
  readonly code: string | null;
}

const candidateCount = 5;

function wordsOf(title: string): string[] {
  return [...new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/**
 * The suggestion with the alias' occupation first, accepted by itself; the matcher's own candidates follow with what
 * evidence is left. "No occupation" is for a person to confirm: the matcher's candidates stand, and are not accepted.
 */
export function applyAlias(
  suggestion: SuggestionToSave,
  { aliasId, code }: AliasForRole,
  title: string,
  confidence: number,
): SuggestionToSave {
  if (code === null) return { ...suggestion, aliasId, isAccepted: false };
  const others = suggestion.candidates
    .filter((candidate) => candidate.code !== code)
    .slice(0, candidateCount - 1)
    .map((candidate) => ({ ...candidate, score: candidate.score * (1 - confidence) }));
  return {
    ...suggestion,
    aliasId,
    candidates: [{ code, score: confidence, words: wordsOf(title) }, ...others],
    confidence,
    margin: confidence - (others[0]?.score ?? 0),
    isAccepted: true,
  };
}
