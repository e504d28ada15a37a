import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { rowFixes, uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { AppError, conflict, invalid } from "@/lib/errors";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { enqueueMapping } from "@/lib/roles/mutations/request-mapping";
import { openForEdit } from "@/lib/sessions/mutations";
import { rulesInForce } from "../queries/rules-in-force";
import type { RosterReading } from "../read-roster";
import { readRosterSegments } from "../roster-threads";
import type { ColumnMapping, WorkforceSegment } from "../schema";
import { rememberColumns } from "./remember-columns";

/** Rows per statement; each is one array parameter per column, so the size only bounds memory. */
const blockSize = 10_000;

interface ImportOptions {
  readonly onProgress: (rowsRead: number, totalRows: number) => void;
}

/**
 * Carries out an import: reads the file in a thread, then stores all segments and roles in one transaction, asks for
 * the mapping in the same one, and deletes the raw file. Repeatable: an imported upload is left as it is.
 * @throws AppError `invalid` when the file has faults after all; nothing is imported then
 */
export async function importRoster(ctx: Ctx, uploadId: string, { onProgress }: ImportOptions): Promise<void> {
  const { upload, fixes } = await inOrg(ctx, async (tx) => ({
    upload: await findUpload(tx, ctx, uploadId),
    fixes: await rulesInForce(tx, ctx, uploadId),
  }));
  if (upload.importedAt || upload.removedAt) return;
  if (!upload.quarantineKey) throw conflict("This file waited too long and was deleted. Upload it again.");
  const reading = await quarantine.withLocalCopy(upload.quarantineKey, (path) =>
    readRosterSegments(path, upload.mapping, {
      fileName: upload.fileName,
      sheet: upload.sheet ?? undefined,
      fixes,
      onProgress: (rowsRead) => onProgress(rowsRead, upload.rows),
    }),
  );
  refuseFaults(reading);
  await inOrg(ctx, (tx) => store(tx, ctx, uploadId, upload.sessionId, reading));
  await quarantine.remove(upload.quarantineKey);
}

async function findUpload(tx: Tx, ctx: Ctx, uploadId: string) {
  const [row] = await tx
    .select({
      sessionId: uploads.sessionId,
      fileName: uploads.fileName,
      sheet: uploads.sheet,
      mapping: sql<ColumnMapping>`${uploads.mapping}`,
      quarantineKey: uploads.quarantineKey,
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

function refuseFaults({ refusal, faults, faultCount, people }: RosterReading): void {
  const fault = refusal ?? faults[0];
  if (!fault && people > maxPeople) {
    throw invalid(
      "The headcounts of this roster add up to more than two billion people. Nothing was imported; check the headcount column.",
    );
  }
  if (!fault) return;
  const more = faultCount > 1 ? ` (${faultCount} faults in all)` : "";
  throw new AppError("invalid", `${fault.message} ${fault.hint}${more} Nothing was imported.`);
}

async function store(
  tx: Tx,
  ctx: Ctx,
  uploadId: string,
  sessionId: string,
  reading: RosterReading,
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
  for (let start = 0; start < segments.length; start += blockSize) {
    await insertSegments(tx, ctx, sessionId, uploadId, segments.slice(start, start + blockSize));
  }
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
    },
  });
}

/** New titles become roles, known ones are found; then the segments are stored beside them. */
async function insertSegments(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  uploadId: string,
  segments: readonly WorkforceSegment[],
): Promise<void> {
  const column = (pick: (segment: WorkforceSegment) => string | number | null) =>
    sql.param(segments.map(pick));
  await tx.execute(sql`
    insert into roles (org_id, session_id, title, title_key)
    select ${ctx.orgId}, ${sessionId}, min(title), title_key
      from unnest(${column(({ title }) => title)}::text[], ${column(({ titleKey }) => titleKey)}::text[])
        as given (title, title_key)
     group by title_key
        on conflict do nothing`);
  await tx.execute(sql`
    insert into workforce_segments
      (org_id, session_id, upload_id, role_id, title_key, department, line_of_business, location, headcount)
    select ${ctx.orgId}, ${sessionId}, ${uploadId}, roles.id, given.title_key,
           given.department, given.line_of_business, given.location, given.headcount
      from unnest(${column(({ titleKey }) => titleKey)}::text[],
                  ${column(({ department }) => department)}::text[],
                  ${column(({ lineOfBusiness }) => lineOfBusiness)}::text[],
                  ${column(({ location }) => location)}::text[],
                  ${column(({ headcount }) => headcount)}::int[])
        as given (title_key, department, line_of_business, location, headcount)
      join roles on roles.org_id = ${ctx.orgId} and roles.session_id = ${sessionId}
                and roles.title_key = given.title_key`);
}
