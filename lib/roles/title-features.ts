import { themesByWord } from "./title-themes";
import { kindsByWord } from "./title-word-kinds";
import { rankWords } from "./title-words";

/** What the classifier reads from a title: hashed names with their strength. Parallel arrays. */
export type TitleFeatures = { ids: number[]; values: number[] };

const maxPairedWords = 7;
/** A word of rank hardly changes the occupation. */
const rankFactor = 0.35;
const strength = {
  word: 1,
  pair: 0.7,
  head: 0.5,
  prefix: 0.4,
  theme: 0.4,
  themeHead: 0.4,
  suffix: 0.3,
  kind: 0.3,
} as const;
type FeatureKind = keyof typeof strength;
const kindSeeds: Readonly<Record<FeatureKind, number>> = {
  word: 11,
  pair: 23,
  head: 37,
  prefix: 41,
  theme: 53,
  themeHead: 67,
  suffix: 79,
  kind: 97,
};

/** FNV-1a with a final mix, seeded by the kind of feature: a name for a feature in 32 bits. */
export function hashFeature(kind: FeatureKind, text: string): number {
  let hash = 2166136261 ^ kindSeeds[kind];
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return (hash ^ (hash >>> 13)) >>> 0;
}

class FeatureList {
  private readonly strengths = new Map<number, number>();

  add(kind: FeatureKind, text: string, factor = 1): void {
    this.strengths.set(hashFeature(kind, text), strength[kind] * factor);
  }

  finish(): TitleFeatures {
    return { ids: [...this.strengths.keys()], values: [...this.strengths.values()] };
  }
}

function addWord(list: FeatureList, word: string, head: string | undefined): void {
  if (rankWords.has(word)) {
    list.add("word", word, rankFactor);
    return;
  }
  list.add("word", word);
  if (word.length >= 6) list.add("prefix", word.slice(0, 5));
  if (word.length >= 7) list.add("suffix", word.slice(-4));
  for (const kind of kindsByWord.get(word) ?? []) list.add("kind", kind);
  for (const theme of themesByWord.get(word) ?? []) {
    list.add("theme", theme);
    if (head) list.add("themeHead", `${theme} ${head}`);
  }
}

/** Features of a title: its words, pairs of words in any order, the head word, beginnings, endings, themes and kinds. */
export function readFeatures(words: readonly string[], head: string | undefined): TitleFeatures {
  const list = new FeatureList();
  for (const word of words) addWord(list, word, head);
  const paired = words.slice(0, maxPairedWords);
  paired.forEach((word, index) => {
    for (const other of paired.slice(index + 1)) {
      const factor = rankWords.has(word) || rankWords.has(other) ? rankFactor : 1;
      list.add("pair", word < other ? `${word} ${other}` : `${other} ${word}`, factor);
    }
  });
  if (head) list.add("head", head);
  return list.finish();
}

/** Features of one word by itself, to tell what it alone speaks for. */
export function readWordFeatures(word: string, head: string | undefined): TitleFeatures {
  const list = new FeatureList();
  addWord(list, word, head);
  if (word === head) list.add("head", word);
  return list.finish();
}
