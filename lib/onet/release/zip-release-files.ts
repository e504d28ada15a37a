import { basename } from "node:path";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { AppError, invalid } from "@/lib/errors";
import { doOverlap, isLink, isPlainPath, readEntry } from "@/lib/files/zip-entries";
import {
  maxFileBytes,
  type ReleaseFile,
  type ReleaseFiles,
  tooLarge,
} from "@/lib/onet/release/release-files";

/** O*NET's own zip files hold under fifty files, 120 MB unpacked. */
const maxEntries = 500;
const maxTotalBytes = 1024 * 1024 * 1024;

function damaged(label: string, cause?: unknown): AppError {
  return new AppError(
    "invalid",
    `${label} is damaged or cut short. Nothing was imported; download the zip file again.`,
    { cause },
  );
}

function unsafe(label: string, what: string): AppError {
  return invalid(
    `${label} ${what}, which O*NET's own files do not. Nothing was imported; download the zip file from onetcenter.org.`,
  );
}

/**
 * Opens O*NET's zip file. The table of contents is checked before anything is unpacked: number, names and claimed sizes
 * of the files, encryption, links, overlap. While a file is unpacked, its bytes are held to what was claimed.
 */
export async function openZipFiles(path: string): Promise<ReleaseFiles> {
  const label = basename(path);
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw damaged(label, error);
  });
  try {
    const entries = await listEntries(zip, label);
    checkEntries(entries, label);
    const texts = entries.filter(({ fileName }) => fileName.endsWith(".txt"));
    const files = texts.map((entry) => fileOf(zip, entry, label));
    const names = new Set(files.map((file) => file.name));
    if (names.size < files.length) throw unsafe(label, "holds two files of one name");
    const folders = texts.flatMap(({ fileName }) => fileName.split("/").slice(0, -1));
    return { label, hints: [...new Set(folders), label], files, close: async () => zip.close() };
  } catch (error) {
    zip.close();
    throw error instanceof AppError ? error : damaged(label, error);
  }
}

async function listEntries(zip: ZipFile, label: string): Promise<Entry[]> {
  if (zip.entryCount > maxEntries) throw unsafe(label, `holds ${zip.entryCount} files`);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function checkEntries(entries: readonly Entry[], label: string): void {
  for (const entry of entries) {
    if (!isPlainPath(entry.fileName)) throw unsafe(label, "holds a file whose name leads out of it");
    if (isLink(entry)) throw unsafe(label, "holds a link");
    if (entry.isEncrypted()) throw unsafe(label, "is locked with a password");
    if (entry.uncompressedSize > maxFileBytes) throw tooLarge(basename(entry.fileName));
  }
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > maxTotalBytes) throw tooLarge(label);
  if (doOverlap(entries)) throw unsafe(label, "holds files that overlap");
}

function fileOf(zip: ZipFile, entry: Entry, label: string): ReleaseFile {
  return {
    name: basename(entry.fileName),
    fingerprint: `${entry.fileName} ${entry.uncompressedSize} ${entry.crc32}`,
    async *open() {
      try {
        yield* readEntry(zip, entry);
      } catch (error) {
        throw error instanceof AppError ? error : damaged(label, error);
      }
    },
  };
}
