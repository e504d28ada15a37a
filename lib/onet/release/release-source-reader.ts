import { existsSync, statSync } from "node:fs";
import { AppError, invalid } from "@/lib/errors";
import { openFolderFiles, type ReleaseFile, type ReleaseFiles } from "@/lib/onet/release/release-files";
import {
  type InputDescription,
  type InputName,
  inputFields,
  inputNames,
  type ReleaseSource,
  releaseNumberPattern,
  type SourceRow,
} from "@/lib/onet/release/release-inputs";
import { type FamilyLayout, type FileLayout, families } from "@/lib/onet/release/release-layout";
import { readLines } from "@/lib/onet/release/text-lines";
import { openZipFiles } from "@/lib/onet/release/zip-release-files";

/** A file whose header was checked. */
type CheckedFile = {
  readonly file: ReleaseFile;
  readonly layout: FileLayout;
  /** Field → place in a row; absent where the file does not carry it. */
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
};

/**
 * Opens a folder (`.txt`, `.txt.gz`) or zip file of O*NET's text download. Every header is checked before any row is
 * read.
 * @param options.number O*NET's number, where neither the names nor the Read Me say it
 * @throws AppError `invalid`, naming the file and the column, when the layout is not one that is known
 */
export async function openReleaseSource(
  path: string,
  options: { readonly number?: string; readonly origin?: ReleaseSource["origin"] } = {},
): Promise<ReleaseSource> {
  if (!existsSync(path)) throw invalid(`There is no folder or file ${path}.`);
  const isFolder = statSync(path).isDirectory();
  const files = await (isFolder ? openFolderFiles(path) : openZipFiles(path));
  try {
    const layout = findFamily(files);
    const inputs = new Map<InputName, readonly CheckedFile[]>();
    for (const input of inputNames) inputs.set(input, await checkInput(files, input, layout));
    const number = await findNumber(files, options.number);
    return sourceOf(files, inputs, { number, origin: options.origin ?? (isFolder ? "folder" : "zip") });
  } catch (error) {
    await files.close();
    throw error;
  }
}

function sourceOf(
  files: ReleaseFiles,
  inputs: ReadonlyMap<InputName, readonly CheckedFile[]>,
  about: Pick<ReleaseSource, "number" | "origin">,
): ReleaseSource {
  const filesOf = (input: InputName) => inputs.get(input) ?? [];
  return {
    ...about,
    describe: (input) => describeFiles(filesOf(input), about.number),
    async *read(input) {
      for (const checked of filesOf(input)) yield* readRows(checked, input);
    },
    close: () => files.close(),
  };
}

function describeFiles(checked: readonly CheckedFile[], number: string): InputDescription {
  const [first] = checked;
  const fields = Object.entries(first?.layout.columns ?? {});
  return {
    files: checked.map(({ layout }) => layout.file.replace(/ - .*$/, "")),
    // A partial file may come from a neighbouring release; then its own name says so.
    release: /\((\d+\.\d+)\)\.txt$/.exec(first?.file.name ?? "")?.[1] ?? number,
    fingerprint: checked.map(({ file }) => file.fingerprint).join(" | "),
    absent: new Set(fields.filter(([, column]) => column === null).map(([field]) => field)),
  };
}

function findFamily(files: ReleaseFiles): FamilyLayout {
  const present = families.filter((family) => findFile(files, family.mark) !== undefined);
  const [family, other] = present;
  const marks = families.map(({ mark, name }) => `"${mark}.txt" (${name})`);
  if (family === undefined) {
    throw invalid(
      `${files.label} has no layout that Opportune knows: it holds neither ${marks.join(" nor ")}. Nothing was read. Choose the folder or zip file of O*NET's text download.`,
    );
  }
  if (other !== undefined) {
    throw invalid(
      `${files.label} mixes two layouts: it holds both ${marks.join(" and ")}. Nothing was read.`,
    );
  }
  return family.layout;
}

