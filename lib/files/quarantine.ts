import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Uploaded files lie here under names of ours, outside anything that is served, until they are imported or expire. */
const folder = () => resolve(/* turbopackIgnore: true */ env.OPPORTUNE_HOME, "quarantine");

const keyPattern = /^[0-9a-f-]{36}$/;

export interface QuarantinedFile {
  readonly key: string;
  readonly byteSize: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/** @throws Error when the key is none of ours, so that no stored text can climb out of the folder */
export function quarantinePath(key: string): string {
  if (!keyPattern.test(key)) throw new Error("This is no key of a quarantined file.");
  return join(folder(), key);
}

/**
 * Streams a body to disk, counting and hashing on the way.
 * @throws AppError `too_large` past the limit, `invalid` when the body breaks off; nothing is left behind then
 */
export async function quarantineStream(
  body: WebStream<Uint8Array>,
  maxBytes: number,
): Promise<QuarantinedFile> {
  const key = randomUUID();
  const path = quarantinePath(key);
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let byteSize = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      byteSize += chunk.length;
      if (byteSize > maxBytes) {
        const megabytes = Math.floor(maxBytes / 1024 / 1024);
        done(new AppError("too_large", `This file is larger than ${megabytes} MB. Nothing was kept.`));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body), meter, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "The file did not arrive whole. Nothing was kept; upload it again.", {
      cause: error,
    });
  }
  return { key, byteSize, sha256: hash.digest("hex") };
}

export async function removeQuarantined(key: string): Promise<void> {
  await rm(quarantinePath(key), { force: true });
}

/** Files that no row names any more, for instance after a crash between the write and the row. */
export async function listQuarantinedBefore(moment: Date): Promise<string[]> {
  const names = await readdir(folder()).catch(() => []);
  const old: string[] = [];
  for (const name of names.filter((candidate) => keyPattern.test(candidate))) {
    const { mtime } = await stat(join(folder(), name));
    if (mtime < moment) old.push(name);
  }
  return old;
}
