import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";

/** What every reader of zip files from outside has to ask of an entry before it trusts one. */

const symbolicLink = 0xa000;
const fileTypeMask = 0xf000;

/** Whether a name stays inside the folder that the file would be unpacked to. */
export function isPlainPath(name: string): boolean {
  return (
    name.length <= 255 &&
    !/[\p{Cc}:\\]/u.test(name) &&
    !name.startsWith("/") &&
    !name.split("/").includes("..")
  );
}

export function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink;
}

/** Entries that share packed bytes make a small file unpack without end. */
export function doOverlap(entries: readonly Entry[]): boolean {
  const ordered = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  return ordered.some((entry) => {
    if (entry.relativeOffsetOfLocalHeader < end) return true;
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
    return false;
  });
}

/** Its unpacked bytes are not those that the table of contents claims. */
class DamagedEntryError extends Error {}

/**
 * The unpacked bytes of an entry. They are counted and their checksum is taken.
 * @throws DamagedEntryError as soon as they are more than claimed, and at the end when they are others
 */
export async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const buffer: Buffer = chunk;
    bytes += buffer.length;
    if (bytes > entry.uncompressedSize) throw new DamagedEntryError();
    checksum = crc32(buffer, checksum);
    yield buffer;
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw new DamagedEntryError();
}
