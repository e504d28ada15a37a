/** A quote's place in a text: UTF-16 code units, end exclusive. */
export interface QuotePlace {
  readonly key: string;
  readonly quoteStart: number | null;
  readonly quoteEnd: number | null;
}

export interface TextSegment {
  readonly text: string;
  /** Where it begins. */
  readonly start: number;
  /** The criteria whose quotes cover it, in the order they were given. */
  readonly keys: readonly string[];
  /** Those whose quote begins here. */
  readonly begins: readonly string[];
}

interface Place {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

function placesIn(text: string, quotes: readonly QuotePlace[]): Place[] {
  return quotes.flatMap(({ key, quoteStart, quoteEnd }) => {
    if (quoteStart === null || quoteEnd === null) return [];
    const isInside = quoteStart >= 0 && quoteStart < quoteEnd && quoteEnd <= text.length;
    return isInside ? [{ key, start: quoteStart, end: quoteEnd }] : [];
  });
}

/** Cuts a text where quotes begin and end, so that overlapping ones can be lit at once. The parts sum to the text. */
export function quoteSegments(text: string, quotes: readonly QuotePlace[]): TextSegment[] {
  const places = placesIn(text, quotes);
  const cuts = new Set([0, text.length, ...places.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    const covering = places.filter((place) => place.start <= start && place.end >= end);
    return {
      text: text.slice(start, end),
      start,
      keys: covering.map(({ key }) => key),
      begins: covering.filter((place) => place.start === start).map(({ key }) => key),
    };
  });
}
