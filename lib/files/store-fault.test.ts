import { expect, it } from "vitest";
import { fileRoom } from "./file-room";
import type { FileStore } from "./file-store";
import { orStoreFault } from "./store-fault";

/** A store whose disk is full after a few bytes. */
const fullStore = {
  write: (_key, body) =>
    orStoreFault(async () => {
      for await (const _ of body)
        throw Object.assign(new Error("ENOSPC: no space left on device, write '/srv/x'"), { code: "ENOSPC" });
    }),
} as Partial<FileStore> as FileStore;

async function* pieces() {
  yield Buffer.from("Job Title\n");
  yield Buffer.from("Clerk\n");
}

it("says that the disk is full, what is kept and who can help, and no path", async () => {
  const room = fileRoom("quarantine", async () => fullStore);
  const put = room.put("01234567-89ab-4cde-8f01-23456789abcd", pieces(), { maxBytes: 1_000 });
  await expect(put).rejects.toMatchObject({
    code: "unavailable",
    message:
      "No room is left where files are kept. This file was not kept; what was saved before is. " +
      "Tell whoever runs this installation: its disk is full.",
  });
});
