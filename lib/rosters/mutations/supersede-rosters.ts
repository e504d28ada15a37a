import "server-only";
import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { uploads } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { routeSegments } from "@/lib/roles/mutations/route-segments";

/** The upload that takes the place of others, or gives it back. */
interface Successor {
  readonly sessionId: string;
  readonly uploadId: string;
}

const segmentColumns = sql.raw(
  "org_id, id, session_id, upload_id, role_id, title_key, department, line_of_business, location, headcount",
);

/**
 * Takes the session's present rosters out for a later one: their segments wait as former ones, row by row as they were,
 * and their roles stay with everything that was decided. For a transaction that holds the session's row.
 */
export async function supersedeRosters(
  tx: Tx,
  ctx: Ctx,
  { sessionId, uploadId }: Successor,
): Promise<{ supersededCount: number }> {
  const superseded = await tx
    .update(uploads)
    .set({ supersededById: uploadId, supersededAt: sql`now()` })
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.sessionId, sessionId),
        ne(uploads.id, uploadId),
        isNotNull(uploads.importedAt),
        isNull(uploads.removedAt),
        isNull(uploads.supersededAt),
      ),
    )
    .returning({ id: uploads.id });
  if (superseded.length > 0) {
    await tx.execute(sql`
      with taken as (
        delete from workforce_segments
         where org_id = ${ctx.orgId} and session_id = ${sessionId} and upload_id in ${superseded.map(({ id }) => id)}
        returning ${segmentColumns})
      insert into former_segments (${segmentColumns}) select ${segmentColumns} from taken`);
  }
  return { supersededCount: superseded.length };
}

/** The way back of `supersedeRosters`: every roster whose place this upload took has its segments again. */
export async function restoreSuperseded(
  tx: Tx,
  ctx: Ctx,
  { sessionId, uploadId }: Successor,
): Promise<{ restoredCount: number }> {
  const restored = await tx
    .update(uploads)
    .set({ supersededById: null, supersededAt: null })
    .where(
      and(
        eq(uploads.orgId, ctx.orgId),
        eq(uploads.sessionId, sessionId),
        eq(uploads.supersededById, uploadId),
      ),
    )
    .returning({ id: uploads.id });
  if (restored.length > 0) {
    await tx.execute(sql`
      with taken as (
        delete from former_segments
         where org_id = ${ctx.orgId} and upload_id in ${restored.map(({ id }) => id)}
        returning ${segmentColumns})
      insert into workforce_segments (${segmentColumns}) select ${segmentColumns} from taken`);
    // Roles may have been split or merged meanwhile.
    await routeSegments(tx, ctx, { sessionId });
  }
  return { restoredCount: restored.length };
}
