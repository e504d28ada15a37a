import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvCell, csvLine } from "./csv-line";

describe("csvLine", () => {
  it("quotes what RFC 4180 wants quoted and ends with CR LF", () => {
    expect(csvLine(["a", 'say "b"', "c,d", "e\nf", null, 0.5, true])).toBe(
      'a,"say ""b""","c,d","e\nf",,0.5,true\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1"])("takes the formula out of %j", (text) => {
    const [[cell] = []] = parse(csvLine([text, "x"]), { relax_column_count: true });
    expect(cell).toBe(`'${text}`);
  });

  it("leaves numbers and harmless text alone", () => {
    expect(csvLine([-1, "a=b", "43-3051.00", "O'Hara", " =1"])).toBe("-1,a=b,43-3051.00,O'Hara, =1\r\n");
  });

  it("reads back as it was written, but for the guard", () => {
    const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("=x", '"', ",", "\r\n", "-", ""));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
        const [record] = parse(csvLine(cells), { relax_column_count: true });
        expect(record).toEqual(cells.map((text) => (/^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text)));
      }),
    );
  });

  it("never begins a text cell with a character that starts a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const cells: CsvCell[] = [text];
        expect(csvLine(cells)).not.toMatch(/^"?[=+\-@\t\0]/);
      }),
    );
  });
});
