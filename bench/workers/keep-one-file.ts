import { randomUUID } from "node:crypto";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileRoom } from "@/lib/files/file-room";
import { localFolder } from "@/lib/files/local-folder-client";
import { s3Bucket } from "@/lib/files/s3-client";

// The process of bench/file-memory.ts: `keep-one-file.ts <task as JSON>`. Keeps one file in one of three ways, reads it
// back, and prints the highest resident set in MB.

const { way, size, folder, bucket } = JSON.parse(process.argv[2] ?? "{}");
const megabyte = 1024 * 1024;

async function* body(): AsyncGenerator<Uint8Array> {
  // As a request's body comes in: in small pieces.
  for (let piece = 0; piece < size * 16; piece += 1) yield Buffer.alloc(megabyte / 16, piece);
}

async function keepWhole(): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body()) pieces.push(piece);
  await writeFile(join(folder, randomUUID()), Buffer.concat(pieces));
}

async function keepInRoom(): Promise<void> {
  const name = randomUUID();
  const room = fileRoom("exports", async () => (way === "bucket" ? s3Bucket(bucket) : localFolder(folder)));
  await room.put(name, body(), { maxBytes: 1024 * megabyte });
  let read = 0;
  for await (const chunk of (await room.open(name)).stream) read += chunk.length;
  const lent = await room.withLocalCopy(name, async (path) => (await stat(path)).size);
  if (read !== size * megabyte || lent !== read)
    throw new Error(`Of ${size} MB ${read} and ${lent} bytes came back.`);
}

// The system's own peak would begin with that of the process that started this one.
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 2);
await (way === "whole" ? keepWhole() : keepInRoom());
clearInterval(watch);
process.stdout.write(`${Math.max(peak, process.memoryUsage.rss()) / megabyte}`);
