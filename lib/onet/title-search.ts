/** What a person typed into an occupation search, as the database looks for it. */
export type TitleSearch =
  | { readonly kind: "code"; readonly digits: string }
  | {
      readonly kind: "words";
      /** Full-text query: every word as a prefix. Holds letters and digits only, so it needs no escaping. */
      readonly query: string;
      /** The words in lower case, single-spaced. */
      readonly plain: string;
    };

/** A longer text is no title; the rest is ignored. */
const maxWords = 12;
const maxLength = 200;

/** @returns null when the text holds neither a letter nor a digit. */
export function parseTitleSearch(text: string): TitleSearch | null {
  const trimmed = text.slice(0, maxLength).trim();
  // At least the major group; `11-1011`, `11-1011.00`, `111011` and their beginnings.
  if (/^\d{2}-?\d{0,4}\.?\d{0,2}$/.test(trimmed)) {
    return { kind: "code", digits: trimmed.replace(/\D/g, "") };
  }
  const words =
    trimmed
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, maxWords) ?? [];
  if (words.length === 0) return null;
  return { kind: "words", query: words.map((word) => `${word}:*`).join(" & "), plain: words.join(" ") };
}
