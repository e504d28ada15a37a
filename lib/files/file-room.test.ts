import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { S3Stub } from "@/e2e/stubs/s3-stub";
import { AppError } from "@/lib/errors";
import { type FileRoom, fileRoom } from "./file-room";
import { localFolder } from "./local-folder-client";
import { type BucketSettings, ensureBucket, s3Bucket } from "./s3-client";

const megabyte = 1024 * 1024;
const stub = new S3Stub();
let folder = "";

beforeAll(() => stub.start());
afterAll(() => stub.stop());
beforeEach(async () => {
  stub.reset();
  folder = await mkdtemp(join(tmpdir(), "opportune-files-"));
  return () => rm(folder, { recursive: true });
});

const settings = (): BucketSettings => ({
  ...stub.key,
  endpoint: stub.endpoint,
  bucket: stub.bucketName,
  copiesFolder: join(folder, "copies"),
});

async function* bytes(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(megabyte, index);
}

async function textOf(room: FileRoom, name: string): Promise<string> {
  const { stream } = await room.open(name);
  return Buffer.concat(await stream.toArray()).toString();
}

async function sizeOf(room: FileRoom, name: string): Promise<number> {
  const { stream, byteSize } = await room.open(name);
  stream.destroy();
  return byteSize;
}

interface Adapter {
  readonly room: (name?: string) => FileRoom;
  /** Everything that is there, half-written files included. */
  readonly traces: () => Promise<string[]>;
  readonly makeOld: (room: string, name: string) => Promise<void>;
  /** What a writer leaves that was killed half-way, an hour ago. */
  readonly leaveUnfinished: (room: string, name: string) => Promise<void>;
}

const anHourAgo = () => new Date(Date.now() - 3_600_000);

const local: Adapter = {
  room: (name = "exports") => fileRoom(name, async () => localFolder(folder)),
  traces: () => readdir(join(folder, "exports")).catch(() => []),
  makeOld: (room, name) => utimes(join(folder, room, name), anHourAgo(), anHourAgo()),
  leaveUnfinished: async (room, name) => {
    const path = join(folder, room, `${name}.0123456789ab.part`);
    await writeFile(path, "half");
    await utimes(path, anHourAgo(), anHourAgo());
  },
};

const bucket: Adapter = {
  room: (name = "exports") => fileRoom(name, async () => s3Bucket(settings())),
  traces: async () => [...stub.bucket.objects.keys(), ...stub.bucket.uploads.keys()],
  makeOld: async (room, name) => {
    const found = stub.bucket.objects.get(`${room}/${name}`);
    if (found) found.modifiedAt = anHourAgo();
  },
  leaveUnfinished: async (room, name) => {
    stub.bucket.uploads.set(randomUUID(), {
      key: `${room}/${name}`,
      initiatedAt: anHourAgo(),
      parts: new Map(),
    });
  },
};

