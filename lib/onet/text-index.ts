import { tellingWords } from "./title-search";
import { Vocabulary, type WordMatch } from "./vocabulary";

/** Short texts (titles, names) to be found by their words, also while they are typed and when they are misspelt. */

export interface TextMatch {
  /** Number of the text. */
  readonly text: number;
  /** Share of what was typed that the text answers, by how telling the words are and how well they match, 0–1. */
  readonly coverage: number;
  /** Share of the text that was typed, by how telling its words are, 0–1. */
  readonly fit: number;
  /** The text holds every word that was typed. */
  readonly isWhole: boolean;
}

/** Texts with less of what was typed are not worth showing. */
const leastCoverage = 0.5;
const textsAtOnce = 4000;

interface Sought {
  readonly matches: readonly WordMatch[];
  readonly weight: number;
}

export class TextIndex {
  readonly #vocabulary: Vocabulary;
  /** Word w stands in the texts postings[starts[w] … starts[w + 1]). */
  readonly #starts: Uint32Array;
  readonly #postings: Uint32Array;
  readonly #wordWeights: Float32Array;
  readonly #textWeights: Float32Array;
  // Scratch of one search, zero between searches.
  readonly #lastSought: Uint8Array;
  readonly #foundCount: Uint8Array;
  readonly #covered: Float32Array;
  readonly #fitting: Float32Array;

  private constructor(textWords: readonly (readonly string[])[]) {
    const uses = new Map<string, number>();
    for (const words of textWords) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
    const count = textWords.length;
    this.#vocabulary = new Vocabulary(uses);
    const { words } = this.#vocabulary;
    this.#starts = new Uint32Array(words.length + 1);
    words.forEach((_, number) => {
      this.#starts[number + 1] = (this.#starts[number] ?? 0) + this.#vocabulary.usesOf(number);
    });
    this.#wordWeights = Float32Array.from(words, (_, number) =>
      tellingness(this.#vocabulary.usesOf(number), count),
    );
    this.#postings = new Uint32Array(this.#starts[words.length] ?? 0);
    this.#textWeights = new Float32Array(count);
    const filled = this.#starts.slice();
    textWords.forEach((own, text) => {
      for (const word of own) {
        const number = this.#vocabulary.numberOf(word) ?? 0;
        const at = filled[number] ?? 0;
        this.#postings[at] = text;
        filled[number] = at + 1;
        addTo(this.#textWeights, text, this.#wordWeights[number] ?? 0);
      }
    });
    this.#lastSought = new Uint8Array(count);
    this.#foundCount = new Uint8Array(count);
    this.#covered = new Float32Array(count);
    this.#fitting = new Float32Array(count);
  }

  /** @param pause given room to others every few thousand texts, since a large index takes a while */
  static async build(texts: readonly string[], pause: () => Promise<void>): Promise<TextIndex> {
    const textWords: string[][] = [];
    for (const [number, text] of texts.entries()) {
      if (number % textsAtOnce === textsAtOnce - 1) await pause();
      textWords.push([...new Set(tellingWords(text))]);
    }
    await pause();
    return new TextIndex(textWords);
  }

  /**
   * The texts that hold every word that any text holds; where there is none, those with the more telling half of them.
   * In no order.
   * @param words at most 200, as `searchWords` gives them
   */
  find(words: readonly string[]): TextMatch[] {
    const sought = words.flatMap((word) => this.#seek(word)).filter(({ matches }) => matches.length > 0);
    const total = sought.reduce((sum, { weight }) => sum + weight, 0);
    const touched: number[] = [];
    sought.forEach((one, index) => {
      this.#collect(one, index + 1, touched);
    });
    const all = touched.map((text): TextMatch => {
      const fit = (this.#fitting[text] ?? 0) / (this.#textWeights[text] ?? 1);
      const isWhole = this.#foundCount[text] === sought.length;
      return { text, coverage: (this.#covered[text] ?? 0) / total, fit: Math.min(1, fit), isWhole };
    });
    for (const scratch of [this.#lastSought, this.#foundCount, this.#covered, this.#fitting]) {
      for (const text of touched) scratch[text] = 0;
    }
    const whole = all.filter(({ isWhole }) => isWhole);
    return whole.length > 0 ? whole : all.filter(({ coverage }) => coverage >= leastCoverage);
  }

  #seek(typed: string): Sought[] {
    const matches = this.#vocabulary.matchesOf(typed);
    const parts = matches.length === 0 ? this.#vocabulary.splitOf(typed) : undefined;
    if (parts !== undefined) return parts.flatMap((part) => this.#seek(part));
    const exact = matches[0]?.quality === 1 ? matches.slice(0, 1) : matches;
    const uses = exact.reduce((sum, { word }) => sum + this.#vocabulary.usesOf(word), 0);
    return [{ matches, weight: tellingness(uses, this.#textWeights.length) }];
  }

  #collect({ matches, weight }: Sought, mark: number, touched: number[]): void {
    for (const { word, quality } of matches) {
      const fitting = (this.#wordWeights[word] ?? 0) * quality;
      const end = this.#starts[word + 1] ?? 0;
      for (let at = this.#starts[word] ?? 0; at < end; at += 1) {
        const text = this.#postings[at] ?? 0;
        const last = this.#lastSought[text] ?? 0;
        // The best match of this word has counted already.
        if (last === mark) continue;
        if (last === 0) touched.push(text);
        this.#lastSought[text] = mark;
        addTo(this.#foundCount, text, 1);
        addTo(this.#covered, text, weight * quality);
        addTo(this.#fitting, text, fitting);
      }
    }
  }
}

function addTo(sums: Float32Array | Uint8Array, place: number, amount: number): void {
  sums[place] = (sums[place] ?? 0) + amount;
}

/** Rare words say most. */
function tellingness(uses: number, texts: number): number {
  return Math.log(1 + texts / (uses + 0.5));
}
