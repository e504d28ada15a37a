/** What a person typed into a search of the reference data. */
export type TitleSearch =
  | { readonly kind: "code"; readonly digits: string }
  | { readonly kind: "words"; readonly words: readonly string[] };

/** A longer text is no title; the rest is ignored. */
const maxWords = 12;
const maxLength = 200;

/** Words that titles share without meaning anything by them. */
const fillers = new Set(["a", "an", "and", "for", "in", "of", "or", "the", "to", "with"]);

/** `-ies` → `-y`, `-ches` → `-ch`, a plain plural without its s: so that a nurse finds nurses and the other way round. */
function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^su]s$/.test(word) && !word.endsWith("is") ? word.slice(0, -1) : word;
}

/** The words of a text as searches compare them: lower case, no accents, singular; signs part them. */
export function searchWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singularOf);
}

/** The words that tell titles apart; all of them, when there are only others. */
export function tellingWords(text: string): string[] {
  const words = searchWords(text);
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** @returns null when the text holds neither a letter nor a digit. */
export function parseTitleSearch(text: string): TitleSearch | null {
  const trimmed = text.slice(0, maxLength).trim();
  // At least the major group; `11-1011`, `11-1011.00`, `111011` and their beginnings.
  if (/^\d{2}-?\d{0,4}\.?\d{0,2}$/.test(trimmed)) {
    return { kind: "code", digits: trimmed.replace(/\D/g, "") };
  }
  const words = [...new Set(tellingWords(trimmed))].slice(0, maxWords);
  return words.length === 0 ? null : { kind: "words", words };
}
