import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { onetSyncs } from "@/db/schema";
import { releaseFiles } from "@/lib/files/rooms";
import { functionIdOf } from "@/lib/jobs/function-names";
import { clearAfterSync } from "@/lib/onet/sync/clear-after-sync";
import { removeStagingFolder, tidyStagingFolders } from "@/lib/onet/sync/staging-folder";

/** A sync and its run are made one shortly after the other. */
const youngMinutes = 10;
/** Beyond this, what no open sync names was left behind by a crash. */
const leftoverHours = 24;
/** How long an uploaded release whose sync failed can be started again. */
const uploadDays = 7;
const lostMessage =
  "It was lost on the way: nothing works on it any more. Nothing was added; start it again.";

/** Ends open syncs that nothing will ever work on again: neither an open job nor an open run of the clock's function. */
async function endLostSyncs(): Promise<number> {
  const ended = await asSystem("sweep: lost syncs", (tx) =>
    tx
      .update(onetSyncs)
      .set({ failedAt: sql`clock_timestamp()`, errorCode: "unavailable", errorMessage: lostMessage })
      .where(
        and(
          isNull(onetSyncs.finishedAt),
          isNull(onetSyncs.failedAt),
          sql`${onetSyncs.createdAt} < now() - make_interval(mins => ${youngMinutes})`,
          sql`case ${onetSyncs.trigger}
                when 'operator' then not exists (select 1 from jobs j
                  where j.kind = 'onet.sync' and j.subject_id = ${onetSyncs.id}
                    and j.finished_at is null and j.failed_at is null and j.cancelled_at is null)
                else not exists (select 1 from function_runs r
                  where r.function_id like ${`${functionIdOf("sync-onet-weekly")}%`}
                    and r.finished_at is null and r.failed_at is null and r.cancelled_at is null) end`,
        ),
      )
      .returning({ id: onetSyncs.id }),
  );
  return ended.length;
}

/** Syncs whose files may still be needed. */
async function listLiveSyncs(): Promise<string[]> {
  const rows = await asSystem("sweep: files of syncs", (tx) =>
    tx
      .select({ id: onetSyncs.id })
      .from(onetSyncs)
      .where(
        and(
          isNull(onetSyncs.finishedAt),
          or(
            isNull(onetSyncs.failedAt),
            and(
              eq(onetSyncs.origin, "zip"),
              sql`${onetSyncs.createdAt} > now() - make_interval(days => ${uploadDays})`,
            ),
          ),
        ),
      ),
  );
  return rows.map(({ id }) => id);
}

/** Once a sync has failed: what it has put together goes at once; a file that somebody uploaded may be asked for again. */
export async function clearFailedSyncs(): Promise<void> {
  const failed = await asSystem("sync O*NET", (tx) =>
    tx
      .select({ syncId: onetSyncs.id, number: onetSyncs.number, origin: onetSyncs.origin })
      .from(onetSyncs)
      .where(sql`${onetSyncs.failedAt} > now() - make_interval(hours => ${leftoverHours})`),
  );
  for (const { syncId, number, origin } of failed) {
    if (origin === "zip") await removeStagingFolder(syncId);
    else await clearAfterSync({ syncId, number });
  }
}

/** Ends syncs that got lost, and removes files that crashes and failures have left. Harmless to repeat. */
export async function sweepSyncs(): Promise<{ endedSyncs: number; deletedCount: number }> {
  const endedSyncs = await endLostSyncs();
  const live = new Set(await listLiveSyncs());
  const before = new Date(Date.now() - leftoverHours * 3_600_000);
  const fileCount = await releaseFiles.tidy(before, live);
  const folderCount = await tidyStagingFolders(before, live);
  return { endedSyncs, deletedCount: fileCount + folderCount };
}
