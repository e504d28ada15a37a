import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { ByteStream } from "./file-store";

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** S3 wants 5 MB or more in every part but the last. One of these is all that is held in memory. */
const partBytes = 8 * 1024 * 1024;

/**
 * The stream in parts of one size; the last is smaller, and an empty stream gives one empty part. All lie in the same
 * memory: be done with a part before asking for the next.
 */
async function* inParts(body: ByteStream): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafe(partBytes);
  let filled = 0;
  for await (const chunk of body) {
    let taken = 0;
    while (taken < chunk.length) {
      if (filled === partBytes) {
        yield part;
        filled = 0;
      }
      const piece = chunk.subarray(taken, taken + partBytes - filled);
      part.set(piece, filled);
      filled += piece.length;
      taken += piece.length;
    }
  }
  yield part.subarray(0, filled);
}

/**
 * Writes an object from a stream of unknown length: in one request when it is small, else in parts. It appears when
 * the last request succeeds; before that nobody sees it, and what was sent is taken back when anything fails.
 */
export async function writeObject(client: S3Client, place: Place, body: ByteStream): Promise<void> {
  let uploadId: string | undefined;
  const etags: (string | undefined)[] = [];
  try {
    for await (const part of inParts(body)) {
      if (uploadId === undefined && part.length < partBytes) {
        await client.send(new PutObjectCommand({ ...place, Body: part }));
        return;
      }
      uploadId ??= (await client.send(new CreateMultipartUploadCommand(place))).UploadId;
      const asked = { ...place, UploadId: uploadId, PartNumber: etags.length + 1, Body: part };
      const { ETag } = await client.send(new UploadPartCommand(asked));
      etags.push(ETag);
    }
    const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    const asked = { ...place, UploadId: uploadId, MultipartUpload: { Parts } };
    await client.send(new CompleteMultipartUploadCommand(asked));
  } catch (error) {
    if (uploadId !== undefined) {
      // What cannot be taken back now is taken back by the sweep.
      await client
        .send(new AbortMultipartUploadCommand({ ...place, UploadId: uploadId }))
        .catch(() => undefined);
    }
    throw error;
  }
}
