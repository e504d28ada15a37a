import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { madeZip } from "@/lib/files/testing/made-zip";
import { workbookParts } from "@/lib/rosters/testing/workbook-parts";

const levels = ["", "Senior ", "Junior ", "Lead ", "Principal ", "Associate "];
const fields = [
  ...[
    "Software",
    "Payroll",
    "Sales",
    "Quality",
    "Maintenance",
    "Warehouse",
    "Customer Service",
    "Data",
    "Process",
  ],
  ...[
    "Field Service",
    "Procurement",
    "Treasury",
    "Claims",
    "Network",
    "Security",
    "Clinical",
    "Legal",
    "Tax",
  ],
];
const jobs = [
  "Engineer",
  "Analyst",
  "Manager",
  "Specialist",
  "Technician",
  "Clerk",
  "Coordinator",
  "Director",
  "Operator",
];
const tails = ["", " I", " II", " III", " (EMEA)", " - Nights"];
const cities = [
  "Oslo",
  "Lyon",
  "Porto",
  "München",
  "Utrecht",
  "Bilbao",
  "Leeds",
  "Austin, TX",
  "Gdańsk",
  "Århus",
];
const names = [
  "Meyer, Anna",
  "Silva, João",
  "de Vries, Kim",
  "Lund, Per",
  "O'Neil, Pat",
  "Müller-Weiß, Jo",
  "Ng, Li",
];

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}

const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A number from 0 to 1 that looks like chance and is the same in every run. */
function chance(row: number, salt: number): number {
  let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}

function titleOf(number: number): string {
  const [level, field] = [pick(levels, number), pick(fields, Math.floor(number / 6))];
  return `${level}${field} ${pick(jobs, Math.floor(number / 108))}${pick(tails, Math.floor(number / 972))}`;
}

/**
 * Some 3,000 titles, few of which most people have, each in a few departments and places; with the noise of real exports:
 * capitals, blanks, quotes, accents, blank cells.
 */
export function rosterCells(row: number): string[] {
  const number = Math.floor(3_000 * chance(row, 1) ** 3);
  const title = titleOf(number);
  const spelled = row % 37 === 0 ? title.toUpperCase() : row % 41 === 0 ? `${title}  ` : title;
  const unit = (number * 7 + Math.floor(3 * chance(row, 2) ** 3)) % 120;
  const department = row % 53 === 0 ? "" : `Dept ${pick(fields, unit)} ${unit}`;
  const city = pick(cities, unit + Math.floor(6 * chance(row, 3) ** 2));
  return [String(100_000 + row), pick(names, number + row), spelled, department, city];
}

export const rosterHeader = ["Employee ID", "Name", "Job Title", "Department", "Location"];

function* csvPieces(rows: number, padding: string): Generator<string> {
  yield `${rosterHeader.join(",")}${padding && ",Notes"}\n`;
  let piece: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    piece.push(`${rosterCells(row).map(quoted).join(",")}${padding && `,${padding}`}\n`);
    if (piece.length === 1_000) {
      yield piece.join("");
      piece = [];
    }
  }
  yield piece.join("");
}

/** @param noteCharacters makes the rows as long as rows of a large file with the same number of rows are */
export async function writeRosterCsv(path: string, rows: number, noteCharacters = 0): Promise<void> {
  await pipeline(Readable.from(csvPieces(rows, "n".repeat(noteCharacters))), createWriteStream(path));
}

const relations = ["sharedStrings", "styles"].map(
  (part) =>
    `<Relationship Id="r-${part}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${part}" Target="${part}.xml"/>`,
);
const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>';
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The number of each text among those that cells share. */
class SharedTexts {
  readonly #numbers = new Map<string, number>();
  readonly tags: string[] = [];

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.tags.length);
    return this.tags.push(`<si><t>${escaped(text)}</t></si>`) - 1;
  }
}

export interface MadeRoster {
  readonly bytes: Buffer;
  readonly rows: number;
  readonly unpackedBytes: number;
}

/**
 * The same roster as Excel writes it: shared texts, a number and a date in each row, one name per person.
 *
 * @param maxUnpackedBytes where to stop when the rows do not fit
 */
export function rosterWorkbook(rows: number, maxUnpackedBytes = Number.POSITIVE_INFINITY): MadeRoster {
  const texts = new SharedTexts();
  const textCell = (at: string, text: string) => `<c r="${at}" t="s"><v>${texts.numberOf(text)}</v></c>`;
  const tags = [
    `<row r="1">${[...rosterHeader, "Hired"].map((name, column) => textCell(`${"ABCDEF"[column]}1`, name)).join("")}</row>`,
  ];
  let bytes = 100_000;
  let row = 0;
  for (; row < rows && bytes < maxUnpackedBytes; row += 1) {
    const line = row + 2;
    const known = texts.tags.length;
    const [id, name, title = "", department = "", city = ""] = rosterCells(row);
    const tag = [
      `<row r="${line}" spans="1:6"><c r="A${line}"><v>${id}</v></c>`,
      textCell(`B${line}`, `${name} ${row}`),
      ...[title, department, city].map((text, column) =>
        text ? textCell(`${"CDE"[column]}${line}`, text) : "",
      ),
      `<c r="F${line}" s="1"><v>${40_000 + (row % 5_000)}</v></c></row>`,
    ].join("");
    tags.push(tag);
    bytes += tag.length + (texts.tags.length - known) * 40;
  }
  const parts = workbookParts(
    [{ name: "Staff", rows: tags.join("") }],
    [
      {
        name: "xl/sharedStrings.xml",
        content: `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${texts.tags.join("")}</sst>`,
      },
      { name: "xl/styles.xml", content: styles },
    ],
  ).map((part) =>
    part.name.endsWith(".rels")
      ? {
          ...part,
          content: String(part.content).replace("</Relationships>", `${relations.join("")}</Relationships>`),
        }
      : part,
  );
  const unpackedBytes = parts.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return { bytes: madeZip(parts), rows: row, unpackedBytes };
}
