import type { Readable } from "node:stream";

/** Bytes on their way, piece by piece. */
export type ByteStream = AsyncIterable<Uint8Array>;

export interface OpenFile {
  readonly stream: Readable;
  readonly byteSize: number;
}

/** What a body threw while it was read, apart from what the store itself throws; `cause` is the thing thrown. */
export class BodyFault extends Error {
  constructor(cause: unknown) {
    super("The body broke off.", { cause });
    this.name = "BodyFault";
  }
}

/**
 * Where files lie: a folder of this machine, or a bucket. A key is `<room>/<name>`; `file-room.ts` makes them, and
 * nothing else talks to a store. Faults of the store are thrown as AppError `unavailable`, in words.
 */
export interface FileStore {
  /** The file appears whole or not at all; one that is there already is replaced. A `BodyFault` passes through. */
  write(key: string, body: ByteStream): Promise<void>;
  /** @throws AppError `not_found` */
  read(key: string): Promise<OpenFile>;
  /**
   * For readers that need a path. The file is there while `work` runs, for reading only.
   * @throws AppError `not_found`
   */
  withLocalCopy<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Harmless when there is none. */
  remove(key: string): Promise<void>;
  /** Names in a room that were last written before a moment. */
  listBefore(room: string, moment: Date): Promise<string[]>;
  /** What writes that were cut off before a moment left behind; it is visible to nobody but takes up room. */
  removeUnfinished(room: string, moment: Date): Promise<void>;
}
