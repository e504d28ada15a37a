import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  S3Client,
} from "@aws-sdk/client-s3";
import type { FileStore } from "./file-store";
import { writeObject } from "./s3-upload";
import { orStoreFault } from "./store-fault";

export interface BucketSettings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where copies lie while a reader needs a path. */
  readonly copiesFolder: string;
  /** A store that says nothing for this long counts as away. */
  readonly silenceMs?: number;
}

const defaultSilenceMs = 60_000;
/** A copy that is older was left by a process that was killed. */
const forgottenCopyMs = 60 * 60_000;

function clientFor(settings: BucketSettings): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, silenceMs = defaultSilenceMs } = settings;
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 3,
    // Many stores that speak S3 do not know the newer checksums; the signature covers what is sent.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5_000, socketTimeout: silenceMs },
  });
}

async function removeForgottenCopies(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > forgottenCopyMs) await rm(path, { force: true });
  }
}

/** Keeps files in a bucket of an S3-compatible store. */
export function s3Bucket(settings: BucketSettings): FileStore {
  const { bucket: Bucket, copiesFolder } = settings;
  const client = clientFor(settings);

  const read: FileStore["read"] = (key) =>
    orStoreFault(async () => {
      const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      if (!(Body instanceof Readable) || ContentLength === undefined)
        throw new Error("The answer has no body.");
      return { stream: Body, byteSize: ContentLength };
    });

  async function copyTo(path: string, key: string): Promise<void> {
    await mkdir(copiesFolder, { recursive: true, mode: 0o700 });
    await removeForgottenCopies(copiesFolder);
    const { stream } = await read(key);
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  }

  return {
    write: (key, body) => orStoreFault(() => writeObject(client, { Bucket, Key: key }, body)),

    read,

    withLocalCopy: async (key, work) => {
      const path = join(copiesFolder, randomUUID());
      try {
        await orStoreFault(() => copyTo(path, key));
        return await work(path);
      } finally {
        await rm(path, { force: true });
      }
    },

    remove: (key) =>
      orStoreFault(async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      }),

    listBefore: (room, moment) =>
      orStoreFault(async () => {
        const prefix = `${room}/`;
        const names: string[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await client.send(
            new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken }),
          );
          for (const { Key, LastModified } of page.Contents ?? []) {
            if (Key && LastModified && LastModified < moment) names.push(Key.slice(prefix.length));
          }
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken);
        return names;
      }),

    removeUnfinished: (room, moment) =>
      orStoreFault(async () => {
        // Those that are aborted are no longer listed, so the first page is enough; the next sweep takes the rest.
        const page = await client
          .send(new ListMultipartUploadsCommand({ Bucket, Prefix: `${room}/` }))
          .catch((error: Error) => {
            // Some small stores cannot tell; they clean up by a rule of their own.
            if (error.name === "NotImplemented") return { Uploads: [] };
            throw error;
          });
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
          if (!Key || !Initiated || Initiated >= moment) continue;
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
        }
      }),
  };
}

/** Makes the bucket where it is missing. */
export function ensureBucket(settings: BucketSettings): Promise<void> {
  const client = clientFor(settings);
  const { bucket: Bucket } = settings;
  return orStoreFault(async () => {
    try {
      await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
    } catch (error) {
      if (!(error instanceof NoSuchBucket)) throw error;
      await client.send(new CreateBucketCommand({ Bucket }));
    }
  });
}
