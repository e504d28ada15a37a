import { crc32, deflateRawSync } from "node:zlib";
import { rosterFile } from "./roster-files";

/** A part of a hand-made zip file; the lies are for tests of the gate. */
export interface MadePart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly claimedBytes?: number;
  readonly claimedChecksum?: number;
  readonly flags?: number;
  readonly attributes?: number;
  /** Header position told in the table of contents, to overlap another part. */
  readonly offset?: number;
}

function partFields(part: MadePart, packed: Buffer, name: Buffer): Buffer {
  const content = Buffer.from(part.content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(part.flags ?? 0, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(part.claimedChecksum ?? crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(part.claimedBytes ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** A zip file of these parts, deflated. */
export function madeZip(parts: readonly MadePart[]): Buffer {
  const pieces: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = deflateRawSync(part.content);
    const fields = partFields(part, packed, name);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(part.attributes ?? 0, 6);
    rest.writeUInt32LE(part.offset ?? offset, 10);
    contents.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, rest, name);
    const whole = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed]);
    pieces.push(whole);
    offset += whole.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, table, end]);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface MadeSheet {
  readonly name: string;
  /** What stands inside `<sheetData>`. */
  readonly rows: string;
  readonly before?: string;
  readonly state?: "hidden";
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

export function madeWorkbook(sheets: readonly MadeSheet[], more: readonly MadePart[] = []): string {
  return rosterFile(madeZip(workbookParts(sheets, more)), ".xlsx");
}
