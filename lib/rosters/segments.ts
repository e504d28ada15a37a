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

interface CountedSegment {
  readonly title: number;
  readonly department: number;
  readonly lineOfBusiness: number;
  readonly location: number;
  headcount: number;
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
  readonly #segments = new Map<string, CountedSegment>();
  #people = 0;

  add(record: RosterRecord): void {
    const title = this.#titles.numberOf(record.title);
    const department = this.#departments.numberOf(record.department);
    const lineOfBusiness = this.#linesOfBusiness.numberOf(record.lineOfBusiness);
    const location = this.#locations.numberOf(record.location);
    const key = `${title} ${department} ${lineOfBusiness} ${location}`;
    const segment = this.#segments.get(key);
    if (segment) segment.headcount += record.headcount;
    else {
      this.#segments.set(key, { title, department, lineOfBusiness, location, headcount: record.headcount });
    }
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
    return Array.from(this.#segments.values(), (segment) => ({
      title: this.#titles.texts[segment.title] ?? "",
      titleKey: this.#titles.keys[segment.title] ?? "",
      department: this.#departments.texts[segment.department] || null,
      lineOfBusiness: this.#linesOfBusiness.texts[segment.lineOfBusiness] || null,
      location: this.#locations.texts[segment.location] || null,
      headcount: segment.headcount,
    }));
  }
}
