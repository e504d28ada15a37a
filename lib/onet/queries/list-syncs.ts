import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { onetReleases, onetSyncs } from "@/db/schema";
import { authorize, type Ctx, may } from "@/lib/auth/context";
import { cancelledSync } from "@/lib/jobs/end-subject-of";
import type { SyncCounts } from "@/lib/onet/schema";
import { percentOf } from "@/lib/onet/sync/sync-progress";
import {
  ListSyncsQuery,
  type LocalRelease,
  type SyncPage,
  type SyncState,
  type SyncView,
} from "@/lib/onet/sync-schema";
import { getReleaseInUse } from "./release-in-use";

/** Syncs are of the whole installation; those who choose what is in use may see them, as may operators. */
function authorizeReading(ctx: Ctx): void {
  if (!may(ctx, "installation:manage")) authorize(ctx, "reference:choose");
}

const pageSize = 10;

type SyncRow = typeof onetSyncs.$inferSelect;

function stateOf(row: SyncRow): SyncState {
  if (row.finishedAt) return "finished";
  if (row.failedAt) return row.errorCode === cancelledSync.code ? "cancelled" : "failed";
  return row.startedAt ? "running" : "queued";
}

function toView(row: SyncRow): SyncView {
  const { id, trigger, origin, number, release, errorCode, errorMessage, createdAt, startedAt } = row;
  return {
    ...{ id, trigger, origin, number, release, errorCode, errorMessage, createdAt, startedAt },
    state: stateOf(row),
    percent: row.finishedAt ? 100 : percentOf(row.step, row.progressDone, row.progressTotal),
    // Written by finishSync alone.
    counts: row.counts as SyncCounts | null,
    endedAt: row.finishedAt ?? row.failedAt,
  };
}

/** The newest syncs, ten at a time. @throws AppError `forbidden` */
export async function listSyncs(ctx: Ctx, input: unknown = {}): Promise<SyncPage> {
  authorizeReading(ctx);
  const { after } = ListSyncsQuery.parse(input);
  const rows = await inOrg(ctx, (tx) =>
    tx
      .select()
      .from(onetSyncs)
      .where(
        after === undefined
          ? undefined
          : sql`(${onetSyncs.createdAt}, ${onetSyncs.id}) < (select s.created_at, s.id from onet_syncs s where s.id = ${after})`,
      )
      .orderBy(desc(onetSyncs.createdAt), desc(onetSyncs.id))
      .limit(pageSize + 1),
  );
  const items = rows.slice(0, pageSize).map(toView);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** The release that the organization works with. */
export async function getLocalRelease(ctx: Ctx): Promise<LocalRelease> {
  authorizeReading(ctx);
  return inOrg(ctx, async (tx) => {
    const release = await getReleaseInUse(tx, ctx);
    const [row] = await tx
      .select({ newestDataAt: onetReleases.newestDataAt, importedAt: onetReleases.importedAt })
      .from(onetReleases)
      .where(eq(onetReleases.release, release));
    if (!row) throw new Error(`The release in use, ${release}, is not there.`);
    const { newestDataAt, importedAt } = row;
    return { release, importedAt, newestDataAt: newestDataAt === null ? null : new Date(newestDataAt) };
  });
}
