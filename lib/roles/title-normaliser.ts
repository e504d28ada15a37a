import { abbreviations, droppedWords, isRomanNumeral, sameWords } from "./title-words";

export type NormalisedTitle = {
  /** Words in the order written: expanded, singular, without grades and filler; repeats removed. */
  readonly words: readonly string[];
  /** The last word of each piece before a preposition: what may name the worker, in the order written. */
  readonly heads: readonly string[];
  /** Words of each part between separators ("Cook/Server" has two); one part when there is only one. */
  readonly parts: readonly (readonly string[])[];
  /** Word → as it was written, in lower case. */
  readonly written: ReadonlyMap<string, string>;
};

const maxTitleLength = 400;
const maxWords = 24;
const prepositions = new Set(["of", "for", "in", "to", "with", "at", "on", "from"]);
const separators = /[,;:()[\]{}|/]| - |--|–|—| or /;
const betweenWords = /[^\p{L}\p{N}]+/u;
/** Singular words that end in s. */
const endsInS = new Set(["news", "lens", "express", "always", "atlas", "canvas", "christmas", "texas"]);
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
/** Numbers that carry meaning. */
const namedNumbers = new Set(["2d", "3d", "4d", "5g", "k12", "b2b", "b2c"]);

/** "Teacher, Grade 7" is of the seventh grade and "Grades 9-12" of high school; elsewhere a grade is one of pay. */
function nameSchoolGrades(text: string): string {
  return text
    .replace(/\bgrades? ?(?:9|1[0-2])(?: ?(?:-|to) ?1[0-2])?\b/g, "high school")
    .replace(
      /\bgrades? ?([1-8])\b(?: ?(?:-|to) ?[1-8]\b)?/g,
      (_, grade: string) => `${ordinals[Number(grade) - 1]} grade`,
    );
}

/** Lower case, without diacritics and apostrophes; forms that punctuation would tear apart are written out. */
function foldText(text: string): string {
  let folded = text
    .slice(0, maxTitleLength)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ");
  if (/['’`]/.test(folded)) {
    folded = folded
      .replace(/\bass['’`]t\b/g, "assistant")
      .replace(/\beng['’`]r\b/g, "engineer")
      .replace(/\bm(?:ana)?g['’`]r\b/g, "manager")
      .replace(/['’`]s\b/g, "")
      .replace(/['’`]/g, "");
  }
  if (/[&+#.]/.test(folded)) {
    folded = folded
      .replace(/\br ?& ?d\b/g, " research development ")
      .replace(/\bfp ?& ?a\b/g, " financial planning analysis ")
      .replace(/\bc\+\+/g, "cplusplus")
      .replace(/\bc#/g, "csharp")
      .replace(/\.net\b/g, " dotnet")
      .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1");
  }
  if (/\d/.test(folded)) {
    folded = (/\bteacher\b/.test(folded) ? nameSchoolGrades(folded) : folded)
      .replace(/\bgrade ?-?\d+\b/g, " ")
      .replace(/\b([1-8])(?:st|nd|rd|th)\b/g, (_, digit: string) => ordinals[Number(digit) - 1] ?? "");
  }
  return folded
    .replace(/\b(?:full|part)[ -]?time\b|\b(?:\w+ )?shift\b|\bgrade [ivx]+\b/g, " ")
    .replace(/\baccts?\b\.?(?= (?:m[ag]|ex|rep|dir|coord|pay|rec))/g, "account")
    .replace(/\bx-ray\b/g, "xray")
    .replace(/\be-commerce\b/g, "ecommerce")
    .replace(/\bpost-?\s?doc/g, "postdoc")
    .replace(/\bob ?[/-] ?gyn\b/g, "obgyn")
    .replace(/,? \(?except\b.*$/, "");
}

/** The singular of a title word; words that only look plural stay. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || endsInS.has(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(?:sses|shes|ches|xes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function isLeftOut(raw: string): boolean {
  if (raw.length === 1) return /[a-z\d]/.test(raw);
  return isRomanNumeral(raw) || (/\d/.test(raw) && !namedNumbers.has(raw));
}

const expansions = new Map<string, readonly string[]>();
const maxExpansions = 50_000;

function lookUp(raw: string): readonly string[] {
  const long = abbreviations.get(raw) ?? sameWords.get(raw);
  if (long) return long;
  const single = singular(raw);
  return abbreviations.get(single) ?? sameWords.get(single) ?? [single];
}

/** What a written word stands for: none, one or several words. */
function expandWord(raw: string): readonly string[] {
  const known = expansions.get(raw);
  if (known) return known;
  const words = isLeftOut(raw)
    ? []
    : lookUp(raw)
        .map(singular)
        .filter((word) => !droppedWords.has(word));
  if (expansions.size < maxExpansions) expansions.set(raw, words);
  return words;
}

function readPieceWords(piece: string, written: Map<string, string>): string[] {
  const words: string[] = [];
  for (const raw of piece.split(betweenWords)) {
    if (!raw) continue;
    for (const word of expandWord(raw)) {
      words.push(word);
      if (!written.has(word)) written.set(word, raw);
    }
  }
  return words;
}

function readHead(piece: string, written: Map<string, string>): string | null {
  const tokens = piece.trim().split(/\s+/);
  const cut = tokens.findIndex((token, position) => position > 0 && prepositions.has(token));
  return readPieceWords(cut > 0 ? tokens.slice(0, cut).join(" ") : piece, written).at(-1) ?? null;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

/** Reads a job title as people write it. Never throws; a title without a letter gives no words. */
export function normaliseTitle(title: string): NormalisedTitle {
  const text = foldText(title);
  const written = new Map<string, string>();
  const words = unique(readPieceWords(text, written)).slice(0, maxWords);
  const pieces = text.split(separators);
  return {
    words,
    heads: unique(pieces.flatMap((piece) => readHead(piece, written) ?? [])),
    parts: pieces.map((piece) => unique(readPieceWords(piece, written))).filter((part) => part.length > 0),
    written,
  };
}
