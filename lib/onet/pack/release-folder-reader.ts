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
import type { ReleaseSource } from "@/lib/onet/release/release-inputs";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";

/** A source file whose header was checked; its rows are parsed on demand. */
type CheckedFile = {
  readonly path: string;
  readonly text: string;
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
};

/** What the pack is built from: a release of O*NET's, and the sources beside it. */
export type ReleaseFolder = {
  readonly onet: ReleaseSource;
  read<N extends SourceName>(name: N): SourceRow<N>[];
};

/**
 * Opens a folder with `onet/`, `exposure/` and `wages/`. Every header is checked before any row is read.
 * @throws AppError `invalid`, naming the file and the column, when a file or a needed column is missing.
 */
export async function openReleaseFolder(folder: string): Promise<ReleaseFolder> {
  const onet = await openReleaseSource(join(folder, "onet"));
  const checked = new Map<SourceName, CheckedFile>();
  for (const name of Object.keys(releaseLayout) as SourceName[]) {
    checked.set(name, checkHeader(folder, releaseLayout[name]));
  }
  return {
    onet,
    read(name) {
      const file = checked.get(name);
      if (file === undefined) throw invalid(`The layout names no file for ${name}.`);
      return readRows(file, releaseLayout[name]);
    },
  };
}

function checkHeader(folder: string, source: SourceFile): CheckedFile {
  const { path, text } = readSource(join(folder, source.folder, source.file));
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

function readSource(path: string): { path: string; text: string } {
  if (existsSync(path)) return { path, text: decode(readFileSync(path), path) };
  const packed = `${path}.gz`;
  if (existsSync(packed)) return { path, text: decode(gunzipSync(readFileSync(packed)), packed) };
  throw invalid(`${path} is missing, as it stands and as .gz.`);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid(`${path} is not UTF-8 text (${cause instanceof Error ? cause.message : "unreadable"}).`);
  }
}

function splitRecords(text: string, { format }: SourceFile): string[][] {
  return parse(text, { delimiter: format === "tsv" ? "\t" : ",", bom: true, skip_empty_lines: true });
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
