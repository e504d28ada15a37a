import "server-only";
import { buffer } from "node:stream/consumers";
import { quarantine, rosterReadings } from "@/lib/files/rooms";
import { basisKey, type ReadingBasis, unpackReading } from "../kept-reading";
import type { ImportableReading } from "../pack-reading";

const maxKeptBytes = 256 * 1024 * 1024;

/** Keeps what the reading of a raw file gave beside it, for the import to take; one for each file, the last. */
export async function keepReading(key: string, basis: ReadingBasis, packed: string | null): Promise<void> {
  if (packed === null) return;
  async function* body() {
    yield Buffer.from(basisKey(basis));
    yield Buffer.from(packed ?? "");
  }
  await rosterReadings.put(key, body(), { maxBytes: maxKeptBytes });
}

/**
 * The kept reading of a raw file, when it is of these very bytes, read in this very way. Null when there is none such,
 * whatever the reason: the raw file is the truth, and is read again.
 */
export async function findReading(key: string, basis: ReadingBasis): Promise<ImportableReading | null> {
  try {
    const bytes = await buffer((await rosterReadings.open(key)).stream);
    const name = basisKey(basis);
    if (bytes.subarray(0, name.length).toString() !== name) return null;
    return unpackReading(bytes.subarray(name.length).toString());
  } catch {
    return null;
  }
}

/** Removes a raw file with all that was made of it. */
export async function removeRawFile(key: string): Promise<void> {
  await rosterReadings.remove(key);
  await quarantine.remove(key);
}
