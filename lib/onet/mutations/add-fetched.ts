import "server-only";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { asSystem, systemClient } from "@/db/client";
import { findReleaseBefore } from "@/lib/onet/queries/known-releases";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { reportRelease } from "@/lib/onet/release/release-report";
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

/**
 * The last step: what the release brings, told against the newest of those that were here. The sessions it touches are
 * their organizations', so they are left out of what the whole installation reads.
 */
export async function reportAdded(handle: SyncHandle, { release, counts }: Added): Promise<SyncOutcome> {
  await requireLeave(handle);
  await noteStep(handle, "report");
  const from = release === null ? undefined : await findReleaseBefore(release);
  if (release === null || from === undefined) return { release, counts: sumOf(counts), report: null };
  const report = await asSystem("report a release", (tx) => reportRelease(tx, { from, to: release }));
  return { release, counts: sumOf(counts), report: { ...report, sessions: [] } };
}
