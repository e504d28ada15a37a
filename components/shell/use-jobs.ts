"use client";

import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { isOpen, type JobView } from "@/lib/jobs/schema";
import { type JobsState, mergeJobs } from "./job-store";
import { useJobStore } from "./jobs-provider";

const none: readonly JobView[] = [];

function useJobsState(): JobsState {
  const store = useJobStore();
  return useSyncExternalStore(store.subscribe, store.getState, () => store.initial);
}

/** Whether news can come; and if not, why. */
export function useJobContact(): JobsState["contact"] {
  return useJobsState().contact;
}

/**
 * Jobs that pass the filter, live, the newest first.
 * @param initial the jobs the page was rendered with; an open one in it makes the browser follow them
 * @param onEnded called once for each job that ends while the component is there; refresh the page's data in it
 */
export function useJobs(
  filter: (job: JobView) => boolean,
  initial: readonly JobView[] = none,
  onEnded?: (job: JobView) => void,
): readonly JobView[] {
  const store = useJobStore();
  const jobs = mergeJobs(useJobsState().jobs, initial);
  const shown = jobs.filter(filter).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const running = useRef(new Set<string>());
  const tellEnded = useEffectEvent((job: JobView) => onEnded?.(job));

  useEffect(() => store.learn(initial), [store, initial]);

  useEffect(() => {
    for (const job of shown) {
      if (isOpen(job)) running.current.add(job.id);
      else if (running.current.delete(job.id)) tellEnded(job);
    }
  }, [shown]);

  return shown;
}

/** Call the result after work was asked for where no page shows it: it is followed from then on. */
export function useFollowJobs(): () => void {
  return useJobStore().ask;
}
