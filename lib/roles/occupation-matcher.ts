import { defaultMatchPolicy, isAccepted, type MatchPolicy } from "./match-policy";
import { scoreFeatures, weightFor } from "./title-classifier";
import { readFeatures, readWordFeatures, type TitleFeatures } from "./title-features";
import { headness, type TitleIndex } from "./title-index";
import { readTitle, type TitleReading } from "./title-reading";
import { type TitleVotes, voteByTitles } from "./title-votes";

export type MatchInput = {
  readonly title: string;
  readonly department?: string | null;
  readonly lineOfBusiness?: string | null;
};

export type MatchCandidate = {
  /** O*NET-SOC code; the candidates of one match differ in their first seven characters (the 6-digit SOC). */
  readonly code: string;
  /** Share of the evidence, 0–1; the shares of all occupations sum to 1. */
  readonly score: number;
  /** Words of the title, as written but in lower case, that speak for this occupation; the strongest first. */
  readonly words: readonly string[];
};

export type MatchReason =
  | {
      readonly code: "same_title" | "near_title" | "far_title" | "several_jobs" | "close_second" | "no_words";
    }
  | {
      readonly code: "spelling_mended" | "unknown_words" | "context_used";
      readonly words: readonly string[];
    };

export type TitleMatch = {
  /** Best first; empty when nothing in the title is known. */
  readonly candidates: readonly MatchCandidate[];
  /** Chance that the first candidate is right, 0–1, calibrated on titles written by employers. */
  readonly confidence: number;
  /** Score of the first candidate less that of the second, 0–1. */
  readonly margin: number;
  readonly accepted: boolean;
  readonly reasons: readonly MatchReason[];
};

/** How the parts of the evidence are weighed; found by measurement (`bench/matcher.ts`). */
const mix = {
  classifier: 0.6,
  votes: 0.4,
  voteFloor: 0.005,
  prior: 0.5,
  parts: 0.3,
  department: 0.8,
  lineOfBusiness: 0.5,
  leastLog: -12,
} as const;
/**
 * confidence = sigmoid(offset + slope × log-odds of the first share + unknown × share of unknown words, less where the
 * occupation is a manager's, analyst's, engineer's or scientist's: employers agree least on their codes). Fitted on
 * noisy held-out reference titles and on titles that employers filed; see docs/role-matcher.md.
 */
const calibration = { offset: 0.25, slope: 0.77, unknown: -0.85, professional: -0.65 } as const;
const professionalGroups: ReadonlySet<string> = new Set(["11", "13", "15", "17", "19"]);
const maxParts = 4;
const maxReasonWords = 4;
const nearCosine = 0.7;
const farCosine = 0.4;
const closeMargin = 0.1;
const finerFactor = 1.5;

const nothingMatches: TitleMatch = {
  candidates: [],
  confidence: 0,
  margin: 0,
  accepted: false,
  reasons: [{ code: "no_words" }],
};

/** What department or line of business add, with the most that they may weigh. */
type Context = { readonly words: readonly string[]; readonly weight: number };
type Evidence = { readonly shares: Float64Array; readonly votes: TitleVotes; readonly known: boolean };

function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    const share = Math.exp((scores[k] ?? 0) - highest);
    scores[k] = share;
    sum += share;
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) / sum;
  return scores;
}

/** Classifier, neighbouring titles and priors together, as shares that sum to 1. */
function weighWords(index: TitleIndex, words: readonly string[], head: string | undefined): Evidence {
  const { classifier, priors } = index;
  const scores = new Float64Array(classifier.socs.length);
  const features = readFeatures(words, head);
  const knownShare = scoreFeatures(classifier, index.featureRows, features, scores);
  const votes = voteByTitles(index, words);
  const voteShares = new Float64Array(classifier.socs.length);
  let total = 0;
  for (const [code, vote] of votes.byCode) {
    const soc = index.socOfCode[code] ?? 0;
    voteShares[soc] = (voteShares[soc] ?? 0) + vote;
    total += vote;
  }
  const shares = softmax(scores);
  for (let k = 0; k < shares.length; k += 1) {
    const classified = Math.max(Math.log(shares[k] ?? 0), mix.leastLog);
    const voted = Math.log((total > 0 ? (voteShares[k] ?? 0) / total : 0) + mix.voteFloor);
    shares[k] = mix.classifier * classified + mix.votes * voted + mix.prior * (priors[k] ?? 0);
  }
  return { shares: softmax(shares), votes, known: knownShare > 0 || total > 0 };
}

/** Alternatives such as "Cook/Server" that each name a worker. */
function listJobs(index: TitleIndex, reading: TitleReading): readonly (readonly string[])[] {
  if (reading.parts.length > maxParts) return [];
  const jobs = reading.parts.filter((part) => part.some((word) => headness(index, word) > 0.5));
  return jobs.length > 1 ? jobs : [];
}

function blendJobs(index: TitleIndex, shares: Float64Array, jobs: readonly (readonly string[])[]): void {
  if (jobs.length === 0) return;
  const each = jobs.map((words) => weighWords(index, words, words.at(-1)).shares);
  for (let k = 0; k < shares.length; k += 1) {
    const mean = each.reduce((sum, job) => sum + (job[k] ?? 0), 0) / each.length;
    shares[k] = (1 - mix.parts) * (shares[k] ?? 0) + mix.parts * mean;
  }
}

/**
 * The less the title says by itself, the more it is read together with its context: "Manager" in Marketing nearly as
 * "Marketing Manager", "Electrician" in Marketing still as an electrician.
 */
