import type { RosterReading } from "./read-roster";
import type { RowReview } from "./review-schema";

/** What an import takes of a reading without faults. */
export type ImportableReading = Pick<
  RosterReading,
  "rows" | "people" | "roles" | "ignored" | "detected" | "mapping" | "segments"
> & {
  readonly columns: readonly { readonly name: string }[];
  readonly review: Pick<RowReview, "mendedLines" | "skippedLines">;
};

/** Numbers per segment: title, title key, department, line of business, location, headcount. */
export const segmentWidth = 6;
/** In the place of a text that is not there. */
export const noText = -1;

class Texts {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string | null): number {
    if (text === null) return noText;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.all.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}

/**
 * A reading as text to keep until the import, each name of a title, department or place once. Null when the roster
 * cannot be imported as it stands. Rows, samples and names of people are no part of it.
 */
export function packReading(reading: RosterReading): string | null {
  if (reading.refusal !== null || reading.faultCount > 0) return null;
  const { rows, people, roles, ignored, detected, mapping, review } = reading;
  const texts = new Texts();
  const segments: number[] = [];
  for (const segment of reading.segments) {
    segments.push(
      texts.numberOf(segment.title),
      texts.numberOf(segment.titleKey),
      texts.numberOf(segment.department),
      texts.numberOf(segment.lineOfBusiness),
      texts.numberOf(segment.location),
      segment.headcount,
    );
  }
  return JSON.stringify({
    ...{ rows, people, roles, ignored, detected, mapping },
    columns: reading.columns.map(({ name }) => ({ name })),
    review: { mendedLines: review.mendedLines, skippedLines: review.skippedLines },
    texts: texts.all,
    segments,
  });
}
