export interface TextPart {
  readonly text: string;
  readonly isLit: boolean;
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/**
 * The text cut where words begin and end, with those that the matcher went by marked. The parts joined are the text.
 * @param words as `matchTitle` gives them: in lower case, without diacritics
 */
export function lightWords(text: string, words: readonly string[]): TextPart[] {
  const lit = new Set(words.map(plain));
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, isLit: lit.has(plain(part)) }));
}
