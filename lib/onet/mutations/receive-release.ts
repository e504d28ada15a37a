import "server-only";
import { randomUUID } from "node:crypto";
import { and, isNull } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { onetSyncs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { arriving } from "@/lib/files/arriving-body";
import type { ByteStream } from "@/lib/files/file-store";
import { releaseFiles } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { maxReleaseBytes } from "@/lib/onet/sync/release-numbers";
import { numberOfZip } from "@/lib/onet/sync/release-zip-reader";
import { ReceiveReleaseInput } from "@/lib/onet/sync-schema";
import { openSync } from "./request-sync";

export interface ReceivedRelease {
  readonly syncId: string;
  readonly jobId: string;
  /** O*NET's number, as the file says it. */
  readonly number: string;
}

/**
 * Takes the zip of a release in: streams it into its room, looks whether it is one, and opens the sync that brings it
 * in. A file that is none leaves nothing behind.
 * @throws AppError `forbidden`, `conflict` while a sync is open, `invalid` in the reader's words, `too_large`
 */
export async function receiveRelease(
  ctx: Ctx,
  incoming: { readonly fileName: string; readonly body: ByteStream },
): Promise<ReceivedRelease> {
  authorize(ctx, "installation:manage");
  const { fileName } = ReceiveReleaseInput.parse({ fileName: incoming.fileName });
  // Asked before the body is read, so that nobody streams a file for nothing.
  await requireNoneOpen(ctx);
  // The sync and its file have one name.
  const syncId = randomUUID();
  const { byteSize } = await releaseFiles.put(syncId, arriving(incoming.body), { maxBytes: maxReleaseBytes });
  let isKept = false;
  try {
    if (byteSize === 0) throw invalid("This file is empty. Choose the zip file of an O*NET release.");
    const number = await releaseFiles.withLocalCopy(syncId, (path) => numberOfZip(path, fileName));
    const opened = await inOrg(ctx, async (tx) => {
      const made = await openSync(tx, ctx, { id: syncId, origin: "zip", number });
      await recordChange(tx, ctx, {
        name: "onet.release_uploaded",
        subjectKind: "onet_sync",
        subjectId: syncId,
        data: { byteSize, number },
      });
      return made;
    });
    isKept = true;
    return { ...opened, number };
  } finally {
    if (!isKept) await releaseFiles.remove(syncId);
  }
}

async function requireNoneOpen(ctx: Ctx): Promise<void> {
  const [open] = await inOrg(ctx, (tx) =>
    tx
      .select({ id: onetSyncs.id })
      .from(onetSyncs)
      .where(and(isNull(onetSyncs.finishedAt), isNull(onetSyncs.failedAt))),
  );
  if (open) throw conflict("A sync is under way. Nothing was taken in; upload the file when it has ended.");
}
