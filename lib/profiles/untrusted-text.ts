import { type FoldedText, foldText, refold } from "./folded-text";
import { type InjectionKind, phraseRules, shapeRules } from "./injection-rules";

/** A passage of a text, UTF-16 code units, end exclusive. */
export interface InjectionPassage {
  readonly kind: InjectionKind;
  readonly start: number;
  readonly end: number;
}

/** What stands where a passage was taken out. */
export const removedPassage = "[passage removed: it reads like an instruction]";

const separator = "[^\\p{L}\\p{N}]{1,6}";
const word = "[\\p{L}\\p{N}]+";

/** Letters that leetspeak and lookalikes confuse become one. */
const skeletonOf: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "i",
  "+": "t",
  l: "i",
};

const spread = (phrase: string, between: string, gap: string) =>
  phrase.replaceAll("~", gap).replaceAll(" ", between);

interface CompiledRule {
  readonly kind: InjectionKind;
  readonly pattern: RegExp;
}

/** With words apart, as they are written. */
const plainRules: readonly CompiledRule[] = phraseRules.map(({ kind, phrase }) => ({
  kind,
  pattern: wordsApart(phrase),
}));

function wordsApart(phrase: string): RegExp {
  const source = spread(phrase, separator, `${separator}(?:${word}${separator}){0,3}?`);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "gu");
}

/** Of phrases that need no figure: those that survive when digits are read as letters. */
const letterRules = phraseRules.filter(({ kind }) => kind !== "score_demand");

const asSkeleton = (phrase: string) => phrase.replaceAll("l", "i");

const skeletonRules: readonly CompiledRule[] = letterRules.map(({ kind, phrase }) => ({
  kind,
  pattern: wordsApart(asSkeleton(phrase)),
}));

/** With all letters together, for words that were pulled apart. */
const squeezedRules: readonly CompiledRule[] = letterRules.map(({ kind, phrase }) => ({
  kind,
  pattern: new RegExp(spread(asSkeleton(phrase), "", "\\p{L}{0,20}?"), "gu"),
}));

const isLetter = (character: string) => /\p{L}/u.test(character);
const isLetterOrDigit = (character: string) => /[\p{L}\p{N}]/u.test(character);

/** Digits and signs within words read as the letters they imitate; marks within words are dropped. */
function skeleton(folded: FoldedText): FoldedText {
  return refold(folded, (character, before, after) => {
    if (character === "l") return "i";
    const isInWord = isLetterOrDigit(before) || isLetterOrDigit(after);
    if (isInWord && skeletonOf[character]) return skeletonOf[character] ?? character;
    if (/[-_.*\u00b7]/.test(character) && isLetter(before) && isLetter(after)) return "";
    return character;
  });
}

/** Six pieces or more of at most three letters in a row. */
const pulledApart = /(?<!\p{L})(?:\p{L}{1,3}[^\p{L}\n]{1,4}){5,}\p{L}{1,3}(?!\p{L})/gu;

function* matchesOf(folded: FoldedText, rules: readonly CompiledRule[]): Generator<InjectionPassage> {
  for (const { kind, pattern } of rules) {
    for (const match of folded.text.matchAll(pattern)) yield passageAt(folded, kind, match.index, match[0]);
  }
}

function passageAt(
  folded: FoldedText,
  kind: InjectionKind,
  index: number,
  matched: string,
): InjectionPassage {
  const start = folded.starts[index] ?? 0;
  const end = folded.starts[index + matched.length] ?? folded.starts.at(-1) ?? 0;
  return { kind, start, end };
}

function* pulledApartMatches(bare: FoldedText): Generator<InjectionPassage> {
  for (const region of bare.text.matchAll(pulledApart)) {
    const cut: FoldedText = {
      text: region[0],
      starts: bare.starts.slice(region.index, region.index + region[0].length + 1),
    };
    const letters = refold(cut, (character) => (isLetter(character) ? character : ""));
    yield* matchesOf(letters, squeezedRules);
  }
}

const base64Text = /[A-Za-z0-9+/_-]{16,}(?:\s+[A-Za-z0-9+/_-]{16,})*={0,2}/g;
const hexText = /(?:[0-9a-fA-F]{2}[\s:]?){16,}/g;

/** Text that bytes hold, or null when they hold something else. */
function decoded(bytes: Buffer): string | null {
  const text = bytes.toString("utf8");
  const strange = text.match(/(?![\t\n\r])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return text.length > 0 && strange / text.length < 0.05 ? text : null;
}

function* encodedMatches(original: string): Generator<InjectionPassage> {
  const looks = [
    { shape: base64Text, encoding: "base64", bare: /\s/g },
    { shape: hexText, encoding: "hex", bare: /[\s:]/g },
  ] as const;
  for (const { shape, encoding, bare } of looks) {
    for (const match of original.matchAll(shape)) {
      const text = decoded(Buffer.from(match[0].replace(bare, ""), encoding));
      if (text === null || rawMatches(text).length === 0) continue;
      yield { kind: "encoded", start: match.index, end: match.index + match[0].length };
    }
  }
}

function rawMatches(original: string): InjectionPassage[] {
  const folded = foldText(original);
  const bare = skeleton(folded);
  const shapes = shapeRules.map(({ kind, shape }) => ({ kind, pattern: shape }));
  return [
    ...matchesOf(folded, plainRules),
    ...matchesOf(folded, shapes),
    ...matchesOf(bare, skeletonRules),
    ...pulledApartMatches(bare),
    ...encodedMatches(original),
  ];
}

/** Furthest that a passage reaches beyond what gave it away, when no sentence ends before. */
const reach = 200;

/** Not in the middle of a surrogate pair. */
const wholeCharacter = (text: string, at: number) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at);

/** The sentence around a match: what follows an order usually belongs to it. */
function widen(text: string, { kind, start, end }: InjectionPassage): InjectionPassage {
  if (kind === "encoded") return { kind, start, end };
  const before = text.slice(Math.max(0, start - reach), start);
  const sentenceStart = before.search(/[^.!?\n]*$/);
  const from = start - (before.length - Math.max(0, sentenceStart));
  const after = text.slice(end, end + reach);
  const rest = /^[^.!?\n]*[.!?]*/.exec(after)?.[0].length ?? 0;
  const lead = /^\s*/.exec(text.slice(from, start))?.[0].length ?? 0;
  return { kind, start: wholeCharacter(text, from + lead), end: wholeCharacter(text, end + rest) };
}

/** Passages that address a model, in order and apart from each other. */
export function findInjections(text: string): InjectionPassage[] {
  const found = rawMatches(text)
    .map((passage) => widen(text, passage))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: InjectionPassage[] = [];
  for (const passage of found) {
    const last = merged.at(-1);
    if (last && passage.start <= last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, passage.end) };
    } else {
      merged.push(passage);
    }
  }
  return merged;
}

export interface CleanedText {
  readonly text: string;
  readonly removed: readonly { readonly kind: InjectionKind; readonly excerpt: string }[];
}

/** Puts a fixed marker in the place of each passage that addresses a model. */
export function withoutInjections(text: string): CleanedText {
  const passages = findInjections(text);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of passages) {
    parts.push(text.slice(at, start), removedPassage);
    at = end;
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(""),
    removed: passages.map(({ kind, start, end }) => ({
      kind,
      excerpt: text.slice(start, end).slice(0, 300),
    })),
  };
}
