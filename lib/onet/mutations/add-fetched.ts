import "server-only";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { systemClient } from "@/db/client";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import type { ReleaseCounts, SkipReason, SyncCounts } from "@/lib/onet/schema";
import { type FetchedRelease, stagedFolder, stageFetched } from "@/lib/onet/sync/stage-fetched";
import type { SyncHandle } from "@/lib/onet/sync/sync-handle";
import { noteStep, ownAddition, requireLeave, type SyncOutcome } from "./sync-life";

export interface Added {
  /** Null when this very content was here already. */
  readonly release: string | null;
  readonly counts: ReleaseCounts;
}

/** A step may run on another machine than the one before it. */
async function isStagedHere(handle: SyncHandle): Promise<boolean> {
  const found = await stat(join(stagedFolder(handle), "manifest.json")).catch(() => undefined);
  return found !== undefined;
}

/** The fourth step: adds what was staged beside the other releases, in one transaction. Harmless to repeat. */
export async function addFetched(handle: SyncHandle, fetched: FetchedRelease): Promise<Added> {
  await requireLeave(handle);
  if (!(await isStagedHere(handle))) await stageFetched(handle, fetched);
  await noteStep(handle, "add");
  const added = await addStagedRelease(systemClient(), stagedFolder(handle), { origin: fetched.origin });
  return { release: await ownAddition(handle, added), counts: added.counts };
}

/** All parts of a release together: a release with rows that could not be read is not added, so none failed. */
function sumOf(counts: ReleaseCounts): SyncCounts {
  const skipped: Partial<Record<SkipReason, number>> = {};
  let rows = 0;
  let skippedRows = 0;
  for (const input of Object.values(counts)) {
    rows += input.rows;
    for (const [reason, count] of Object.entries(input.skipped) as [SkipReason, number][]) {
      skipped[reason] = (skipped[reason] ?? 0) + count;
      skippedRows += count;
    }
  }
  return { processed: rows - skippedRows, skipped, failed: 0 };
}

/** The last step: what the release brings, told against the newest of those that were here. */
export async function reportAdded(handle: SyncHandle, { release, counts }: Added): Promise<SyncOutcome> {
  await requireLeave(handle);
  await noteStep(handle, "report");
  return { release, counts: sumOf(counts), report: null };
}
