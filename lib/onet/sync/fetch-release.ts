import "server-only";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { releaseFiles } from "@/lib/files/rooms";
import { noteStep, requireLeave, stepReporter } from "@/lib/onet/mutations/sync-life";
import type { WebServices } from "@/lib/onet/web-services/web-services-client";
import { downloadSite, webServicesFor } from "./onet-addresses";
import { downloadRelease } from "./release-download-client";
import { maxReleaseBytes } from "./release-numbers";
import { openReleaseZip } from "./release-zip-reader";
import { stagingFolder } from "./staging-folder";
import type { SyncHandle } from "./sync-handle";
import { fetchTable, planTables, requireRelease, type StoredTable, type WantedTable } from "./table-fetcher";

/** The second step: everything that a release needs is brought into the room of releases. */

function services(): WebServices {
  const opened = webServicesFor("sync");
  if (opened) return opened;
  throw new AppError(
    "invalid",
    "There is no key for the O*NET Web Services any more: ONET_API_KEY is not set.",
  );
}

/** Downloads the zip; it lies in the room under the sync's own id afterwards. */
export async function fetchZip(handle: SyncHandle, number: string): Promise<void> {
  await requireLeave(handle);
  await noteStep(handle, "fetch");
  const folder = join(stagingFolder(handle.syncId), "download");
  const progress = stepReporter(handle, "fetch");
  const path = await downloadRelease(downloadSite(), number, folder, (done, total) =>
    progress.report(done, total ?? maxReleaseBytes),
  );
  await progress.settled();
  try {
    const source = await openReleaseZip(path, `The file of release ${number}`, { number });
    await source.close();
    await releaseFiles.put(handle.syncId, createReadStream(path), { maxBytes: maxReleaseBytes });
  } finally {
    // What is no good is not gone on with.
    await rm(folder, { recursive: true, force: true });
  }
}

export async function planTablesOf(handle: SyncHandle, number: string): Promise<WantedTable[]> {
  await requireLeave(handle);
  await noteStep(handle, "fetch");
  return planTables(services(), { syncId: handle.syncId, number });
}

/** One table of the Web Services. @param done tables that are there already, of `total` */
export async function fetchTableOf(
  handle: SyncHandle,
  wanted: WantedTable,
  { done, total }: { readonly done: number; readonly total: number },
): Promise<StoredTable> {
  await requireLeave(handle);
  const progress = stepReporter(handle, "fetch");
  // In hundredths of a table.
  const stored = await fetchTable(services(), releaseFiles, wanted, (share) =>
    progress.report((done + share) * 100, total * 100),
  );
  await progress.settled();
  return stored;
}

/** The tables belong together only if the service still has the release that it had before the first. */
export async function requireSameRelease(handle: SyncHandle, number: string): Promise<void> {
  await requireLeave(handle);
  await requireRelease(services(), number);
}
