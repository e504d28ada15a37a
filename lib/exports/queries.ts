import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/client";
import type { ExportKind } from "@/db/enums";
import { exports, jobs } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { selectJobs, toJobView } from "@/lib/jobs/job-view";
import type { ExportView } from "./schema";

const listLimit = 5;
const Params = z.record(z.string(), z.string());
/** Parts of a screen's link that narrow nothing. */
const notFilters = new Set(["run", "sort", "dir", "from", "to", "by"]);

function filtersIn(params: unknown): string {
  const named = Object.entries(Params.parse(params)).filter(([name]) => !notFilters.has(name));
  return named.map(([name, value]) => `${name}=${value}`).join("; ");
}

/** A person's own latest exports of one screen, the newest first. */
export async function listRecentExports(
  ctx: Ctx,
  { kind, sessionId }: { readonly kind: ExportKind; readonly sessionId: string | null },
): Promise<ExportView[]> {
  authorize(ctx, "ranking:export");
  const { rows, jobRows } = await inOrg(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: exports.id,
        createdAt: exports.createdAt,
        params: exports.params,
        name: exports.fileName,
        byteSize: exports.byteSize,
        rowCount: exports.rowCount,
        expiresAt: exports.expiresAt,
        isThere: sql<boolean>`${exports.fileKey} is not null and ${exports.expiresAt} > now()`,
      })
      .from(exports)
      .where(
        and(
          eq(exports.orgId, ctx.orgId),
          eq(exports.requestedBy, actingUserId(ctx)),
          eq(exports.kind, kind),
          sql`${exports.sessionId} is not distinct from ${sessionId}::uuid`,
        ),
      )
      .orderBy(desc(exports.createdAt), desc(exports.id))
      .limit(listLimit);
    const ids = rows.map(({ id }) => id);
    const jobRows = await selectJobs(tx).where(
      and(eq(jobs.orgId, ctx.orgId), eq(jobs.kind, "export.write"), inArray(jobs.subjectId, ids)),
    );
    return { rows, jobRows };
  });
  const jobByExport = new Map(jobRows.map((row) => [row.subjectId, toJobView(row)]));
  return rows.flatMap(({ id, createdAt, params, isThere, name, byteSize, rowCount, expiresAt }) => {
    const job = jobByExport.get(id);
    if (!job) return [];
    const isWhole = name !== null && byteSize !== null && rowCount !== null && expiresAt !== null;
    const file = isThere && isWhole ? { name, byteSize, rowCount, expiresAt } : null;
    return [{ id, createdAt, filters: filtersIn(params), file, job }];
  });
}
