"use client";

import type { JobView } from "@/lib/jobs/schema";
import { useJobs } from "./use-jobs";

/**
 * Live progress of a session's jobs, the newest first.
 * @param initial the session's jobs as the page was rendered
 * @param onEnded called once for each job that ends while the page is open; refresh the page's data there
 */
export function useJobProgress(
  sessionId: string,
  initial: readonly JobView[],
  onEnded: (job: JobView) => void,
): readonly JobView[] {
  return useJobs((job) => job.sessionId === sessionId, initial, onEnded);
}
