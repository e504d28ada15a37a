import "server-only";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { inOrg } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import type { OpenFile } from "@/lib/files/file-store";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { writeErrorFileInThread } from "../error-file-threads";
import { openWaitingUpload } from "./waiting-upload";

const ending = /\.[a-z]+$/i;

/**
 * The rows of a waiting roster that still have a fault, with what is wrong with each, as a file to correct and to
 * upload again. Written beside the product's files and gone once it is sent.
 * @throws AppError `not_found`, `forbidden`, `conflict` when no fault is left
 */
export async function fetchErrorFile(ctx: Ctx, uploadId: string): Promise<OpenFile & { fileName: string }> {
  if (!z.uuid().safeParse(uploadId).success) throw notFound("upload");
  const upload = await inOrg(ctx, async (tx) => {
    const waiting = await openWaitingUpload(tx, ctx, uploadId, { changesInputs: false });
    await recordChange(tx, ctx, {
      name: "upload.errors_fetched",
      subjectKind: "upload",
      subjectId: uploadId,
    });
    return waiting;
  });
  const folder = await mkdtemp(join(tmpdir(), "opportune-errors-"));
  try {
    const path = join(folder, "errors.csv");
    const { rowCount } = await quarantine.withLocalCopy(upload.quarantineKey, (roster) =>
      writeErrorFileInThread(
        {
          path: roster,
          fileName: upload.fileName,
          sheet: upload.sheet ?? undefined,
          mapping: upload.mapping,
          fixes: upload.rules,
        },
        path,
      ),
    );
    if (rowCount === 0) throw conflict("No faulty row is left in this roster. Load the page again.");
    const file = await open(path);
    const { size } = await file.stat();
    const fileName = `${upload.fileName.replace(ending, "")} errors.csv`;
    return { stream: file.createReadStream(), byteSize: size, fileName };
  } finally {
    // An open file can be read to its end after its name is gone.
    await rm(folder, { recursive: true, force: true });
  }
}
