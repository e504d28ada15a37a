import { createReadStream, existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { AppError, invalid } from "@/lib/errors";

/** The text files of a release, wherever they lie. */
export type ReleaseFiles = {
  /** For messages: the folder's or the zip file's name. */
  readonly label: string;
  /** Names that may say the release (`db_30_1_text`), best first. */
  readonly hints: readonly string[];
  readonly files: readonly ReleaseFile[];
  close(): Promise<void>;
};

export type ReleaseFile = {
  /** Without folder, with `.txt`, without `.gz`. */
  readonly name: string;
  readonly fingerprint: string;
  /** The unpacked bytes; may be called again. */
  open(): AsyncIterable<Buffer>;
};

/** No file of O*NET's is a tenth of it; what unpacks to more is no release. */
export const maxFileBytes = 300 * 1024 * 1024;

export function tooLarge(file: string): AppError {
  return new AppError(
    "too_large",
    `${file} unpacks to more than ${maxFileBytes / 1024 / 1024} MB, which no file of an O*NET release does. Nothing was imported.`,
  );
}

/** Text files of a folder, as they are or packed with gzip; a file inside another folder is not looked at. */
export async function openFolderFiles(path: string): Promise<ReleaseFiles> {
  const folder = await findTextFolder(resolve(path));
  const names = (await readdir(folder)).filter((name) => /\.txt(\.gz)?$/.test(name)).sort();
  const files = new Map<string, ReleaseFile>();
  for (const name of names) {
    const plain = name.replace(/\.gz$/, "");
    // "x.txt" sorts before "x.txt.gz", and wins.
    if (files.has(plain)) continue;
    const { size, mtimeMs } = await stat(join(folder, name));
    files.set(plain, {
      name: plain,
      fingerprint: `${name} ${size} ${mtimeMs}`,
      open: () => readFolderFile(join(folder, name), name),
    });
  }
  return {
    label: basename(folder),
    hints: [basename(folder), basename(resolve(path))],
    files: [...files.values()],
    close: async () => undefined,
  };
}

/** O*NET's zip unpacks to a folder inside the folder; both are taken. */
async function findTextFolder(folder: string): Promise<string> {
  if (existsSync(join(folder, "Occupation Data.txt")) || existsSync(join(folder, "Occupation Data.txt.gz")))
    return folder;
  const inner = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^db_\d+_\d+_text$/.test(entry.name))
    .map((entry) => entry.name);
  return inner.length === 1 && inner[0] !== undefined ? join(folder, inner[0]) : folder;
}

async function* readFolderFile(path: string, name: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  const stream = name.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  // A pipe does not pass errors on.
  source.on("error", (error) => stream.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const buffer: Buffer = chunk;
      bytes += buffer.length;
      if (bytes > maxFileBytes) throw tooLarge(name);
      yield buffer;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(
      `${name} cannot be read to its end (${error instanceof Error ? error.message : "unreadable"}). Copy the file again; nothing was imported.`,
    );
  } finally {
    source.destroy();
  }
}
