import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RosterRefusedError } from "../notes";
import { DelimitedTextParser, type RosterRow } from "./delimited-text";

function read(text: string, delimiter: string | null = ",", pieces = [text]): RosterRow[] {
  const parser = new DelimitedTextParser(delimiter);
  const rows: RosterRow[] = [];
  for (const piece of pieces) parser.push(piece, rows);
  parser.end(rows);
  return rows;
}

const cellsOf = (rows: RosterRow[]) => rows.map((row) => row.cells);
const linesOf = (rows: RosterRow[]) => rows.map((row) => row.line);

function refusalOf(text: string) {
  try {
    read(text);
  } catch (error) {
    if (error instanceof RosterRefusedError) return error.refusal;
    throw error;
  }
  return undefined;
}

/** RFC 4180, every cell quoted. */
function written(matrix: string[][], delimiter: string, lineEnd: string): string {
  return matrix
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + lineEnd)
    .join("");
}

function cut(text: string, points: number[]): string[] {
  const sorted = [...new Set(points.map((point) => point % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...sorted].map((point, index) => text.slice(point, sorted[index] ?? text.length));
}

describe("DelimitedTextParser", () => {
  it("reads rows with any line end, also mixed and with none at the end", () => {
    expect(cellsOf(read("a,b\r\nc,d\ne,f\rg,h"))).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
      ["g", "h"],
    ]);
  });

  it("numbers rows by their physical line, also after line ends inside quotes", () => {
    const rows = read('a,b\r\n"x\r\ny",2\r\n\r\n"p\rq\nr",4\r\nlast,5');
    expect(linesOf(rows)).toEqual([1, 2, 4, 5, 8]);
  });

  it("keeps a blank line as a row with one empty cell", () => {
    expect(cellsOf(read("a,b\n\nc,d\n"))).toEqual([["a", "b"], [""], ["c", "d"]]);
  });

  it("takes a quotation mark inside an unquoted cell as text", () => {
    expect(cellsOf(read('Turner 12" lathe,Works\n'))).toEqual([['Turner 12" lathe', "Works"]]);
  });

  it("allows spaces around a quoted cell and keeps them in a plain one", () => {
    expect(cellsOf(read('a, "b, c" , d \n'))).toEqual([["a", "b, c", " d "]]);
  });

  it("reads each line as one cell without a delimiter", () => {
    expect(cellsOf(read("title\nEngineer, Software\n", null))).toEqual([["title"], ["Engineer, Software"]]);
  });

  it("names the line on which a quotation mark was opened and never closed", () => {
    expect(refusalOf('a,b\nc,d\n"e\nx",  "f\ng,h\n')).toMatchObject({ code: "quote_not_closed", line: 4 });
  });

  it("refuses text after a closing quotation mark and names the line", () => {
    expect(refusalOf('a,b\n"x"y,c\n')).toMatchObject({ code: "quote_misplaced", line: 2 });
  });

  it("refuses a cell beyond 32,767 characters and takes one of exactly that length", () => {
    expect(cellsOf(read(`a,${"x".repeat(32_767)}\n`))[0]?.[1]).toHaveLength(32_767);
    expect(cellsOf(read(`a,"${"x".repeat(32_767)}"\n`))[0]?.[1]).toHaveLength(32_767);
    expect(refusalOf(`a,${"x".repeat(32_768)}\n`)).toMatchObject({ code: "cell_too_long", line: 1 });
    expect(refusalOf(`a,b\nc,"${"x".repeat(32_768)}"\n`)).toMatchObject({ code: "cell_too_long", line: 2 });
  });

  it("does not gather the rest of a large file into one unclosed cell", () => {
    const parser = new DelimitedTextParser(",");
    const rows: RosterRow[] = [];
    parser.push('a,b\n"c,d\n', rows);
    expect(() => {
      for (let piece = 0; piece < 100; piece += 1) parser.push("row,of,text\n".repeat(1_000), rows);
    }).toThrow(RosterRefusedError);
    expect(cellsOf(rows)).toEqual([["a", "b"]]);
  });

  it("refuses a row that never ends before it has to read it many times", () => {
    const parser = new DelimitedTextParser(",");
    const piece = `${"x".repeat(20_000)},`.repeat(10);
    expect(() => {
      for (let count = 0; count < 100; count += 1) parser.push(piece, []);
    }).toThrow(RosterRefusedError);
  });

  it("returns any matrix written by RFC 4180, however the text is cut into pieces", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\r\n", "\n", "\r"),
        fc.array(fc.nat(), { maxLength: 4 }),
        (matrix, delimiter, lineEnd, points) => {
          const text = written(matrix, delimiter, lineEnd);
          expect(cellsOf(read(text, delimiter, cut(text, points)))).toEqual(matrix);
        },
      ),
    );
  });

  it("agrees with csv-parse on plain text of any shape", () => {
    const plain = fc.string({ unit: fc.constantFrom("a", "b", " ", ",", "\n", "\r\n", "é", "'", ";") });
    fc.assert(
      fc.property(plain, (text) => {
        const peer = parse(text, { relax_column_count: true, record_delimiter: ["\r\n", "\n", "\r"] });
        expect(cellsOf(read(text))).toEqual(peer);
      }),
    );
  });
});
