import "server-only";
import { AsyncResource } from "node:async_hooks";
import type { Ctx } from "@/lib/auth/context";
import { log } from "@/lib/log";
import { storedError } from "./local-runner/stored-error";
import type { ClaimedJob } from "./mutations/claim-job";
import { reportProgress } from "./mutations/report-progress";

export interface ProgressReporter {
  /** Notes how far the work is and returns at once. */
  report(done: number, total: number): void;
  /** Waits for the last note to be written. */
  settled(): Promise<void>;
}

const pauseMs = 250;

/**
 * Writes one note at a time, at most four a second, always the latest, and never lets a note that could not be written
 * disturb the work. Make it before a transaction is opened: it writes outside of the one it is called in.
 */
export function latestOnly(write: (done: number, total: number) => Promise<unknown>): ProgressReporter {
  const outside = new AsyncResource("progress-reporter");
  let latest: { readonly done: number; readonly total: number } | undefined;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (latest) {
      const { done, total } = latest;
      latest = undefined;
      try {
        await write(done, total);
      } catch (error) {
        log.debug({ error: storedError(error).message }, "progress not written");
      }
      if (latest) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    writing = undefined;
  }

  return {
    report(done, total) {
      latest = { done, total };
      writing ??= outside.runInAsyncScope(writeAll);
    },
    settled: async () => writing,
  };
}

/** Progress of a job from within work that counts as it goes. */
export function progressReporter(ctx: Pick<Ctx, "orgId">, job: ClaimedJob): ProgressReporter {
  return latestOnly((done, total) => reportProgress(ctx, job, { done, total }));
}
