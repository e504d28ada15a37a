import "server-only";
import { releaseFiles } from "@/lib/files/rooms";
import { removeStagingFolder } from "./staging-folder";
import type { SyncHandle } from "./sync-handle";

/** Removes what a sync has put together; tables that were fetched one by one go with the next sweep. */
export async function clearAfterSync({ syncId }: SyncHandle): Promise<void> {
  await removeStagingFolder(syncId);
  await releaseFiles.remove(syncId);
}
