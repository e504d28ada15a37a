import type { XmlHandler } from "./xml-scanner";
import { attributeOf, unescapeXml } from "./xml-text";

/** Formats every spreadsheet program knows by number that show a date or a time (ECMA-376, 18.8.30). */
const dateFormats: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36],
  ...[45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

/** Whether a format of a workbook's own shows a date: a letter for day, month, year, hour or second, not in quotes. */
function showsDate(format: string): boolean {
  const codes = format
    .replace(/"[^"]*"|\\.|_./g, "")
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, "")
    .replace(/general/gi, "");
  return /[dmyhse]/i.test(codes) && !/[#?]|0(?![.,]?0*\s*$)/.test(codes.replace(/[.,]0+/g, ""));
}

/** Gathers which styles of a workbook show a number as a date. */
export class CellFormats implements XmlHandler {
  readonly wantsText = false;
  readonly #ownDateFormats = new Map<number, boolean>();
  readonly #isDate: boolean[] = [];
  #isInCellStyles = false;

  isDate(style: number): boolean {
    return this.#isDate[style] ?? false;
  }

  open(name: string, tag: string): void {
    if (name === "numFmt") {
      const format = unescapeXml(attributeOf(tag, "formatCode") ?? "");
      this.#ownDateFormats.set(Number(attributeOf(tag, "numFmtId")), showsDate(format));
    } else if (name === "cellXfs") {
      this.#isInCellStyles = true;
    } else if (name === "xf" && this.#isInCellStyles) {
      const format = Number(attributeOf(tag, "numFmtId") ?? 0);
      this.#isDate.push(this.#ownDateFormats.get(format) ?? dateFormats.has(format));
    }
  }

  close(name: string): void {
    if (name === "cellXfs") this.#isInCellStyles = false;
  }

  text(): void {
    // Styles hold nothing but attributes.
  }
}
