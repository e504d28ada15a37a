import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { inOrg } from "@/db/client";
import { uploads, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { RosterInspection } from "./schema";
import { ColumnMapping } from "./schema";
import type { UploadView } from "./upload-schema";

const successors = alias(uploads, "successors");

/** The rosters of a session that were not removed, the newest first. */
export async function listUploads(ctx: Ctx, sessionId: string): Promise<UploadView[]> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: uploads.id,
        fileName: uploads.fileName,
        byteSize: uploads.byteSize,
        uploadedByName: users.name,
        createdAt: uploads.createdAt,
        quarantineUntil: uploads.quarantineUntil,
        importedAt: uploads.importedAt,
        mode: uploads.mode,
        supersededAt: uploads.supersededAt,
        supersededByName: successors.fileName,
        isPurged: sql<boolean>`${uploads.quarantineKey} is null`,
        // Stored by receiveUpload and storeInspection, and by nobody else. The faulty rows are asked for one by one.
        inspection: sql<RosterInspection | null>`${uploads.inspection} - 'review'`,
        mapping: uploads.mapping,
        mendedRowCount: uploads.mendedRowCount,
        skippedRowCount: uploads.skippedRowCount,
        rowCount: uploads.rowCount,
        ignoredRowCount: uploads.ignoredRowCount,
        segmentCount: uploads.segmentCount,
        roleCount: uploads.roleCount,
        headcount: uploads.headcount,
      })
      .from(uploads)
      .innerJoin(users, eq(users.id, uploads.uploadedBy))
      .leftJoin(
        successors,
        and(eq(successors.orgId, uploads.orgId), eq(successors.id, uploads.supersededById)),
      )
      .where(and(eq(uploads.orgId, ctx.orgId), eq(uploads.sessionId, sessionId), isNull(uploads.removedAt)))
      .orderBy(desc(uploads.createdAt), desc(uploads.id)),
  );
  return rows.map(({ supersededAt, supersededByName, ...row }) => ({
    ...row,
    mapping: ColumnMapping.parse(row.mapping),
    supersededBy: supersededAt && { at: supersededAt, fileName: supersededByName ?? "" },
  }));
}