function blendContext(
  index: TitleIndex,
  shares: Float64Array,
  reading: TitleReading,
  context: Context,
): void {
  if (context.words.length === 0) return;
  const together = weighWords(index, [...context.words, ...reading.words], reading.head).shares;
  const weight = context.weight * (1 - shares.reduce((most, share) => Math.max(most, share), 0));
  for (let k = 0; k < shares.length; k += 1) {
    shares[k] = (1 - weight) * (shares[k] ?? 0) + weight * (together[k] ?? 0);
  }
}

/** The classes with the highest shares, best first; equal shares in the order of the codes. */
function pickTop(shares: Float64Array, top: number): number[] {
  const best: number[] = [];
  for (let k = 0; k < shares.length; k += 1) {
    const share = shares[k] ?? 0;
    if (best.length === top && share <= (shares[best[top - 1] ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (shares[best[at - 1] ?? 0] ?? 0) < share) at -= 1;
    best.splice(at, 0, k);
    if (best.length > top) best.pop();
  }
  return best;
}

/** `.00`, unless the titles nearest clearly speak for a finer O*NET code of the same occupation. */
function pickCode(index: TitleIndex, soc: number, votes: TitleVotes): string {
  const general = index.generalCode[soc] ?? -1;
  let best = index.codes[general] ?? `${index.classifier.socs[soc] ?? ""}.00`;
  let most = finerFactor * (votes.byCode.get(general) ?? 0);
  for (const [code, vote] of votes.byCode) {
    const name = index.codes[code] ?? best;
    if (index.socOfCode[code] !== soc || name.endsWith(".00")) continue;
    if (vote > most || (vote === most && name < best)) {
      best = name;
      most = vote;
    }
  }
  return best;
}

type WordEvidence = { readonly written: string; readonly features: TitleFeatures };

/** Each word by itself, to tell which of them speak for a candidate. */
function listWordEvidence(reading: TitleReading, context: Context): WordEvidence[] {
  return [...reading.words, ...context.words].map((word) => ({
    written: reading.written.get(word) ?? word,
    features: readWordFeatures(word, reading.head),
  }));
}

/** Words whose own features raise the occupation, strongest first, as they were written. */
function listSupport(index: TitleIndex, evidence: readonly WordEvidence[], soc: number): string[] {
  const words = evidence
    .map(({ written, features }) => ({
      written,
      support: weightFor(index.classifier, index.featureRows, features, soc),
    }))
    .filter(({ support }) => support > 0)
    .sort((a, b) => b.support - a.support || (a.written < b.written ? -1 : 1))
    .map(({ written }) => written);
  return [...new Set(words)].slice(0, maxReasonWords);
}

function readContext(index: TitleIndex, input: MatchInput, reading: TitleReading): Context {
  const fresh = (text: string | null | undefined) =>
    text ? readTitle(index, text).words.filter((word) => !reading.words.includes(word)) : [];
  const department = fresh(input.department);
  if (department.length > 0) return { words: department, weight: mix.department };
  return { words: fresh(input.lineOfBusiness), weight: mix.lineOfBusiness };
}

function calibrate(share: number, reading: TitleReading, soc: string): number {
  const odds = Math.max(1e-6, share) / Math.max(1e-6, 1 - share);
  const sum =
    calibration.offset +
    calibration.slope * Math.log(odds) +
    calibration.unknown * (1 - reading.knownShare) +
    (professionalGroups.has(soc.slice(0, 2)) ? calibration.professional : 0);
  return 1 / (1 + Math.exp(-sum));
}

function explain(
  reading: TitleReading,
  votes: TitleVotes,
  context: Context,
  jobs: number,
  margin: number,
): MatchReason[] {
  const reasons: MatchReason[] = [];
  if (votes.exact) reasons.push({ code: "same_title" });
  else if (votes.nearest >= nearCosine) reasons.push({ code: "near_title" });
  else if (votes.nearest < farCosine) reasons.push({ code: "far_title" });
  if (reading.corrected.length > 0) reasons.push({ code: "spelling_mended", words: reading.corrected });
  if (reading.unknown.length > 0) reasons.push({ code: "unknown_words", words: reading.unknown });
  if (context.words.length > 0) reasons.push({ code: "context_used", words: context.words });
  if (jobs > 1) reasons.push({ code: "several_jobs" });
  if (margin < closeMargin) reasons.push({ code: "close_second" });
  return reasons;
}

/**
 * Ranks the occupations that a free-text title may name. Pure and deterministic; never throws, whatever the text.
 * @param top how many candidates to give, at least 1
 * @param policy when the best candidate is accepted without a person
 */
export function matchTitle(
  index: TitleIndex,
  input: MatchInput,
  top = 5,
  policy: MatchPolicy = defaultMatchPolicy,
): TitleMatch {
  const reading = readTitle(index, input.title);
  if (reading.words.length === 0) return nothingMatches;
  const context = readContext(index, input, reading);
  const { shares, votes, known } = weighWords(index, reading.words, reading.head);
  if (!known) return nothingMatches;
  const jobs = listJobs(index, reading);
  blendJobs(index, shares, jobs);
  blendContext(index, shares, reading, context);
  const best = pickTop(shares, Math.max(2, top));
  const [first = 0, second = 0] = best.map((soc) => shares[soc] ?? 0);
  const confidence = calibrate(first, reading, index.classifier.socs[best[0] ?? 0] ?? "");
  const margin = Math.max(0, first - second);
  const evidence = listWordEvidence(reading, context);
  return {
    candidates: best.slice(0, Math.max(1, top)).map((soc) => ({
      code: pickCode(index, soc, votes),
      score: shares[soc] ?? 0,
      words: listSupport(index, evidence, soc),
    })),
    confidence,
    margin,
    accepted: isAccepted({ confidence, margin }, policy),
    reasons: explain(reading, votes, context, jobs.length, margin),
  };
}
