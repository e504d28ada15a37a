import "server-only";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import type { FileRoom } from "@/lib/files/file-room";
import { releaseFiles } from "@/lib/files/rooms";
import { noteStep, requireLeave, stepReporter } from "@/lib/onet/mutations/sync-life";
import type { LocalTable } from "@/lib/onet/web-services/fetched-table-reader";
import { runInWorkerThread, WorkerThreadError } from "@/lib/worker-threads";
import type { FoundRelease } from "./resolve-release";
import { type StageInput, StageProgress } from "./stage-input";
import { stagingFolder } from "./staging-folder";
import type { SyncHandle } from "./sync-handle";
import type { StoredTable } from "./table-fetcher";

/** What lies in the room of releases once everything is fetched: a zip under the sync's id, or tables. */
export interface FetchedRelease extends FoundRelease {
  readonly tables: readonly StoredTable[];
}

const memoryMegabytes = 768;
const timeoutMs = 15 * 60_000;

/** The folder with the staged release, ready to be added. */
export function stagedFolder({ syncId }: SyncHandle): string {
  return join(stagingFolder(syncId), "staged");
}

/** Lends paths of all the tables at once. */
async function withTables<T>(
  room: FileRoom,
  tables: readonly StoredTable[],
  work: (local: readonly LocalTable[]) => Promise<T>,
): Promise<T> {
  const [first, ...rest] = tables;
  if (!first) return work([]);
  return room.withLocalCopy(first.file, (path) =>
    withTables(room, rest, (local) => work([{ ...first, path }, ...local])),
  );
}

/** The reader's own sentence comes back by the thread's answer; other faults are ours. */
async function stageInThread(
  input: StageInput,
  onProgress: (progress: StageProgress) => void,
): Promise<void> {
  try {
    const answer = await runInWorkerThread({
      module: "lib/onet/sync/stage-worker.ts",
      input,
      memoryMegabytes,
      timeoutMs,
      onProgress: (progress) => onProgress(StageProgress.parse(progress)),
    });
    if (typeof answer === "string") throw new AppError("invalid", answer);
  } catch (error) {
    if (error instanceof WorkerThreadError && error.reason === "out_of_memory") {
      throw new AppError("too_large", "This release is too large to be read here. Nothing was added.", {
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * The third step: puts the release together in a folder of this machine. Harmless to repeat: tables that lie there
 * whole are not read again.
 * @throws AppError `invalid` in the reader's words
 */
export async function stageFetched(handle: SyncHandle, fetched: FetchedRelease): Promise<void> {
  await requireLeave(handle);
  await noteStep(handle, "stage");
  const progress = stepReporter(handle, "stage");
  const { number, origin, tables } = fetched;
  const into = stagedFolder(handle);
  const stage = (input: StageInput) =>
    stageInThread(input, ({ done, total }) => progress.report(done, total));
  if (origin === "web_services") {
    await withTables(releaseFiles, tables, (local) => stage({ kind: "tables", number, tables: local, into }));
  } else {
    await releaseFiles.withLocalCopy(handle.syncId, (path) =>
      stage({ kind: "zip", number, origin, path, into }),
    );
  }
  await progress.settled();
}
