import { singular } from "./title-normaliser";
import { abbreviations, isRomanNumeral, sameWords } from "./title-words";

/**
 * Titles of a session that are, near-certainly, one title written in several ways. Grades are kept apart ("Engineer I"
 * is not "Engineer II"), and so are two words that are both known ("Trainer" is no misspelt "Trainee").
 */

export interface TitleToCompare {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
}

export interface SpellingGroup {
  /** The title that most people have, of those without an unknown word where there is one. */
  readonly intoId: string;
  /** The others, the most people first. */
  readonly otherIds: readonly string[];
}

const romanDigits = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
const linkWords = new Set(["a", "an", "and", "the", "of", "for", "in", "at", "on"]);
/** Where these stand, the order of words tells who helps whom. */
const orderWords = new Set(
  "assistant associate deputy aide helper secretary apprentice trainee intern support to vice under".split(
    " ",
  ),
);
/** Short forms that stand for one thing only; others need three letters. */
const certainShortForms = new Set(["sr", "jr", "vp", "hr", "qa", "rn", "sw", "hw"]);
const minLongWord = 7;

function fold(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/['’`]s\b/g, "")
    .replace(/['’`.]/g, "")
    .replace(/&/g, " and ");
}

function writeOut(raw: string): readonly string[] {
  if (isRomanNumeral(raw)) return [String(romanDigits.indexOf(raw) + 1)];
  const long = raw.length > 2 || certainShortForms.has(raw) ? abbreviations.get(raw) : undefined;
  return (long ?? sameWords.get(raw) ?? [raw]).map(singular);
}

function readWords(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(writeOut).filter((word) => !linkWords.has(word));
}

/** "Engineer, Software, Sr" in the order one speaks it: pieces behind a comma go first. */
function inSpokenOrder(title: string): string[] {
  return fold(title).split(",").reverse().flatMap(readWords);
}

/** Words in one order for all ways of writing a title: sorted, unless the order tells something. */
function inOneOrder(words: readonly string[]): readonly string[] {
  return words.some((word) => orderWords.has(word)) ? words : [...words].sort();
}

function withoutOneLetter(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

/** Titles of one set stay together whatever joins them. */
class Sets {
  readonly #parents: number[] = [];

  root(index: number): number {
    let root = index;
    for (let parent = this.#parents[root]; parent !== undefined; parent = this.#parents[root]) root = parent;
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.root(a), this.root(b)].sort((x, y) => x - y);
    if (first !== undefined && second !== undefined && first !== second) this.#parents[second] = first;
  }
}

/** Joins titles whose texts are the same; the first under each text stands for it. */
function joinEqual(sets: Sets, texts: readonly string[]): void {
  const firsts = new Map<string, number>();
  texts.forEach((text, index) => {
    if (text === "") return;
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, index);
    else sets.join(first, index);
  });
}

/** One letter too many, too few, another one, or two neighbours swapped, with the first letter right. */
function isOneTypo(a: string, b: string): boolean {
  if (a === b || a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return isSwap || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

/** Form with a letter left out → known words of these titles that it may come from. */
function indexLongWords(
  titles: readonly (readonly string[])[],
  knownWords: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (const word of new Set(titles.flat())) {
    if (word.length < minLongWord - 1 || !knownWords.has(word)) continue;
    for (const form of withoutOneLetter(word)) {
      const present = forms.get(form);
      if (present) present.push(word);
      else forms.set(form, [word]);
    }
  }
  return forms;
}

/** Joins titles that differ by one typo in one long word, of which one is known and the other is not. */
function joinTypos(
  sets: Sets,
  spoken: readonly (readonly string[])[],
  knownWords: ReadonlySet<string>,
): void {
  const known = indexLongWords(spoken, knownWords);
  const places = new Map<string, number>();
  spoken.forEach((words, index) => {
    places.set(inOneOrder(words).join(" "), index);
  });
  const meant = (word: string) =>
    [...new Set(withoutOneLetter(word).flatMap((form) => known.get(form) ?? []))].filter(
      (right) => Math.max(right.length, word.length) >= minLongWord && isOneTypo(right, word),
    );
  spoken.forEach((words, index) => {
    for (const [position, word] of words.entries()) {
      if (word.length < minLongWord - 1 || knownWords.has(word)) continue;
      for (const right of meant(word)) {
        const other = places.get(
          inOneOrder(words.map((each, place) => (place === position ? right : each))).join(" "),
        );
        if (other !== undefined) sets.join(other, index);
      }
    }
  });
}

/**
 * Groups of titles to merge, the most people first.
 * @param knownWords words of O*NET's titles, in lower case and singular
 */
export function groupSpellings(
  titles: readonly TitleToCompare[],
  knownWords: ReadonlySet<string>,
): SpellingGroup[] {
  const spoken = titles.map(({ title }) => inSpokenOrder(title));
  const ordered = spoken.map(inOneOrder);
  const sets = new Sets();
  joinEqual(
    sets,
    ordered.map((words) => words.join(" ")),
  );
  joinEqual(
    sets,
    spoken.map((words) => words.join("")),
  );
  joinTypos(sets, spoken, knownWords);
  const members = new Map<number, number[]>();
  titles.forEach((_, index) => {
    const root = sets.root(index);
    const present = members.get(root);
    if (present) present.push(index);
    else members.set(root, [index]);
  });
  const isKnown = (index: number) => spoken[index]?.every((word) => knownWords.has(word)) === true;
  const people = (index: number) => titles[index]?.headcount ?? 0;
  return [...members.values()]
    .filter((group) => group.length > 1)
    .map((group) =>
      group.sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || people(b) - people(a) || a - b),
    )
    .sort((a, b) => b.reduce((sum, i) => sum + people(i), 0) - a.reduce((sum, i) => sum + people(i), 0))
    .map((group) => {
      const [intoId = "", ...otherIds] = group.map((index) => titles[index]?.id ?? "");
      return { intoId, otherIds };
    });
}
