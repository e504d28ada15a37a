import { cellText } from "./header-text";

/** Texts of one column that are remembered, and how long they may be: enough for every title of a large employer. */
const maxTexts = 20_000;
const maxCharacters = 200;

/** A copy that does not hold on to the large text it was cut from. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

/**
 * `cellText` of the cells of one column, most of which came before. Equal cells give the very same text, which holds on
 * to no large one.
 */
export class KnownTexts {
  readonly #cleanByCell = new Map<string, string>();

  of(cell: string): string {
    const known = this.#cleanByCell.get(cell);
    if (known !== undefined) return known;
    const clean = ownCopy(cellText(cell));
    if (cell.length <= maxCharacters && this.#cleanByCell.size < maxTexts) {
      this.#cleanByCell.set(clean === cell ? clean : ownCopy(cell), clean);
    }
    return clean;
  }
}

const zero = 0x30;
const maxDigits = 9;

/** The number that a text of one to nine digits without a leading zero says; -1 for any other text. */
function shortNumber(text: string): number {
  const { length } = text;
  if (length === 0 || length > maxDigits || text.charCodeAt(0) === zero) return -1;
  let number = 0;
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Half of the places are free at least, so that a search soon comes to an end. */
const firstPlaces = 1_024;

/** Line by number, in two flat tables: a `Map` takes several times the time and memory for hundreds of thousands. */
class LineByNumber {
  /** A number from 1, or 0 for a free place. */
  #numbers = new Int32Array(firstPlaces);
  #lines = new Int32Array(firstPlaces);
  #size = 0;

  #placeOf(number: number): number {
    const mask = this.#numbers.length - 1;
    const mixed = Math.imul(number, 0x9e3779b1);
    let place = (mixed ^ (mixed >>> 15)) & mask;
    while (this.#numbers[place] !== 0 && this.#numbers[place] !== number) place = (place + 1) & mask;
    return place;
  }

  /** The line that was set before, or 0. */
  take(number: number, line: number): number {
    const place = this.#placeOf(number);
    const taken = this.#lines[place] ?? 0;
    if (taken !== 0) return taken;
    if (this.#numbers[place] === 0) this.#size += 1;
    this.#numbers[place] = number;
    this.#lines[place] = line;
    if (this.#size * 2 > this.#numbers.length) this.#grow();
    return 0;
  }

  release(number: number): void {
    this.#lines[this.#placeOf(number)] = 0;
  }

  #grow(): void {
    const [numbers, lines] = [this.#numbers, this.#lines];
    this.#numbers = new Int32Array(numbers.length * 4);
    this.#lines = new Int32Array(numbers.length * 4);
    for (let place = 0; place < numbers.length; place += 1) {
      const number = numbers[place] ?? 0;
      if (number === 0) continue;
      const target = this.#placeOf(number);
      this.#numbers[target] = number;
      this.#lines[target] = lines[place] ?? 0;
    }
  }
}

/** On which line an id of a person was first. */
export class IdLines {
  readonly #byNumber = new LineByNumber();
  readonly #byText = new Map<string, number>();

  /** Takes an id for a line. @returns the line that has it already, or 0 */
  take(id: string, line: number): number {
    const number = shortNumber(id);
    if (number !== -1) return this.#byNumber.take(number, line);
    const taken = this.#byText.get(id);
    if (taken !== undefined) return taken;
    this.#byText.set(ownCopy(id), line);
    return 0;
  }

  release(id: string): void {
    const number = shortNumber(id);
    if (number === -1) this.#byText.delete(id);
    else this.#byNumber.release(number);
  }
}
