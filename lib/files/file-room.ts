import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { BodyFault, type ByteStream, type FileStore, type OpenFile } from "./file-store";

const namePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface StoredFile {
  readonly byteSize: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/** Files of one purpose, under names of ours: UUIDs. */
export interface FileRoom {
  /**
   * Keeps a stream under a name, counting and hashing on the way; a file of that name is replaced. It is there whole,
   * or not at all.
   * @throws AppError `too_large` past the limit, `unavailable` when the store fails; what the body throws otherwise
   */
  put(name: string, body: ByteStream, limit: { readonly maxBytes: number }): Promise<StoredFile>;
  /** @throws AppError `not_found`, `unavailable` */
  open(name: string): Promise<OpenFile>;
  /**
   * For readers that need a path: it holds while `work` runs, for reading only.
   * @throws AppError `not_found`, `unavailable`
   */
  withLocalCopy<T>(name: string, work: (path: string) => Promise<T>): Promise<T>;
  remove(name: string): Promise<void>;
  /**
   * Removes files last written before a moment that are not named, and what writes that were cut off have left.
   * @returns how many files were removed
   */
  tidy(before: Date, named: ReadonlySet<string>): Promise<number>;
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new AppError("too_large", `This file is larger than ${megabytes} MB. Nothing was kept.`);
}

/** @param store asked for at each use, so that nothing is opened before it is needed */
export function fileRoom(room: string, store: () => Promise<FileStore>): FileRoom {
  /** @throws Error when the name is none of ours, so that no stored text can climb out of the room */
  function keyOf(name: string): string {
    if (!namePattern.test(name)) throw new Error("This is no name of a file of ours.");
    return `${room}/${name}`;
  }

  return {
    async put(name, body, { maxBytes }) {
      const key = keyOf(name);
      const hash = createHash("sha256");
      let byteSize = 0;
      async function* metered(): ByteStream {
        try {
          for await (const chunk of body) {
            byteSize += chunk.length;
            if (byteSize > maxBytes) throw tooLarge(maxBytes);
            hash.update(chunk);
            yield chunk;
          }
        } catch (error) {
          throw new BodyFault(error);
        }
      }
      try {
        await (await store()).write(key, metered());
      } catch (error) {
        throw error instanceof BodyFault ? error.cause : error;
      }
      return { byteSize, sha256: hash.digest("hex") };
    },

    open: async (name) => (await store()).read(keyOf(name)),

    withLocalCopy: async (name, work) => (await store()).withLocalCopy(keyOf(name), work),

    remove: async (name) => (await store()).remove(keyOf(name)),

    async tidy(before, named) {
      const opened = await store();
      await opened.removeUnfinished(room, before);
      const old = await opened.listBefore(room, before);
      const unnamed = old.filter((name) => namePattern.test(name) && !named.has(name));
      for (const name of unnamed) await opened.remove(keyOf(name));
      return unnamed.length;
    },
  };
}
