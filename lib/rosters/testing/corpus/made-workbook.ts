import { type MadePart, madeZip } from "@/lib/files/testing/made-zip";
import { type MadeSheet, textRows, workbookParts } from "../workbook-parts";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const header = ["Job Title", "Department", "Headcount"];
/** The same table in all the ways a workbook may hold it. */
export const table = textRows([header, ["Engineer", "IT", "3"], ["Clerk", "HR", "2"]]);
export const tableSegments = ["Engineer|IT|||3", "Clerk|HR|||2"];

export const bytesOf = (sheets: readonly MadeSheet[], more: readonly MadePart[] = []): Buffer =>
  madeZip(workbookParts(sheets, more));

/** A workbook of one sheet whose rows are given as XML. */
export const sheetOf = (
  rows: string,
  sheet: Partial<MadeSheet> = {},
  more: readonly MadePart[] = [],
): Buffer => bytesOf([{ name: "Staff", rows, ...sheet }], more);

/** A row of cells given as `A1` without its number: `["A", 't="s"', "<v>0</v>"]`. */
export function rowOf(
  line: number,
  cells: readonly (readonly [column: string, attributes: string, inside: string])[],
): string {
  const tags = cells.map(
    ([column, attributes, inside]) => `<c r="${column}${line}" ${attributes}>${inside}</c>`,
  );
  return `<row r="${line}">${tags.join("")}</row>`;
}

export const headerRow = textRows([header]);

/** Titles in column A and numbers in column C, each number as its own XML. */
export function countRows(cells: readonly (readonly [title: string, cell: string])[]): string {
  return (
    headerRow +
    cells
      .map(([title, cell], index) => {
        const line = index + 2;
        const text = `<c r="A${line}" t="inlineStr"><is><t>${title}</t></is></c>`;
        return `<row r="${line}">${text}${cell.replace("<c", `<c r="C${line}"`)}</row>`;
      })
      .join("")
  );
}

export const sharedStrings = (...items: string[]): MadePart => ({
  name: "xl/sharedStrings.xml",
  content: `<sst>${items.join("")}</sst>`,
});

/** Style 1 shows days, style 2 a time, style 3 a number with a colour and a unit, style 4 an elapsed time. */
export const styles: MadePart = {
  name: "xl/styles.xml",
  content:
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]d/\\ mmm\\ yyyy;@"/>' +
    '<numFmt numFmtId="165" formatCode="[Red]#,##0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>',
};

/** The parts of a workbook with one of them changed. */
export function withPart(name: string, change: (content: string) => string | Buffer): Buffer {
  const parts = workbookParts([{ name: "Staff", rows: table }]);
  return madeZip(
    parts.map((part) => (part.name === name ? { ...part, content: change(String(part.content)) } : part)),
  );
}

/** The same workbook with every part changed. */
export const withEveryPart = (change: (content: string) => string | Buffer): Buffer =>
  madeZip(
    workbookParts([{ name: "Staff", rows: table }]).map((part) => ({
      ...part,
      content: change(String(part.content)),
    })),
  );

/** Relations with more of them: for parts under other names than the usual ones. */
export const moreRelations = (xml: string, type: string, target: string): string =>
  xml.replace(
    "</Relationships>",
    `<Relationship Id="rIdMore" Type="${office}/${type}" Target="${target}"/></Relationships>`,
  );
