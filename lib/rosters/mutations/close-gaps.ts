import "server-only";
import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { rowFixes, uploads } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { quarantine } from "@/lib/files/rooms";
import { recordChange } from "@/lib/history/record-change";
import { isErrorFile } from "../error-columns";
import { belongsTo } from "../error-file";
import { maxCorrections } from "../error-file-task";
import { readCorrectionsInThread } from "../error-file-threads";
import { grouped } from "../notes";
import type { StoredInspection } from "../review-schema";
import { checkUpload } from "./check-upload";
import { openChangeableUpload } from "./waiting-upload";

export interface CameBack {
  readonly sessionId: string;
  readonly fileName: string;
  readonly key: string;
  readonly inspection: StoredInspection;
}

/**
 * A corrected error file that came back: its rows are written over the faulty rows of the waiting roster that it was
 * made from, as one act that can be undone. Null when it is no error file, or when no roster with its columns waits:
 * then its rows are a roster of their own.
 * @throws AppError `invalid` when a row of it fits no faulty row of the roster; nothing is changed then
 */
export async function closeGaps(
  ctx: Ctx,
  file: CameBack,
): Promise<{ uploadId: string; mendedRows: number } | null> {
  const names = file.inspection.columns.map(({ name }) => name);
  if (!isErrorFile(names)) return null;
  const upload = await inOrg(ctx, async (tx) => {
    const uploadId = await findRoster(tx, ctx, file.sessionId, names);
    return uploadId === null ? null : { uploadId, ...(await openChangeableUpload(tx, ctx, uploadId)) };
  });
  if (upload === null) return null;
  const { uploadId } = upload;
  const corrections = await quarantine.withLocalCopy(upload.quarantineKey, (path) =>
    quarantine.withLocalCopy(file.key, (correctedPath) =>
      readCorrectionsInThread(
        {
          path,
          fileName: upload.fileName,
          sheet: upload.sheet ?? undefined,
          mapping: upload.mapping,
          fixes: upload.rules,
        },
        { path: correctedPath, fileName: file.fileName },
      ),
    ),
  );
  if (corrections.misplacedAt !== null) {
    throw invalid(
      `The row on line ${grouped(corrections.misplacedAt)} of this error file fits no faulty row of ${upload.fileName}. Nothing was changed. Leave the column _hint as it is, and use the error file of this very roster.`,
    );
  }
  if (corrections.rules.length > maxCorrections) {
    throw invalid(
      `This error file changes more than ${grouped(maxCorrections)} cells. Nothing was changed; mend the most frequent faults on the screen first, or correct the roster itself.`,
    );
  }
  if (corrections.rules.length > 0) await inOrg(ctx, (tx) => store(tx, ctx, uploadId, corrections.rules));
  await checkUpload(ctx, { uploadId });
  return { uploadId, mendedRows: corrections.changedRows };
}

async function findRoster(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  names: readonly string[],
): Promise<string | null> {
  const rows = await tx
    .select({ id: uploads.id, inspection: uploads.inspection })
    .from(uploads)
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.sessionId, sessionId),
        isNull(uploads.importedAt),
        isNull(uploads.removedAt),
        isNotNull(uploads.inspection),
      ),
    )
    .orderBy(desc(uploads.createdAt));
  const fitting = rows.find(({ inspection }) => belongsTo(names, (inspection as StoredInspection).columns));
  return fitting?.id ?? null;
}

async function store(
  tx: Tx,
  ctx: Ctx,
  uploadId: string,
  rules: Awaited<ReturnType<typeof readCorrectionsInThread>>["rules"],
): Promise<void> {
  await openChangeableUpload(tx, ctx, uploadId);
  const block = 2_000;
  for (let start = 0; start < rules.length; start += block) {
    await tx.insert(rowFixes).values(
      rules.slice(start, start + block).map((rule) => ({
        ...rule,
        orgId: ctx.orgId,
        uploadId,
        madeBy: actingUserId(ctx),
      })),
    );
  }
  await recordChange(tx, ctx, {
    name: "upload.gaps_closed",
    subjectKind: "upload",
    subjectId: uploadId,
    data: { ruleCount: rules.length },
  });
}
