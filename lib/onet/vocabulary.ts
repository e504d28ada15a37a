/** The words of an index and which of them a typed word may mean: itself, its continuation, or a misspelling. */

export interface WordMatch {
  /** Number of the word in the vocabulary. */
  readonly word: number;
  /** 0–1; 1 for the very word. */
  readonly quality: number;
}

const prefixQuality = 0.75;
/** What each letter that is wrong costs. */
const letterCost = 0.2;
/** What it costs to be both misspelt and unfinished. */
const unfinishedCost = 0.1;
const otherFirstLetterCost = 0.1;
/** Fewer uses than this may themselves be slips, so near words are looked for as well. */
const trustedUses = 3;
const minPrefixLength = 3;

/** One bit per letter (a digit or another script shares one), so that most words need no closer look. */
function lettersOf(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index += 1) mask |= 1 << ((word.charCodeAt(index) - 97) & 31);
  return mask;
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

/** How many letters of a word of this length may be wrong. */
function mostSlips(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

interface Distances {
  /** To the whole word. */
  readonly whole: number;
  /** To the beginning of it that is nearest. */
  readonly beginning: number;
}

/** Letters to add, drop, replace or swap with a neighbour (optimal string alignment) to get from what was typed. */
export function typingDistances(typed: string, word: string): Distances {
  const width = word.length + 1;
  let beforePrevious = new Array<number>(width).fill(0);
  let previous = Array.from({ length: width }, (_, index) => index);
  const at = (row: readonly number[], index: number) => row[index] ?? 0;
  for (let i = 1; i <= typed.length; i += 1) {
    const current = new Array<number>(width).fill(i);
    for (let j = 1; j < width; j += 1) {
      const isSame = typed[i - 1] === word[j - 1];
      const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      const replaced = at(previous, j - 1) + (isSame ? 0 : 1);
      const swapped = isSwapped ? at(beforePrevious, j - 2) + 1 : replaced;
      current[j] = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, replaced, swapped);
    }
    beforePrevious = previous;
    previous = current;
  }
  return { whole: at(previous, word.length), beginning: Math.min(...previous) };
}

export class Vocabulary {
  /** In order, so that words with the same beginning stand together. */
  readonly words: readonly string[];
  readonly #uses: readonly number[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #letters: Int32Array;

  /** @param uses word → in how many texts it stands */
  constructor(uses: ReadonlyMap<string, number>) {
    this.words = [...uses.keys()].sort();
    this.#uses = this.words.map((word) => uses.get(word) ?? 0);
    this.#numbers = new Map(this.words.map((word, number) => [word, number]));
    this.#letters = Int32Array.from(this.words, lettersOf);
  }

  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  usesOf(number: number): number {
    return this.#uses[number] ?? 0;
  }

  /** The best first. Misspellings are looked for only where hardly anything is spelt that way. */
  matchesOf(typed: string): WordMatch[] {
    const matches = this.#beginningWith(typed);
    const uses = matches.reduce((sum, { word }) => sum + this.usesOf(word), 0);
    const isEnough = uses >= trustedUses && (typed.length >= minPrefixLength || matches[0]?.quality === 1);
    const found = isEnough
      ? matches
      : [...matches, ...this.#near(typed, new Set(matches.map(({ word }) => word)))];
    return found.sort((a, b) => b.quality - a.quality || a.word - b.word);
  }

  /** Two words that somebody wrote as one; undefined unless both are in common use. */
  splitOf(typed: string): readonly [string, string] | undefined {
    let best: readonly [string, string] | undefined;
    let bestUses = trustedUses - 1;
    for (let cut = 3; cut <= typed.length - 3; cut += 1) {
      const parts = [typed.slice(0, cut), typed.slice(cut)] as const;
      const uses = Math.min(...parts.map((part) => this.usesOf(this.numberOf(part) ?? -1)));
      if (uses > bestUses) [best, bestUses] = [parts, uses];
    }
    return best;
  }

  #beginningWith(typed: string): WordMatch[] {
    const matches: WordMatch[] = [];
    for (let number = this.#firstAtOrAfter(typed); number < this.words.length; number += 1) {
      const word = this.words[number] ?? "";
      if (!word.startsWith(typed)) break;
      const quality =
        word === typed ? 1 : prefixQuality + (0.9 - prefixQuality) * (typed.length / word.length);
      matches.push({ word: number, quality });
    }
    return matches;
  }

  #firstAtOrAfter(typed: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.words[middle] ?? "") < typed) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #near(typed: string, known: ReadonlySet<number>): WordMatch[] {
    const slips = mostSlips(typed.length);
    if (slips === 0) return [];
    const letters = lettersOf(typed);
    const matches: WordMatch[] = [];
    for (let number = 0; number < this.words.length; number += 1) {
      // A letter that the word lacks altogether is a slip, at least.
      const missing = letters & ~(this.#letters[number] ?? 0);
      if (missing !== 0 && bitsOf(missing) > slips) continue;
      const word = this.words[number] ?? "";
      if (word.length < typed.length - slips || known.has(number)) continue;
      const quality = nearness(typed, word, slips);
      if (quality > 0) matches.push({ word: number, quality });
    }
    return matches;
  }
}

function nearness(typed: string, word: string, slips: number): number {
  const { whole, beginning } = typingDistances(typed, word);
  const start = typed[0] === word[0] ? 0 : otherFirstLetterCost;
  if (whole <= slips) return 1 - whole * letterCost - start;
  return beginning <= slips ? prefixQuality - beginning * letterCost - unfinishedCost - start : 0;
}
