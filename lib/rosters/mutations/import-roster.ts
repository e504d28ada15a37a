import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { UploadMode } from "@/db/enums";
import { rowFixes, uploads } from "@/db/schema";
import { refreshStatistics } from "@/db/statistics";
import type { Ctx } from "@/lib/auth/context";
import { AppError, conflict, invalid } from "@/lib/errors";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { enqueueMapping } from "@/lib/roles/mutations/request-mapping";
import { routeNewSegments } from "@/lib/roles/mutations/route-segments";
import { openForEdit } from "@/lib/sessions/mutations";
import type { ImportableReading } from "../pack-reading";
import { rulesInForce } from "../queries/rules-in-force";
import type { RosterReading } from "../read-roster";
import type { PlacedRule } from "../review-schema";
import { readRosterSegments } from "../roster-threads";
import type { ColumnMapping } from "../schema";
import { insertSegments } from "./insert-segments";
import { findReading, removeRawFile } from "./raw-files";
import { rememberColumns } from "./remember-columns";
import { supersedeRosters } from "./supersede-rosters";

interface ImportOptions {
  readonly onProgress: (rowsRead: number, totalRows: number) => void;
}

/**
 * Carries out an import: takes the reading that was kept, or reads the file in a thread, then stores all segments and roles in one transaction, in the place
 * of the session's present rosters where that was asked for, requests the mapping in the same one, and deletes the raw
 * file. Repeatable: an imported upload is left as it is.
 * @throws AppError `invalid` when the file has faults after all; nothing is imported then
 */
export async function importRoster(ctx: Ctx, uploadId: string, { onProgress }: ImportOptions): Promise<void> {
  const { upload, rules } = await inOrg(ctx, async (tx) => ({
    upload: await findUpload(tx, ctx, uploadId),
    rules: await rulesInForce(tx, ctx, uploadId),
  }));
  if (upload.importedAt || upload.removedAt) return;
  if (!upload.quarantineKey) throw conflict("This file waited too long and was deleted. Upload it again.");
  const { quarantineKey } = upload;
  const reading =
    (await findReading(quarantineKey, { ...upload, rules })) ??
    (await readAnew(quarantineKey, upload, rules, (rowsRead) => onProgress(rowsRead, upload.rows)));
  onProgress(reading.rows, reading.rows);
  refuseTooMany(reading);
  await inOrg(ctx, (tx) => store(tx, ctx, { ...upload, uploadId }, reading));
  await removeRawFile(quarantineKey);
  await refreshStatistics(["roles", "workforce_segments", "former_segments"], reading.rows);
}

/** @throws AppError `invalid` with the first fault */
async function readAnew(
  quarantineKey: string,
  { mapping, fileName, sheet }: Awaited<ReturnType<typeof findUpload>>,
  fixes: readonly PlacedRule[],
  onProgress: (rowsRead: number) => void,
): Promise<ImportableReading> {
  const reading = await quarantine.withLocalCopy(quarantineKey, (path) =>
    readRosterSegments(path, mapping, { fileName, sheet: sheet ?? undefined, fixes, onProgress }),
  );
  refuseFaults(reading);
  return reading;
}

async function findUpload(tx: Tx, ctx: Ctx, uploadId: string) {
  const [row] = await tx
    .select({
      sessionId: uploads.sessionId,
      fileName: uploads.fileName,
      sha256: uploads.sha256,
      sheet: uploads.sheet,
      mapping: sql<ColumnMapping>`${uploads.mapping}`,
      quarantineKey: uploads.quarantineKey,
      mode: uploads.mode,
      importedAt: uploads.importedAt,
      removedAt: uploads.removedAt,
      rows: sql<number>`coalesce((${uploads.inspection} ->> 'rows')::int, 0)`,
    })
    .from(uploads)
    .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.id, uploadId)));
  if (!row)
    throw new AppError("not_found", "This upload was removed before it was imported. Nothing was imported.");
  return row;
}

/** What the columns of counts can hold; no workforce comes near it. */
const maxPeople = 2 ** 31 - 1;

function refuseTooMany({ people }: ImportableReading): void {
  if (people <= maxPeople) return;
  throw invalid(
    "The headcounts of this roster add up to more than two billion people. Nothing was imported; check the headcount column.",
  );
}

function refuseFaults({ refusal, faults, faultCount }: RosterReading): void {
  const fault = refusal ?? faults[0];
  if (!fault) return;
  const more = faultCount > 1 ? ` (${faultCount} faults in all)` : "";
  throw new AppError("invalid", `${fault.message} ${fault.hint}${more} Nothing was imported.`);
}

interface Import {
  readonly uploadId: string;
  readonly sessionId: string;
  readonly mode: UploadMode;
}

async function store(
  tx: Tx,
  ctx: Ctx,
  { uploadId, sessionId, mode }: Import,
  reading: ImportableReading,
): Promise<void> {
  await openForEdit(tx, ctx, sessionId, { changesInputs: true });
  const { segments, ignored, review } = reading;
  const [imported] = await tx
    .update(uploads)
    .set({
      importedAt: sql`now()`,
      rowCount: reading.rows,
      ignoredRowCount: ignored.blank + ignored.total + ignored.repeatedHeader,
      mendedRowCount: review.mendedLines,
      skippedRowCount: review.skippedLines,
      segmentCount: segments.length,
      roleCount: reading.roles,
      headcount: reading.people,
      // The rows go with the file.
      quarantineKey: null,
      inspection: null,
    })
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.id, uploadId),
        isNull(uploads.importedAt),
        isNull(uploads.removedAt),
      ),
    )
    .returning({ id: uploads.id });
  // Another attempt of the same job was first.
  if (!imported) return;
  // What was decided about rows holds texts of theirs, so it goes with them; how many there were is kept.
  await tx.delete(rowFixes).where(and(eq(rowFixes.orgId, ctx.orgId), eq(rowFixes.uploadId, uploadId)));
  await rememberColumns(tx, ctx, reading, reading.mapping);
  const place = { sessionId, uploadId };
  const { supersededCount } =
    mode === "replace" ? await supersedeRosters(tx, ctx, place) : { supersededCount: 0 };
  await insertSegments(tx, ctx, place, segments);
  // To the roles that people split off or merged when an earlier roster was there.
  await routeNewSegments(tx, ctx, sessionId);
  await enqueueMapping(tx, ctx, sessionId);
  await recordChange(tx, ctx, {
    name: "upload.imported",
    subjectKind: "upload",
    subjectId: uploadId,
    data: {
      rows: reading.rows,
      mended: review.mendedLines,
      skipped: review.skippedLines,
      segments: segments.length,
      roles: reading.roles,
      headcount: reading.people,
      mode,
      supersededCount,
    },
  });
}
