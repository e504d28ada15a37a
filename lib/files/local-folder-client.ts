import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileStore } from "./file-store";
import { orStoreFault } from "./store-fault";

/** The ending of a file that is being written; it loses it once it is whole. */
const unfinished = /\.part$/;

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

async function isOlder(path: string, moment: Date): Promise<boolean> {
  // Another sweep may have been quicker.
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtime < moment;
}

/** Keeps files in a folder that is private to the user the product runs as. For one machine. */
export function localFolder(root: string): FileStore {
  const pathOf = (key: string) => join(resolve(/* turbopackIgnore: true */ root), key);

  async function oldNames(room: string, moment: Date, isWanted: (name: string) => boolean) {
    const old: string[] = [];
    for (const name of (await namesIn(pathOf(room))).filter(isWanted)) {
      if (await isOlder(join(pathOf(room), name), moment)) old.push(name);
    }
    return old;
  }

  return {
    write: (key, body) =>
      orStoreFault(async () => {
        const path = pathOf(key);
        // A name of its own, so that two writers of one key do not write into each other's file.
        const part = `${path}.${randomBytes(6).toString("hex")}.part`;
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // There before anything is written: a body that fails at once would else be cleared away before its file comes.
        const file = await open(part, "wx", 0o600);
        try {
          await pipeline(body, file.createWriteStream({ flush: true }));
          await rename(part, path);
        } catch (error) {
          await rm(part, { force: true });
          throw error;
        }
      }),

    read: (key) =>
      orStoreFault(async () => {
        const file = await open(pathOf(key), "r");
        const { size } = await file.stat();
        return { stream: file.createReadStream(), byteSize: size };
      }),

    withLocalCopy: async (key, work) => {
      await orStoreFault(() => stat(pathOf(key)));
      return work(pathOf(key));
    },

    remove: (key) => orStoreFault(() => rm(pathOf(key), { force: true })),

    listBefore: (room, moment) =>
      orStoreFault(() => oldNames(room, moment, (name) => !unfinished.test(name))),

    removeUnfinished: (room, moment) =>
      orStoreFault(async () => {
        for (const name of await oldNames(room, moment, (found) => unfinished.test(found))) {
          await rm(join(pathOf(room), name), { force: true });
        }
      }),
  };
}
