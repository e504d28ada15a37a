/** A passage of a text: UTF-16 code units, end exclusive. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

export type QuoteFault = "quote_too_short" | "quote_too_long" | "quote_not_found" | "quote_not_allowed";

export type FoundQuote =
  | { readonly passage: Passage; readonly text: string; readonly fault: null }
  | { readonly passage: null; readonly text: null; readonly fault: QuoteFault };

const longestQuote = 1_000;
/** Letters and digits; fewer than that are found in any text. */
const leastSigns = 3;

/**
 * Where a quote stands in a text: as it is, or after spaces, line ends and typographic signs are made alike on both
 * sides. What is returned is always the text's own passage. Passages in `closed` (what we put in, and what others put
 * in to steer the model) are no evidence: a quote that touches one is refused, unless it also stands elsewhere.
 */
export function findQuote(text: string, quote: string, closed: readonly Passage[] = []): FoundQuote {
  const signs = quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (signs < leastSigns) return refused("quote_too_short");
  if (quote.length > longestQuote) return refused("quote_too_long");
  // Half a character of two units: the database could not even hold it.
  if (/\p{Cs}/u.test(quote)) return refused("quote_not_found");
  let isClosed = false;
  for (const passage of places(text, quote)) {
    if (!closed.some((other) => overlap(passage, other)))
      return { passage, text: text.slice(passage.start, passage.end), fault: null };
    isClosed = true;
  }
  return refused(isClosed ? "quote_not_allowed" : "quote_not_found");
}

/** Every place of a passage in a text, none overlapping another. */
export function placesOf(text: string, passage: string): Passage[] {
  const found: Passage[] = [];
  if (passage === "") return found;
  for (let start = text.indexOf(passage); start >= 0; start = text.indexOf(passage, start + passage.length))
    found.push({ start, end: start + passage.length });
  return found;
}

function* places(text: string, quote: string): Generator<Passage> {
  const trimmed = quote.trim();
  yield* placesOf(text, trimmed);
  const even = evened(text);
  for (const wanted of new Set([evened(trimmed).text, unwrapped(evened(trimmed).text)]))
    for (const { start, end } of placesOf(even.text, wanted)) {
      const passage = { start: even.starts[start], end: even.ends[end - 1] };
      if (passage.start !== undefined && passage.end !== undefined)
        yield { start: passage.start, end: passage.end };
    }
}

/** A text made alike, with the place each of its code units had. */
interface Evened {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function evened(text: string): Evened {
  const signs: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  // By code point, so that no passage begins or ends within a character of two units.
  for (const { 0: sign, index } of text.matchAll(/\s+|./gsu)) {
    const plain = alike(sign);
    for (let unit = 0; unit < plain.length; unit++) {
      signs.push(plain.charAt(unit));
      starts.push(index);
      ends.push(index + sign.length);
    }
  }
  return { text: signs.join(""), starts, ends };
}

const plainSigns: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201b": "'",
  "\u2032": "'",
  "`": "'",
  "\u00b4": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u201f": '"',
  "\u2033": '"',
  "\u00ab": '"',
  "\u00bb": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u2026": "...",
  "\u00ad": "",
  "\u200b": "",
  "\u200c": "",
  "\u200d": "",
  "\u2060": "",
  "\ufeff": "",
};

function alike(sign: string): string {
  return plainSigns[sign] ?? (/^\s/.test(sign) ? " " : sign);
}

/** Models like to put a quote into quotation marks, or to end it with dots. */
function unwrapped(quote: string): string {
  return quote
    .replace(/^["']+|["']+$/g, "")
    .replace(/^\.{3}|\.{3}$/g, "")
    .trim();
}

const overlap = (a: Passage, b: Passage) => a.start < b.end && b.start < a.end;

function refused(fault: QuoteFault): FoundQuote {
  return { passage: null, text: null, fault };
}
