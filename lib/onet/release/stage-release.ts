import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { InputName, ReleaseSource } from "@/lib/onet/release/release-inputs";
import { type ReleaseTableName, releaseShape, releaseTableNames } from "@/lib/onet/release/release-tables";
import { tableBuilders } from "@/lib/onet/release/table-builders";
import { formatTable } from "@/lib/onet/release/table-format";
import { Parents, TableWork } from "@/lib/onet/release/table-work";
import { readLines } from "@/lib/onet/release/text-lines";
import type { InputCounts, ReleaseCounts } from "@/lib/onet/schema";

/** A table of a staged release, as its own small file beside the rows says. */
export type StagedTable = {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly counts: Readonly<Partial<Record<InputName, InputCounts>>>;
  readonly newestDataAt: string | null;
  /** What it was made from; the same again is not read again. */
  readonly fingerprint: string;
};

/** A release that lies in a folder, ready to be added: `manifest.json` and one file per table. */
export type StagedRelease = {
  readonly stagedVersion: 1;
  readonly number: string;
  readonly origin: ReleaseSource["origin"];
  readonly newestDataAt: string | null;
  readonly counts: ReleaseCounts;
  readonly tables: readonly StagedTable[];
};

export type StageProgress = {
  readonly table: ReleaseTableName;
  readonly done: number;
  readonly total: number;
  readonly wasStaged: boolean;
};

/** Part of every fingerprint: builders that make other rows of the same source must not find the old ones. */
const buildersVersion = "1";

/**
 * Reads a release and writes each table into a folder, one after the other. Whatever stops it, a table is there whole or
 * not at all, and a second call goes on with the tables that are missing or whose source changed.
 * @throws AppError `invalid` when the release is broken; what was staged until then stays
 */
export async function stageRelease(
  source: ReleaseSource,
  into: string,
  progress: (progress: StageProgress) => void | Promise<void> = () => undefined,
): Promise<StagedRelease> {
  await mkdir(into, { recursive: true });
  const parents = new Parents();
  const tables: StagedTable[] = [];
  // A table counts on those before it: they stand in its own fingerprint.
  let fingerprint = `${buildersVersion} ${source.number}`;
  for (const [index, name] of releaseTableNames.entries()) {
    const inputs = tableBuilders[name].inputs.map((input) => source.describe(input).fingerprint);
    fingerprint = createHash("sha256")
      .update([fingerprint, ...inputs].join("\n"))
      .digest("hex");
    const known = await findStaged(into, name, fingerprint);
    if (known) await noteStaged(into, name, parents);
    tables.push(known ?? (await stageTable(new TableWork(source, parents), name, { into, fingerprint })));
    await progress({ table: name, done: index + 1, total: releaseTableNames.length, wasStaged: !!known });
  }
  const staged: StagedRelease = {
    stagedVersion: 1,
    number: source.number,
    origin: source.origin,
    newestDataAt: tables.reduce<string | null>((newest, table) => later(newest, table.newestDataAt), null),
    counts: Object.assign({}, ...tables.map((table) => table.counts)),
    tables,
  };
  await writeWhole(join(into, "manifest.json"), `${JSON.stringify(staged, null, 2)}\n`);
  return staged;
}

/** The manifest of a folder that `stageRelease` finished. */
export async function readStagedRelease(folder: string): Promise<StagedRelease> {
  // Written by stageRelease alone.
  return JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as StagedRelease;
}

async function stageTable(
  work: TableWork,
  name: ReleaseTableName,
  { into, fingerprint }: { readonly into: string; readonly fingerprint: string },
): Promise<StagedTable> {
  const shape = releaseShape(name);
  const rows = await tableBuilders[name].build(work);
  for (const row of rows) {
    const cells: Readonly<Record<string, unknown>> = row;
    work.parents.note(name, (column) => String(cells[column]));
  }
  const text = formatTable(name, shape, rows);
  const file = `${name}.tsv`;
  await writeWhole(join(into, file), text);
  const staged: StagedTable = {
    table: shape.table,
    file,
    rows: rows.length,
    sha256: createHash("sha256").update(text).digest("hex"),
    columns: Object.keys(shape.columns),
    counts: work.counts(),
    newestDataAt: work.newestDataAt,
    fingerprint,
  };
  await writeWhole(join(into, `${name}.json`), `${JSON.stringify(staged, null, 2)}\n`);
  return staged;
}

async function findStaged(
  folder: string,
  name: ReleaseTableName,
  fingerprint: string,
): Promise<StagedTable | undefined> {
  const text = await readFile(join(folder, `${name}.json`), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const known = JSON.parse(text) as StagedTable;
  if (known.fingerprint !== fingerprint) return undefined;
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(join(folder, known.file))) hash.update(chunk);
  } catch {
    return undefined;
  }
  return hash.digest("hex") === known.sha256 ? known : undefined;
}

/** What later tables ask of one that was staged before. */
async function noteStaged(folder: string, name: ReleaseTableName, parents: Parents): Promise<void> {
  const columns = Object.keys(releaseShape(name).columns);
  let isHeader = true;
  for await (const lines of readLines(createReadStream(join(folder, `${name}.tsv`)), name)) {
    for (const line of lines) {
      const cells = line.split("\t");
      if (!isHeader) parents.note(name, (column) => cells[columns.indexOf(column)] ?? "");
      isHeader = false;
    }
  }
}

/** Whole or not at all, also when the power fails. */
async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
