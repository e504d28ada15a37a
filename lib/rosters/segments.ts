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

/** Texts that fall together under one key get one number; the first spelling stays. */
class Spellings {
  readonly #numberByText = new Map<string, number>();
  readonly #numberByKey = new Map<string, number>();
  readonly texts: string[] = [];
  readonly keys: string[] = [];

  numberOf(text: string): number {
    const known = this.#numberByText.get(text);
    if (known !== undefined) return known;
    const key = textKey(text);
    const number = this.#numberByKey.get(key) ?? this.#addKey(key, text);
    this.#numberByText.set(text, number);
    return number;
  }

  #addKey(key: string, text: string): number {
    const number = this.texts.push(text) - 1;
    this.keys.push(key);
    this.#numberByKey.set(key, number);
    return number;
  }
}

/** Half of a table of pairs is free at least, so that a search soon comes to an end. */
const firstSlots = 1_024;

/**
 * Numbers pairs of numbers in the order in which they first come: (7, 3) → 0, (7, 4) → 1, … A table of its own, because
 * a `Map` needs one key for both, which beyond 2³¹ costs an object each.
 */
class Pairs {
  #slots = new Int32Array(firstSlots).fill(-1);
  readonly firsts: number[] = [];
  readonly seconds: number[] = [];

  numberOf(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const known = this.#slots[slot] ?? -1;
    if (known !== -1) return known;
    const number = this.firsts.push(first) - 1;
    this.seconds.push(second);
    this.#slots[slot] = number;
    if (this.firsts.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  /** Where a pair lies, or the free place where it belongs. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const number = this.#slots[slot] ?? -1;
      if (number === -1 || (this.firsts[number] === first && this.seconds[number] === second)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4).fill(-1);
    for (let number = 0; number < this.firsts.length; number += 1) {
      this.#slots[this.#slotOf(this.firsts[number] ?? 0, this.seconds[number] ?? 0)] = number;
    }
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
  readonly #wantsSegments: boolean;
  #people = 0;

  /** @param wantsSegments false: only people and titles are counted, which takes less time and memory */
  constructor({ wantsSegments }: { readonly wantsSegments: boolean }) {
    this.#wantsSegments = wantsSegments;
  }

  add(record: RosterRecord): void {
    const title = this.#titles.numberOf(record.title);
    this.#people += record.headcount;
    if (!this.#wantsSegments) return;
    const unit = this.#units.numberOf(
      this.#departments.numberOf(record.department),
      this.#linesOfBusiness.numberOf(record.lineOfBusiness),
    );
    const place = this.#places.numberOf(unit, this.#locations.numberOf(record.location));
    const segment = this.#segments.numberOf(title, place);
    this.#headcounts[segment] = (this.#headcounts[segment] ?? 0) + record.headcount;
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
