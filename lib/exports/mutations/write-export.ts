import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { exports, jobs } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { CsvFile } from "@/lib/csv/csv-file";
import { AppError, conflict } from "@/lib/errors";
import type { ByteStream } from "@/lib/files/file-store";
import { exportFiles } from "@/lib/files/rooms";
import type { ClaimedJob } from "@/lib/jobs/mutations/claim-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { openExport } from "../export-sources";
import { exportDays, RequestExportInput } from "../schema";

/** No ranking comes near it; it bounds what a fault of ours could fill the store with. */
const maxExportBytes = 1024 * 1024 * 1024;

/**
 * Writes the file that a job asks for. Repeatable: the file's name is the export's id, so another try writes over what
 * the one before may have left, and a file that is ready stays as it is.
 * @throws AppError `conflict` when the job was cancelled or taken over meanwhile; nothing is left then
 */
export async function writeExport(ctx: Ctx, job: ClaimedJob): Promise<void> {
  authorize(ctx, "ranking:export");
  const { asked, readyAt } = await inOrg(ctx, (tx) => findExport(tx, ctx, job.subjectId));
  if (readyAt) return;
  const csv = await openExport(ctx, asked);
  let rowCount = 0;
  const counted = bytesOf(csv, async (rowsDone) => {
    rowCount = rowsDone;
    const isHeld = await reportProgress(ctx, job, { done: rowsDone, total: csv.rowTotal });
    if (!isHeld) throw noLongerOurs();
  });
  const { byteSize } = await exportFiles.put(job.subjectId, counted, { maxBytes: maxExportBytes });
  const written = { fileName: csv.fileName, byteSize, rowCount };
  const isReady = await inOrg(ctx, (tx) => announceFile(tx, ctx, job, written));
  if (!isReady) throw noLongerOurs();
}

function noLongerOurs(): AppError {
  return conflict("This export was cancelled, or another run took it over. This one stopped.");
}

async function findExport(tx: Tx, ctx: Ctx, exportId: string) {
  const [row] = await tx
    .select()
    .from(exports)
    .where(and(eq(exports.orgId, ctx.orgId), eq(exports.id, exportId)));
  if (!row)
    throw new AppError("not_found", "This export was deleted before it was written. Ask for it anew.");
  const { kind, sessionId, params, readyAt } = row;
  // Stored by requestExport, and by nobody else.
  const asked = RequestExportInput.parse({ kind, params, ...(sessionId && { sessionId }) });
  return { asked, readyAt };
}

async function* bytesOf(csv: CsvFile, onRows: (rowsDone: number) => Promise<void>): ByteStream {
  const encoder = new TextEncoder();
  let rowsDone = 0;
  for await (const { text, rowCount } of csv.parts) {
    rowsDone += rowCount;
    await onRows(rowsDone);
    yield encoder.encode(text);
  }
}

/**
 * Makes a written file available, if the job is still in the hands of this run. A file that nobody waits for any more
 * is removed while the job's row is locked, so that a new run, which has to change that row first, loses nothing.
 * @returns whether the file is available
 */
async function announceFile(
  tx: Tx,
  ctx: Ctx,
  job: ClaimedJob,
  written: { readonly fileName: string; readonly byteSize: number; readonly rowCount: number },
): Promise<boolean> {
  const [found] = await tx
    .select({
      claimedByRun: jobs.claimedByRun,
      hasEnded: sql<boolean>`num_nonnulls(${jobs.finishedAt}, ${jobs.failedAt}, ${jobs.cancelledAt}) > 0`,
    })
    .from(jobs)
    .where(and(eq(jobs.orgId, ctx.orgId), eq(jobs.id, job.jobId)))
    .for("update");
  const here = and(eq(exports.orgId, ctx.orgId), eq(exports.id, job.subjectId), isNull(exports.readyAt));
  if (found && !found.hasEnded && found.claimedByRun === job.runId) {
    await tx
      .update(exports)
      .set({
        ...written,
        fileKey: job.subjectId,
        readyAt: sql`now()`,
        expiresAt: sql`now() + make_interval(days => ${exportDays})`,
      })
      .where(here);
    return true;
  }
  const isWaitedFor = found !== undefined && !found.hasEnded;
  const [unready] = await tx.select({ id: exports.id }).from(exports).where(here);
  if (!isWaitedFor && unready) await exportFiles.remove(job.subjectId);
  return false;
}
