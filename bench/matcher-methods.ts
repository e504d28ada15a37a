import { matchTitle } from "@/lib/roles/occupation-matcher";
import { scoreFeatures } from "@/lib/roles/title-classifier";
import { readFeatures } from "@/lib/roles/title-features";
import { listTitleForms, type TitlePack } from "@/lib/roles/title-forms";
import type { TitleIndex } from "@/lib/roles/title-index";
import { readTitle } from "@/lib/roles/title-reading";
import { voteByTitles } from "@/lib/roles/title-votes";
import type { LabelledTitle } from "./matcher-measures";

/** A way of giving every occupation a score for the words of a title. */
type Method = (words: readonly string[], head: string | undefined) => Float64Array;

const saturation = 2;
const smoothing = 30;
const leastLog = -12;
const voteFloor = 0.005;

/** Word → occupation → weight of the titles that have it. */
function countWords(index: TitleIndex, pack: TitlePack) {
  const numbers = new Map(index.classifier.socs.map((soc, number) => [soc, number]));
  const byWord = new Map<string, Map<number, number>>();
  const byOccupation = new Float64Array(numbers.size);
  for (const { code, words, weight } of listTitleForms(pack)) {
    const soc = numbers.get(code.slice(0, 7)) ?? 0;
    for (const word of words) {
      const counts = byWord.get(word) ?? new Map<number, number>();
      counts.set(soc, (counts.get(soc) ?? 0) + weight);
      byWord.set(word, counts);
      byOccupation[soc] = (byOccupation[soc] ?? 0) + weight;
    }
  }
  return { byWord, byOccupation, all: byOccupation.reduce((sum, count) => sum + count, 0) };
}

type Counts = ReturnType<typeof countWords>;

/** BM25 with one document per occupation: all its titles. */
function bm25({ byWord, byOccupation }: Counts): Method {
  return (words) => {
    const scores = new Float64Array(byOccupation.length);
    for (const word of words) {
      const counts = byWord.get(word) ?? new Map<number, number>();
      const rarity = Math.log(1 + byOccupation.length / (counts.size + 0.5));
      for (const [soc, count] of counts)
        scores[soc] = (scores[soc] ?? 0) + (rarity * count) / (count + saturation);
    }
    return scores;
  };
}

function naiveBayes({ byWord, byOccupation, all }: Counts): Method {
  return (words) => {
    const scores = new Float64Array(byOccupation.length);
    for (const word of words) {
      const counts = byWord.get(word);
      if (!counts) continue;
      const usual = [...counts.values()].reduce((sum, count) => sum + count, 0) / all;
      byOccupation.forEach((size, soc) => {
        const share = ((counts.get(soc) ?? 0) + smoothing * usual) / (size + smoothing);
        scores[soc] = (scores[soc] ?? 0) + Math.log(share / usual);
      });
    }
    return scores;
  };
}

function classifier(index: TitleIndex): Method {
  return (words, head) => {
    const scores = new Float64Array(index.classifier.socs.length);
    scoreFeatures(index.classifier, index.featureRows, readFeatures(words, head), scores);
    return scores;
  };
}

function votes(index: TitleIndex): Method {
  return (words) => {
    const scores = new Float64Array(index.classifier.socs.length);
    for (const [code, vote] of voteByTitles(index, words).byCode) {
      const soc = index.socOfCode[code] ?? 0;
      scores[soc] = (scores[soc] ?? 0) + vote;
    }
    return scores;
  };
}

/** Scores as logarithms of shares that sum to 1. */
function toLogShares(scores: Float64Array): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return scores.map((score) => Math.max(score - highest - Math.log(sum), leastLog));
}

/** The product's mix with naive Bayes and BM25 as further voices. */
function all(parts: Record<"classifier" | "votes" | "bayes" | "bm25", Method>, priors: Float32Array): Method {
  return (words, head) => {
    const classified = toLogShares(parts.classifier(words, head));
    const voted = parts.votes(words, head);
    const total = voted.reduce((sum, vote) => sum + vote, 0) || 1;
    const bayes = toLogShares(parts.bayes(words, head));
    const matched = parts.bm25(words, head);
    return classified.map(
      (score, soc) =>
        0.6 * score +
        0.4 * Math.log((voted[soc] ?? 0) / total + voteFloor) +
        0.5 * (priors[soc] ?? 0) +
        0.1 * (bayes[soc] ?? 0) +
        0.1 * (matched[soc] ?? 0),
    );
  };
}

function rankOf(socs: readonly string[], scores: Float64Array, accepted: ReadonlySet<string>): number {
  const best = scores.reduce(
    (most, score, soc) => (accepted.has(socs[soc] ?? "") ? Math.max(most, score) : most),
    Number.NEGATIVE_INFINITY,
  );
  return best > 0 || best < 0 ? scores.filter((score) => score > best).length : Number.POSITIVE_INFINITY;
}

const resamples = 500;

/** "55.6 (48.3–62.8)": the share with its 95 % bootstrap interval, from a fixed seed. */
function withInterval(hits: readonly boolean[]): string {
  let state = 12345;
  const pick = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return hits[Math.floor((state / 4294967296) * hits.length)] ? 1 : 0;
  };
  const shares = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let at = 0; at < hits.length; at += 1) sum += pick();
    return (100 * sum) / hits.length;
  }).sort((a, b) => a - b);
  const share = (100 * hits.filter(Boolean).length) / Math.max(1, hits.length);
  const bound = (part: number) => (shares[Math.floor(part * resamples)] ?? 0).toFixed(1);
  return `${share.toFixed(1)} (${bound(0.025)}–${bound(0.975)})`;
}

/** One line per method, alone and together: top 1 and top 5 at 6 digits. */
export function methodLines(
  index: TitleIndex,
  pack: TitlePack,
  questions: readonly LabelledTitle[],
): string[] {
  const counts = countWords(index, pack);
  const parts = {
    classifier: classifier(index),
    votes: votes(index),
    bayes: naiveBayes(counts),
    bm25: bm25(counts),
  };
  const { socs } = index.classifier;
  const rankBy =
    (method: Method) =>
    ({ title, accepted }: LabelledTitle) => {
      const { words, head } = readTitle(index, title);
      return rankOf(socs, method(words, head), accepted);
    };
  const product = ({ title, accepted }: LabelledTitle) => {
    const codes = matchTitle(index, { title }, 5).candidates.map(({ code }) => code.slice(0, 7));
    const rank = codes.findIndex((soc) => accepted.has(soc));
    return rank < 0 ? Number.POSITIVE_INFINITY : rank;
  };
  const methods: [name: string, rank: (question: LabelledTitle) => number][] = [
    ["classifier", rankBy(parts.classifier)],
    ["title votes", rankBy(parts.votes)],
    ["naive Bayes", rankBy(parts.bayes)],
    ["BM25 by occupation", rankBy(parts.bm25)],
    ["classifier + votes + prior (the product)", product],
    ["all of them", rankBy(all(parts, index.priors))],
  ];
  return methods.map(([name, rank]) => {
    const ranks = questions.map(rank);
    return `${name}: top 1 ${withInterval(ranks.map((at) => at < 1))}, top 5 ${withInterval(ranks.map((at) => at < 5))}`;
  });
}
