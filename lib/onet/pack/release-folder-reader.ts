import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { invalid } from "@/lib/errors";
import {
  releaseLayout,
  type SourceFile,
  type SourceName,
  type SourceRow,
} from "@/lib/onet/pack/release-layout";

/** A source file whose header was checked; its rows are parsed on demand. */
type CheckedFile = {
  readonly path: string;
  readonly text: string;
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
};

export type ReleaseFolder = {
  /** Release that `Read Me.txt` names, for example `30.1`. */
  readonly release: string;
  /** Release of one file: its own name wins, since a partial file may come from a neighbouring release. */
  releaseOf(name: SourceName): string;
  read<N extends SourceName>(name: N): SourceRow<N>[];
};

/**
 * Opens a folder with `onet/`, `exposure/` and `wages/`. Every header is checked before any row is read.
 * @throws AppError `invalid`, naming the file and the column, when a file or a needed column is missing.
 */
export function openReleaseFolder(folder: string): ReleaseFolder {
  const checked = new Map<SourceName, CheckedFile>();
  for (const name of Object.keys(releaseLayout) as SourceName[]) {
    checked.set(name, checkHeader(folder, releaseLayout[name]));
  }
  const release = readReleaseName(folder);
  const fileOf = (name: SourceName) => {
    const file = checked.get(name);
    if (file === undefined) throw invalid(`The layout names no file for ${name}.`);
    return file;
  };
  return {
    release,
    releaseOf: (name) => /\((\d+\.\d+)\)\.txt$/.exec(fileOf(name).path)?.[1] ?? release,
    read: (name) => readRows(fileOf(name), releaseLayout[name]),
  };
}

function readReleaseName(folder: string): string {
  const path = join(folder, "onet", "Read Me.txt");
  const found = existsSync(path)
    ? /O\*NET (\d+\.\d+) Database/.exec(readFileSync(path, "utf8"))?.[1]
    : undefined;
  if (found === undefined) {
    throw invalid(
      `${path} does not say which release this is: its first line should read "O*NET 30.1 Database".`,
    );
  }
  return found;
}

function checkHeader(folder: string, source: SourceFile): CheckedFile {
  const { path, text } = readSource(join(folder, source.folder), source.files);
  const lineEnd = text.indexOf("\n");
  const firstLine = text.slice(0, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, "");
  const header = splitRecords(firstLine, source)[0] ?? [];
  const missing = source.columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const named = missing.map((column) => `"${column}"`).join(", ");
    throw invalid(
      `${path} has another layout: column ${named} is missing. It has ${header.join(", ")}. Nothing was read; name the new columns in lib/onet/pack/release-layout.ts.`,
    );
  }
  const positions = new Map(source.columns.map((column) => [column, header.indexOf(column)]));
  return { path, text, positions, width: header.length };
}

function readSource(folder: string, candidates: readonly string[]): { path: string; text: string } {
  for (const candidate of candidates) {
    const plain = join(folder, candidate);
    if (existsSync(plain)) return { path: plain, text: decode(readFileSync(plain), plain) };
    const packed = `${plain}.gz`;
    if (existsSync(packed)) return { path: plain, text: decode(gunzipSync(readFileSync(packed)), packed) };
  }
  throw invalid(`${join(folder, candidates[0] ?? "")} is missing, as .txt and as .txt.gz.`);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid(`${path} is not UTF-8 text (${cause instanceof Error ? cause.message : "unreadable"}).`);
  }
}

/** O*NET's own files never quote; the others are ordinary CSV. */
function splitRecords(text: string, source: SourceFile): string[][] {
  if (source.format !== "onet") {
    return parse(text, {
      delimiter: source.format === "tsv" ? "\t" : ",",
      bom: true,
      skip_empty_lines: true,
    });
  }
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split("\t"));
}

function readRows<N extends SourceName>(file: CheckedFile, source: SourceFile): SourceRow<N>[] {
  const records = splitRecords(file.text, source).slice(1);
  return records.map((record, index) => {
    if (record.length !== file.width) {
      throw invalid(
        `${file.path}, data row ${index + 1}: ${record.length} fields where the header has ${file.width}.`,
      );
    }
    const row: Record<string, string> = {};
    for (const [column, position] of file.positions) row[column] = record[position] ?? "";
    // Guaranteed by the loop above: it fills exactly the columns of the layout.
    return row as SourceRow<N>;
  });
}
