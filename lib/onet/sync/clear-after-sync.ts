import "server-only";
import { releaseFiles } from "@/lib/files/rooms";
import { removeStagingFolder } from "./staging-folder";
import { tableFilesOf } from "./table-fetcher";

/** Removes what a sync has put together, on this machine and in the room of releases. Harmless to repeat. */
export async function clearAfterSync(sync: {
  readonly syncId: string;
  readonly number: string | null;
}): Promise<void> {
  const { syncId, number } = sync;
  await removeStagingFolder(syncId);
  await releaseFiles.remove(syncId);
  if (number === null) return;
  for (const file of tableFilesOf({ syncId, number })) await releaseFiles.remove(file);
}