/** `<name>.txt`, or the same with the release it was taken from: `<name> (30.2).txt`. */
function findFile(files: ReleaseFiles, name: string): ReleaseFile | undefined {
  const own = files.files.find((file) => file.name === `${name}.txt`);
  if (own) return own;
  return files.files
    .filter(
      (file) =>
        file.name.startsWith(`${name} (`) && /^ \(\d+\.\d+\)\.txt$/.test(file.name.slice(name.length)),
    )
    .at(-1);
}

async function checkInput(
  files: ReleaseFiles,
  input: InputName,
  family: FamilyLayout,
): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const candidates of family[input]) {
    const found = candidates
      .map((layout) => ({ layout, file: findFile(files, layout.file) }))
      .find(({ file }) => file !== undefined);
    if (found?.file === undefined) {
      throw invalid(
        `${files.label} lacks "${candidates[0]?.file ?? input}.txt" (also as .txt.gz). Nothing was read.`,
      );
    }
    checked.push(await checkHeader(found.file, found.layout));
  }
  return checked;
}

async function checkHeader(file: ReleaseFile, layout: FileLayout): Promise<CheckedFile> {
  const header = (await readFirstLine(file)).split("\t").map((cell) => cell.trim());
  const wanted = Object.entries(layout.columns).flatMap(([field, column]) =>
    column === null ? [] : [{ field, column }],
  );
  const missing = wanted.filter(({ column }) => !header.includes(column));
  if (missing.length > 0) {
    const named = missing.map(({ column }) => `"${column}"`).join(", ");
    throw invalid(
      `${file.name} has another layout: column ${named} is missing. It has ${header.join(", ")}. Nothing was read; a layout that is new to Opportune goes into lib/onet/release/release-layout.ts.`,
    );
  }
  const positions = new Map(wanted.map(({ field, column }) => [field, header.indexOf(column)]));
  return { file, layout, positions, width: header.length };
}

async function readFirstLine(file: ReleaseFile): Promise<string> {
  for await (const [line] of readLines(file.open(), file.name)) {
    if (line !== undefined) return line;
  }
  return "";
}

/** The number that is given, else the one of a name (`db_30_1_text`), else the one of the Read Me. */
async function findNumber(files: ReleaseFiles, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (releaseNumberPattern.test(given)) return given;
    throw invalid(`"${given}" is no number of an O*NET release. Give one such as 31.0.`);
  }
  for (const hint of files.hints) {
    const found = /db_(\d+)_(\d+)/.exec(hint);
    if (found) return `${found[1]}.${found[2]}`;
  }
  const readMe = files.files.find((file) => file.name === "Read Me.txt");
  const found = readMe && /O\*NET\D{0,3} (\d+\.\d+) Database/.exec(await readFirstLine(readMe))?.[1];
  if (found) return found;
  throw new AppError(
    "invalid",
    `${files.label} does not say which release it is: neither its name (db_31_0_text) nor the first line of "Read Me.txt" ("O*NET 31.0 Database") does. Give the number.`,
  );
}

async function* readRows<I extends InputName>(
  { file, positions, width }: CheckedFile,
  input: I,
): AsyncGenerator<SourceRow<I>[]> {
  const fields: readonly string[] = inputFields[input];
  const places = fields.map((field) => positions.get(field) ?? -1);
  let line = 0;
  for await (const lines of readLines(file.open(), file.name)) {
    const rows: SourceRow<I>[] = [];
    for (const text of lines) {
      line += 1;
      if (line === 1 || text === "") continue;
      const cells = text.split("\t");
      if (cells.length !== width) {
        throw invalid(
          `${file.name}, line ${line}: ${cells.length} fields where the header has ${width}. The file is damaged or cut short; nothing was imported.`,
        );
      }
      rows.push(toRow(fields, places, cells));
    }
    if (rows.length > 0) yield rows;
  }
}

function toRow<I extends InputName>(
  fields: readonly string[],
  places: readonly number[],
  cells: readonly string[],
): SourceRow<I> {
  const row: Record<string, string | null> = {};
  for (let index = 0; index < fields.length; index++) {
    const text = cells[places[index] ?? -1]?.trim() ?? "";
    row[fields[index] ?? ""] = text === "" || text === "n/a" ? null : text;
  }
  // Guaranteed by the loop: it fills exactly the fields of the input.
  return row as SourceRow<I>;
}
