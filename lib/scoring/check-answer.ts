import type { ScoringFlag, ScoringOutcome } from "@/db/enums";
import { disagreementOf } from "./disagreement";
import { findQuote, type Passage, placesOf } from "./find-quote";
import { modelText, redact } from "./model-text";
import type { AbstainReason, Criterion, Rubric, TemplateBody } from "./schema";
import type { AnsweredCriterion, GateAnswer, ModelAnswer } from "./scoring-prompt";
import { roundPoints, weightedTotal } from "./weighted-total";

const longestRationale = 600;
const longestSummary = 1_000;

export interface AnswerSurroundings {
  readonly canary: string;
  /** Passages of the profile that were kept from the model because they speak to it. */
  readonly injections: readonly unknown[];
  /** What the serialiser puts into the text: no passage that touches one is evidence. */
  readonly markers: readonly string[];
  /** Half the range between repeated runs of the template version, in points; null or absent: not measured. */
  readonly spread?: number | null;
}

/** A row of `scoring_points`. */
export interface CheckedPoints {
  readonly position: number;
  readonly key: string;
  readonly label: string;
  readonly weight: number;
  readonly points: number | null;
  readonly abstainReason: AbstainReason | null;
  readonly rationale: string | null;
  readonly quote: string | null;
  readonly quoteStart: number | null;
  readonly quoteEnd: number | null;
}

export interface CheckedAnswer {
  readonly points: readonly CheckedPoints[];
  readonly overall: number | null;
  /** `overall` as a share of the scale, 0–1. */
  readonly overallShare: number | null;
  readonly modelOverall: number | null;
  readonly coverage: number;
  readonly outcome: ScoringOutcome;
  readonly flags: readonly ScoringFlag[];
  readonly summary: string | null;
  readonly disagreement: number;
}

/**
 * What an answer amounts to. Points count only with a passage of the profile behind them; the total is ours, over the
 * criteria that have one; the thresholds decide. An answer that repeats the canary was steered: nothing of it counts.
 * @param answer fulfils `answerSchema(rubric)`
 * @throws RangeError when points lie outside the scale all the same
 */
export function checkAnswer(
  rubric: Rubric,
  profileText: string,
  answer: ModelAnswer,
  surroundings: AnswerSurroundings,
): CheckedAnswer {
  const { body } = rubric;
  const { canary, injections, markers } = surroundings;
  const spread = surroundings.spread ?? null;
  const isSteered = redact(JSON.stringify(answer), canary).isFound;
  const closed = markers.flatMap((marker) => placesOf(profileText, marker));
  const points = body.criteria.map((criterion, index) => ({
    position: index + 1,
    key: criterion.key,
    label: criterion.label,
    weight: criterion.weight,
    ...(isSteered ? abstain("canary", null) : judge(body, criterion, profileText, answer, closed)),
  }));
  const modelOverall = answer.overall === null || isSteered ? null : roundPoints(answer.overall);
  const { coverage, overall } = weightedTotal(points, body.minCoverage);
  const isCrossing = crossesLine(body, overall, spread);
  const flags = flagsOf([
    ["injection", injections.length > 0],
    ["canary", isSteered],
    ["quote_refused", points.some(({ abstainReason }) => isRefusal(abstainReason))],
    ["abstained", points.some((point) => point.points === null)],
    ["near_threshold", isNear(body, overall)],
    ["spread_crosses_line", isCrossing],
  ]);
  return {
    points,
    overall,
    overallShare: overall === null ? null : shareOf(body.scale, overall),
    modelOverall,
    coverage,
    // Who tried to steer the model may have succeeded where nobody noticed: that is for a person to say.
    outcome: isCrossing || injections.length > 0 ? "undetermined" : outcomeOf(body, overall),
    flags,
    summary: isSteered ? null : modelText(answer.summary, longestSummary),
    disagreement: disagreementOf(body, { overall, modelOverall, coverage, spread }),
  };
}

/** `overall` decides, by the template's line; 0 is a score like any other, and no score is no rejection. */
export function outcomeOf({ thresholds }: TemplateBody, overall: number | null): ScoringOutcome {
  if (overall === null) return "undetermined";
  return overall >= thresholds.pass ? "passed" : "rejected";
}

/** Whether the outcome would be another one within the spread. */
export function crossesLine(
  { thresholds }: TemplateBody,
  overall: number | null,
  spread: number | null,
): boolean {
  if (overall === null || spread === null || spread === 0) return false;
  return roundPoints(overall - spread) < thresholds.pass && roundPoints(overall + spread) >= thresholds.pass;
}

export interface CheckedGate {
  readonly outcome: ScoringOutcome;
  readonly score: number | null;
  readonly reason: string | null;
}

/**
 * The cheap look, decided by the template's threshold whatever the model recommends. Only `rejected` ends a scoring:
 * a steered answer, or a low one that rests on an invented passage, is undetermined and goes on to be scored.
 * @param answer fulfils `gateSchema`
 */
export function checkGate(
  { body }: Rubric,
  profileText: string,
  answer: GateAnswer,
  { canary }: Pick<AnswerSurroundings, "canary">,
): CheckedGate {
  if (redact(JSON.stringify(answer), canary).isFound)
    return { outcome: "undetermined", score: null, reason: null };
  const score = roundPoints(answer.score);
  const reason = modelText(answer.reason, longestRationale);
  if (score >= (body.gate?.threshold ?? 0)) return { outcome: "passed", score, reason };
  const isInvented = answer.quote?.trim() ? findQuote(profileText, answer.quote).passage === null : false;
  return { outcome: isInvented ? "undetermined" : "rejected", score, reason };
}

type Judged = Pick<
  CheckedPoints,
  "points" | "abstainReason" | "rationale" | "quote" | "quoteStart" | "quoteEnd"
>;

function judge(
  { scale }: TemplateBody,
  { key }: Criterion,
  profileText: string,
  answer: ModelAnswer,
  closed: readonly Passage[],
): Judged {
  const answered: AnsweredCriterion | undefined = answer.criteria[key];
  const rationale = answered ? modelText(answered.rationale, longestRationale) : null;
  if (!answered || answered.points === null) return abstain("no_evidence", rationale);
  if (answered.points < scale.min || answered.points > scale.max)
    throw new RangeError(`The points of ${key} lie outside the scale.`);
  if (!answered.quote?.trim()) return abstain("no_quote", rationale);
  const { passage, text, fault } = findQuote(profileText, answered.quote, closed);
  if (fault !== null) return abstain(fault, rationale);
  return {
    points: roundPoints(answered.points),
    abstainReason: null,
    rationale,
    quote: text,
    quoteStart: passage.start,
    quoteEnd: passage.end,
  };
}

function abstain(abstainReason: AbstainReason, rationale: string | null): Judged {
  return { points: null, abstainReason, rationale, quote: null, quoteStart: null, quoteEnd: null };
}

const isRefusal = (reason: AbstainReason | null) => reason?.startsWith("quote_") ?? false;

/** Nearer to the line than a twentieth of the scale. */
function isNear({ scale, thresholds }: TemplateBody, overall: number | null): boolean {
  return overall !== null && Math.abs(overall - thresholds.pass) * 20 < scale.max - scale.min;
}

function shareOf({ min, max }: TemplateBody["scale"], overall: number): number {
  return Math.round(((overall - min) / (max - min)) * 1e6) / 1e6;
}

function flagsOf(all: readonly (readonly [ScoringFlag, boolean])[]): ScoringFlag[] {
  return all.filter(([, isSet]) => isSet).map(([flag]) => flag);
}
