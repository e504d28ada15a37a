import type { ScoringFlag, ScoringOutcome } from "@/db/enums";
import { crossesLine, outcomeOf } from "./check-answer";
import { disagreementOf } from "./disagreement";
import type { TemplateBody } from "./schema";

/** A stored result, as far as the spread of its template version has a say in it. */
export interface StoredResult {
  readonly overall: number | null;
  readonly modelOverall: number | null;
  /** Share of the weight that carries evidence, 0–1. */
  readonly coverage: number;
  readonly outcome: ScoringOutcome;
  readonly flags: readonly ScoringFlag[];
  readonly disagreement: number;
}

/**
 * What a result amounts to once the spread of its template version is known, as `checkAnswer` would have said had it
 * known. A result without a total, such as one that the first look ended, rests on no spread and stays.
 */
export function withSpread(
  body: TemplateBody,
  result: StoredResult,
  spread: number,
): Pick<StoredResult, "outcome" | "flags" | "disagreement"> {
  const { overall, modelOverall, coverage } = result;
  const others = result.flags.filter((flag) => flag !== "spread_crosses_line");
  if (overall === null) return { outcome: result.outcome, flags: others, disagreement: result.disagreement };
  const isCrossing = crossesLine(body, overall, spread);
  return {
    outcome: isCrossing || others.includes("injection") ? "undetermined" : outcomeOf(body, overall),
    flags: isCrossing ? [...others, "spread_crosses_line"] : others,
    disagreement: disagreementOf(body, { overall, modelOverall, coverage, spread }),
  };
}