describe.each([
  ["a local folder", local],
  ["a bucket", bucket],
])("a room in %s", (_, adapter) => {
  const limit = { maxBytes: 64 * megabyte };

  it("gives back what was put, and says how much that was", async () => {
    const name = randomUUID();
    const stored = await adapter.room().put(name, bytes("Job Title\n", "Nürse\n"), limit);
    const sha256 = createHash("sha256").update("Job Title\nNürse\n").digest("hex");
    expect(stored).toEqual({ byteSize: 17, sha256 });
    expect(await textOf(adapter.room(), name)).toBe("Job Title\nNürse\n");
    expect(await sizeOf(adapter.room(), name)).toBe(17);
  });

  it.each([0, 1, 8, 17])("keeps a file of %i MB whole", async (count) => {
    const name = randomUUID();
    const { sha256, byteSize } = await adapter.room().put(name, megabytes(count), limit);
    expect(byteSize).toBe(count * megabyte);
    const { stream } = await adapter.room().open(name);
    const hash = createHash("sha256");
    for await (const chunk of stream) hash.update(chunk);
    expect(hash.digest("hex")).toBe(sha256);
    expect(await adapter.traces()).toHaveLength(1);
  });

  it("replaces a file of the same name", async () => {
    const name = randomUUID();
    await adapter.room().put(name, bytes("first"), limit);
    await adapter.room().put(name, bytes("second"), limit);
    expect(await textOf(adapter.room(), name)).toBe("second");
    expect(await adapter.traces()).toHaveLength(1);
  });

  it.each([1, 20])("leaves nothing of a body that is too large after %i MB", async (count) => {
    const room = adapter.room();
    const putting = room.put(randomUUID(), megabytes(count), { maxBytes: count * megabyte - 1 });
    await expect(putting).rejects.toMatchObject({
      code: "too_large",
      message: `This file is larger than ${count - 1} MB. Nothing was kept.`,
    });
    expect(await adapter.traces()).toEqual([]);
  });

  it.each([1, 20])(
    "leaves nothing of a body that breaks off after %i MB, and throws what it threw",
    async (count) => {
      const fault = new AppError("conflict", "Somebody else was first.");
      async function* broken() {
        yield* megabytes(count);
        throw fault;
      }
      await expect(adapter.room().put(randomUUID(), broken(), limit)).rejects.toBe(fault);
      expect(await adapter.traces()).toEqual([]);
    },
  );

  it("keeps the former file when its replacement breaks off", async () => {
    const name = randomUUID();
    await adapter.room().put(name, bytes("whole"), limit);
    async function* broken() {
      yield* megabytes(9);
      throw new Error("away");
    }
    await expect(adapter.room().put(name, broken(), limit)).rejects.toThrow("away");
    expect(await textOf(adapter.room(), name)).toBe("whole");
    expect(await adapter.traces()).toHaveLength(1);
  });

  it("shows nothing of a file before it is whole", async () => {
    const name = randomUUID();
    const room = adapter.room();
    async function* watched() {
      yield* megabytes(9);
      await expect(room.open(name)).rejects.toMatchObject({ code: "not_found" });
      expect(await room.tidy(new Date(0), new Set())).toBe(0);
      yield* megabytes(1);
    }
    await room.put(name, watched(), limit);
    expect(await sizeOf(room, name)).toBe(10 * megabyte);
  });

  it("lends a path, for as long as the reader works", async () => {
    const name = randomUUID();
    await adapter.room().put(name, bytes("rows"), limit);
    const seen = await adapter.room().withLocalCopy(name, async (path) => {
      // Nobody else of this machine may read a roster.
      expect((await stat(path)).mode & 0o077).toBe(0);
      return readFile(path, "utf8");
    });
    expect(seen).toBe("rows");
    const reading = adapter.room().withLocalCopy(name, async () => {
      throw new Error("cannot be read");
    });
    await expect(reading).rejects.toThrow("cannot be read");
    expect(await readdir(join(folder, "copies")).catch(() => [])).toEqual([]);
  });

  it("says so when a file is not there", async () => {
    const room = adapter.room();
    const work = async () => "never";
    await expect(room.open(randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(room.withLocalCopy(randomUUID(), work)).rejects.toMatchObject({ code: "not_found" });
  });

  it("removes a file, and again without harm", async () => {
    const name = randomUUID();
    await adapter.room().put(name, bytes("x"), limit);
    await adapter.room().remove(name);
    await adapter.room().remove(name);
    expect(await adapter.traces()).toEqual([]);
  });

  it.each(["../secrets.json", "..", "", "a/b", `${randomUUID()}/..`, `${randomUUID()}.part`])(
    "takes no name but its own: %j",
    async (name) => {
      const room = adapter.room();
      await expect(room.put(name, bytes("x"), limit)).rejects.toThrow("no name of a file of ours");
      await expect(room.open(name)).rejects.toThrow("no name of a file of ours");
      await expect(room.remove(name)).rejects.toThrow("no name of a file of ours");
      await expect(room.withLocalCopy(name, async () => "x")).rejects.toThrow("no name of a file of ours");
    },
  );

  it("tidies up what is old and named by nobody, page by page, and nothing else", async () => {
    stub.bucket.pageSize = 2;
    const room = adapter.room();
    const [old, named, fresh, ...more] = Array.from({ length: 8 }, () => randomUUID());
    for (const name of [old, named, fresh, ...more]) await room.put(name ?? "", bytes("x"), limit);
    const elsewhere = randomUUID();
    await adapter.room("quarantine").put(elsewhere, bytes("x"), limit);
    for (const name of [old, named, ...more]) await adapter.makeOld("exports", name ?? "");
    await adapter.makeOld("quarantine", elsewhere);
    await adapter.leaveUnfinished("exports", randomUUID());
    const removed = await room.tidy(new Date(Date.now() - 60_000), new Set([named ?? ""]));
    expect(removed).toBe(6);
    for (const name of [named, fresh]) expect(await textOf(room, name ?? "")).toBe("x");
    expect(await textOf(adapter.room("quarantine"), elsewhere)).toBe("x");
    expect((await adapter.traces()).filter((trace) => !trace.startsWith("quarantine/"))).toHaveLength(2);
  });

  it("has nothing to tidy where nothing was ever put", async () => {
    expect(await adapter.room("unused").tidy(new Date(), new Set())).toBe(0);
  });
});

describe("a local folder", () => {
  it("is closed to everybody else", async () => {
    const name = randomUUID();
    await local.room().put(name, bytes("x"), { maxBytes: 1 });
    expect((await stat(join(folder, "exports"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "exports", name))).mode & 0o777).toBe(0o600);
  });

  it("says in words that it cannot be written to", async () => {
    await writeFile(join(folder, "exports"), "a file where the folder should be");
    const putting = local.room().put(randomUUID(), bytes("x"), { maxBytes: 1 });
    await expect(putting).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("a bucket", () => {
  const put = (count: number) =>
    bucket.room().put(randomUUID(), megabytes(count), { maxBytes: 200 * megabyte });

  it("bears with a store that stumbles, and still stores the right bytes", async () => {
    for (const operation of ["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"] as const) {
      stub.fail(operation, { status: 500, code: "InternalError" }, 1);
      stub.fail(operation, { isCutOff: true }, 1);
    }
    const { byteSize, sha256 } = await put(20);
    const [object] = [...stub.bucket.objects.values()];
    expect(object?.bytes.length).toBe(byteSize);
    expect(
      createHash("sha256")
        .update(object?.bytes ?? "")
        .digest("hex"),
    ).toBe(sha256);
    expect(stub.bucket.uploads.size).toBe(0);
  });

  it.each([
    ["PutObject", 1],
    ["CreateMultipartUpload", 20],
    ["UploadPart", 20],
    ["CompleteMultipartUpload", 20],
  ] as const)("takes everything back when %s keeps failing", async (operation, count) => {
    stub.fail(operation, { status: 500, code: "InternalError" });
    await expect(put(count)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("does not answer"),
    });
    expect(await bucket.traces()).toEqual([]);
  });

  it("fails with the first fault when even taking back fails; the sweep does it later", async () => {
    stub.fail("UploadPart", { status: 403, code: "AccessDenied" });
    stub.fail("AbortMultipartUpload", { status: 500, code: "InternalError" }, 3);
    await expect(put(20)).rejects.toMatchObject({ message: expect.stringContaining("refuses") });
    expect(stub.bucket.uploads.size).toBe(1);
    await bucket.room().tidy(new Date(Date.now() + 1000), new Set());
    expect(stub.bucket.uploads.size).toBe(0);
  });

  it.each([
    ["AccessDenied", 403, "the rights of its access key"],
    ["InvalidAccessKeyId", 403, "S3_ACCESS_KEY_ID"],
    ["SignatureDoesNotMatch", 403, "S3_SECRET_ACCESS_KEY"],
    ["NoSuchBucket", 404, "S3_BUCKET"],
  ])("says in words what %s means", async (code, status, words) => {
    const operations = ["PutObject", "GetObject", "DeleteObject", "ListMultipartUploads"] as const;
    for (const operation of operations) stub.fail(operation, { status, code });
    const room = bucket.room();
    const told = { code: "unavailable", message: expect.stringContaining(words) };
    await expect(put(1)).rejects.toMatchObject(told);
    await expect(room.open(randomUUID())).rejects.toMatchObject(told);
    await expect(room.remove(randomUUID())).rejects.toMatchObject(told);
    await expect(room.tidy(new Date(), new Set())).rejects.toMatchObject(told);
  });

  it("signs every request, so that another secret is refused", async () => {
    const wrong = s3Bucket({ ...settings(), secretAccessKey: "another" });
    const putting = fileRoom("exports", async () => wrong).put(randomUUID(), bytes("x"), { maxBytes: 1 });
    await expect(putting).rejects.toMatchObject({ message: expect.stringContaining("S3_SECRET_ACCESS_KEY") });
  });

  it("says so when nobody answers at that address", async () => {
    const away = s3Bucket({ ...settings(), endpoint: "http://127.0.0.1:1" });
    const putting = fileRoom("exports", async () => away).put(randomUUID(), bytes("x"), { maxBytes: 1 });
    await expect(putting).rejects.toMatchObject({ code: "unavailable" });
  });

  it("gives up a store that says nothing", async () => {
    stub.fail("PutObject", { delayMs: 60_000 });
    const silent = s3Bucket({ ...settings(), silenceMs: 100 });
    const putting = fileRoom("exports", async () => silent).put(randomUUID(), bytes("x"), { maxBytes: 1 });
    await expect(putting).rejects.toMatchObject({ code: "unavailable" });
  });

  it("waits for a store that is slow", async () => {
    stub.fail("PutObject", { delayMs: 300 });
    expect(await put(1)).toMatchObject({ byteSize: megabyte });
  });

  it("lends no half a file when the answer breaks off", async () => {
    const name = randomUUID();
    await bucket.room().put(name, megabytes(3), { maxBytes: 3 * megabyte });
    stub.fail("GetObject", { isCutOff: true });
    let wasLent = false;
    const lending = bucket.room().withLocalCopy(name, async () => {
      wasLent = true;
    });
    await expect(lending).rejects.toMatchObject({ code: "unavailable" });
    expect(wasLent).toBe(false);
    expect(await readdir(join(folder, "copies"))).toEqual([]);
    const { stream } = await bucket.room().open(name);
    await expect(stream.toArray()).rejects.toThrow();
  });

  it("removes copies that a killed process left, and not those in use", async () => {
    const name = randomUUID();
    await bucket.room().put(name, bytes("x"), { maxBytes: 1 });
    await bucket.room().withLocalCopy(name, async (inUse) => {
      const left = join(folder, "copies", randomUUID());
      await writeFile(left, "roster");
      await utimes(left, new Date(0), new Date(0));
      await bucket.room().withLocalCopy(name, async () => undefined);
      expect(existsSync(left)).toBe(false);
      expect(existsSync(inUse)).toBe(true);
    });
  });

  it("asks for no more of the body than it can hold, however slow the store is", async () => {
    let made = 0;
    let mostHeld = 0;
    let stored = 0;
    stub.onAsked = (_operation, body) => {
      mostHeld = Math.max(mostHeld, made - stored);
      stored += body.length;
    };
    async function* counted() {
      for await (const piece of megabytes(100)) {
        made += piece.length;
        yield piece;
      }
    }
    await bucket.room().put(randomUUID(), counted(), { maxBytes: 100 * megabyte });
    // One part on its way and the piece that told that it is full.
    expect(mostHeld).toBeLessThanOrEqual(9 * megabyte);
  });

  it("is tidied up as far as the store can tell", async () => {
    stub.fail("ListMultipartUploads", { status: 501, code: "NotImplemented" });
    await put(1);
    expect(await bucket.room().tidy(new Date(Date.now() + 1000), new Set())).toBe(1);
  });

  it("is made where it is missing, and left alone where it is there", async () => {
    stub.bucket.exists = false;
    await ensureBucket(settings());
    expect(stub.bucket.exists).toBe(true);
    await ensureBucket(settings());
    expect(stub.asked.filter((operation) => operation === "CreateBucket")).toHaveLength(1);
  });

  it("is not made anew by a key that may not look into it", async () => {
    stub.fail("ListObjectsV2", { status: 403, code: "AccessDenied" });
    await expect(ensureBucket(settings())).rejects.toThrow("refuses this installation");
    expect(stub.asked).not.toContain("CreateBucket");
  });
});
