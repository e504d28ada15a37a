import { headness, type TitleIndex } from "./title-index";
import { normaliseTitle } from "./title-normaliser";
import { correctWord } from "./title-spelling";

/** A title as the index understands it: known words, the head, and what was mended on the way. */
export type TitleReading = {
  readonly words: readonly string[];
  readonly head: string | undefined;
  /** Words of each alternative ("Cook/Server"); empty when there is only one. */
  readonly parts: readonly (readonly string[])[];
  /** Share of the words that are known, 0–1. */
  readonly knownShare: number;
  /** Word → as it was written, in lower case. */
  readonly written: ReadonlyMap<string, string>;
  /** Words as written that were read as another spelling. */
  readonly corrected: readonly string[];
  /** Words as written that no reference title has. */
  readonly unknown: readonly string[];
};

const minHeadness = 0.35;

/** The first piece's last word, unless titles hardly ever end so ("Manager IT"): then the word that most often does. */
function chooseHead(
  index: TitleIndex,
  heads: readonly string[],
  words: readonly string[],
): string | undefined {
  const usual = heads.find((head) => headness(index, head) >= minHeadness);
  if (usual) return usual;
  let best = heads[0];
  for (const word of words) {
    if (headness(index, word) > Math.max(minHeadness, headness(index, best ?? ""))) best = word;
  }
  return best;
}

export function readTitle(index: TitleIndex, title: string): TitleReading {
  const normalised = normaliseTitle(title);
  const mended = new Map<string, readonly string[]>();
  const written = new Map(normalised.written);
  const corrected: string[] = [];
  for (const word of normalised.words) {
    const known = correctWord(index.spelling, word);
    mended.set(word, known);
    if (known[0] === word) continue;
    const asWritten = normalised.written.get(word) ?? word;
    corrected.push(asWritten);
    for (const part of known) written.set(part, asWritten);
  }
  const mend = (list: readonly string[]) => [...new Set(list.flatMap((word) => mended.get(word) ?? [word]))];
  const words = mend(normalised.words);
  const unknown = words.filter((word) => !index.postings.has(word));
  const parts = normalised.parts.map(mend);
  return {
    words,
    head: chooseHead(index, mend(normalised.heads), words),
    parts: parts.length > 1 ? parts : [],
    knownShare: words.length > 0 ? 1 - unknown.length / words.length : 0,
    written,
    corrected,
    unknown: unknown.map((word) => written.get(word) ?? word),
  };
}
