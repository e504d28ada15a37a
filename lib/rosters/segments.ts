import { createHash } from "node:crypto";
import type { RosterRecord } from "./row-checks";
import type { WorkforceSegment } from "./schema";

const maxKeyCharacters = 200;

/**
 * The form in which two spellings of a text are the same: upper and lower case, and letters that only differ in
 * how they are written ("ß" and "ss"), fall together. At most 200 characters, so that it can be indexed; longer
 * texts end in a hash of the whole.
 */
export function textKey(text: string): string {
  const key = text.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
  if (key.length <= maxKeyCharacters) return key;
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 40);
  const start = key.slice(0, maxKeyCharacters - hash.length - 1).replace(/\p{Surrogate}$/u, "");
  return `${start}#${hash}`;
}

/** A copy that does not hold on to the large text it was cut from. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

/** Texts that fall together under one key get one number; the first spelling stays. */
class Spellings {
  readonly #numberByText = new Map<string, number>();
  readonly #numberByKey = new Map<string, number>();
  readonly texts: string[] = [];
  readonly keys: string[] = [];

  numberOf(text: string): number {
    const known = this.#numberByText.get(text);
    if (known !== undefined) return known;
    const copy = ownCopy(text);
    const key = textKey(copy);
    const number = this.#numberByKey.get(key) ?? this.#addKey(key, copy);
    this.#numberByText.set(copy, number);
    return number;
  }

  #addKey(key: string, text: string): number {
    const number = this.texts.push(text) - 1;
    this.keys.push(key);
    this.#numberByKey.set(key, number);
    return number;
  }
}

/** Numbers pairs of numbers in the order in which they first come: (7, 3) → 0, (7, 4) → 1, … */
class Pairs {
  readonly #numberByPair = new Map<number, number>();
  readonly firsts: number[] = [];
  readonly seconds: number[] = [];

  /** Both below 2²⁶, so that the pair is one exact number; no roster has more rows. */
  numberOf(first: number, second: number): number {
    const pair = first * 2 ** 26 + second;
    const known = this.#numberByPair.get(pair);
    if (known !== undefined) return known;
    const number = this.firsts.push(first) - 1;
    this.seconds.push(second);
    this.#numberByPair.set(pair, number);
    return number;
  }
}

/**
 * Adds up people by title, department, line of business and location, row by row. Keeps these four texts and
 * nothing else of a row.
 */
export class SegmentAccumulator {
  readonly #titles = new Spellings();
  readonly #departments = new Spellings();
  readonly #linesOfBusiness = new Spellings();
  readonly #locations = new Spellings();
  /** Department and line of business. */
  readonly #units = new Pairs();
  /** Unit and location. */
  readonly #places = new Pairs();
  /** Title and place: the segments. */
  readonly #segments = new Pairs();
  readonly #headcounts: number[] = [];
  #people = 0;

  add(record: RosterRecord): void {
    const unit = this.#units.numberOf(
      this.#departments.numberOf(record.department),
      this.#linesOfBusiness.numberOf(record.lineOfBusiness),
    );
    const place = this.#places.numberOf(unit, this.#locations.numberOf(record.location));
    const segment = this.#segments.numberOf(this.#titles.numberOf(record.title), place);
    this.#headcounts[segment] = (this.#headcounts[segment] ?? 0) + record.headcount;
    this.#people += record.headcount;
  }

  get people(): number {
    return this.#people;
  }

  /** Distinct titles. */
  get roles(): number {
    return this.#titles.keys.length;
  }

  /** In the order in which they first appeared. */
  segments(): WorkforceSegment[] {
    return this.#headcounts.map((headcount, segment) => {
      const title = this.#segments.firsts[segment] ?? 0;
      const place = this.#segments.seconds[segment] ?? 0;
      const unit = this.#places.firsts[place] ?? 0;
      return {
        title: this.#titles.texts[title] ?? "",
        titleKey: this.#titles.keys[title] ?? "",
        department: this.#departments.texts[this.#units.firsts[unit] ?? 0] || null,
        lineOfBusiness: this.#linesOfBusiness.texts[this.#units.seconds[unit] ?? 0] || null,
        location: this.#locations.texts[this.#places.seconds[place] ?? 0] || null,
        headcount,
      };
    });
  }
}
