import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { exports } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { AppError, conflict, notFound } from "@/lib/errors";
import type { OpenFile } from "@/lib/files/file-store";
import { exportFiles } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { getSession } from "@/lib/sessions/queries";
import { exportDays } from "../schema";

/**
 * Opens a written file for whoever may export, with a line of history first: who took what away is known.
 * @throws AppError `not_found` also once its days are over, `conflict` while it is being written
 */
export async function fetchExport(ctx: Ctx, exportId: string): Promise<OpenFile & { fileName: string }> {
  authorize(ctx, "ranking:export");
  if (!z.uuid().safeParse(exportId).success) throw notFound("export");
  const { fileKey, fileName } = await inOrg(ctx, async (tx) => {
    const ready = await findReady(tx, ctx, exportId);
    // What a deleted session held cannot be taken away any more.
    if (ready.sessionId) await getSession(ctx, ready.sessionId);
    await recordChange(tx, ctx, { name: "export.fetched", subjectKind: "export", subjectId: exportId });
    return ready;
  });
  return { ...(await exportFiles.open(fileKey)), fileName };
}

async function findReady(tx: Tx, ctx: Ctx, exportId: string) {
  const [row] = await tx
    .select({
      sessionId: exports.sessionId,
      fileKey: exports.fileKey,
      fileName: exports.fileName,
      isReady: sql<boolean>`${exports.readyAt} is not null`,
      isOver: sql<boolean>`coalesce(${exports.expiresAt} < now(), false)`,
    })
    .from(exports)
    .where(and(eq(exports.orgId, ctx.orgId), eq(exports.id, exportId)));
  if (!row) throw notFound("export");
  const { sessionId, fileKey, fileName, isReady, isOver } = row;
  if (!isReady) throw conflict("This file is not written yet. Wait for the notice, or look at its job.");
  if (isOver || !fileKey || !fileName) {
    throw new AppError(
      "not_found",
      `Files are kept for ${exportDays} days; this one was deleted. Export it again.`,
    );
  }
  return { sessionId, fileKey, fileName };
}
