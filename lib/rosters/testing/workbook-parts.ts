import type { MadePart } from "@/lib/files/testing/made-zip";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface MadeSheet {
  readonly name: string;
  /** What stands inside `<sheetData>`. */
  readonly rows: string;
  readonly before?: string;
  readonly state?: "hidden" | "veryHidden";
  /** "chartsheet" for a sheet without cells. */
  readonly type?: string;
}

/** The parts of a small workbook written by hand, for what spreadsheet writers do not write. */
export function workbookParts(sheets: readonly MadeSheet[], more: readonly MadePart[] = []): MadePart[] {
  const sheetTags = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ""} r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    ({ type = "worksheet" }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return [
    { name: "[Content_Types].xml", content: "<Types/>" },
    {
      name: "xl/workbook.xml",
      content: `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheetTags.join("")}</sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${relations.join("")}</Relationships>` },
    ...sheets.map(({ rows, before = "" }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<?xml version="1.0"?><worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...more,
  ];
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Rows of text cells; null leaves a cell out. */
export function textRows(rows: readonly (readonly (string | null)[])[], firstRow = 1): string {
  return rows
    .map((cells, index) => {
      const line = firstRow + index;
      const tags = cells.map((cell, column) =>
        cell === null
          ? ""
          : `<c r="${String.fromCharCode(65 + column)}${line}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`,
      );
      return `<row r="${line}">${tags.join("")}</row>`;
    })
    .join("");
}
