"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { JobView } from "@/lib/jobs/schema";
import { shareJobs } from "./job-sharing";
import { JobStore } from "./job-store";

const JobsContext = createContext<JobStore | undefined>(undefined);

/** The tab's one store of jobs. */
export function useJobStore(): JobStore {
  const store = use(JobsContext);
  if (!store) throw new Error("Jobs can be followed inside JobsProvider only.");
  return store;
}

/**
 * Keeps what a tab knows of the organization's jobs, live, for everything below. Another sign-in or organization begins
 * with a new store; the page stays as it is, with what somebody has typed into it.
 * @param jobs what the person asked for lately
 */
export function JobsProvider({
  scope,
  jobs,
  children,
}: {
  scope: string;
  jobs: readonly JobView[];
  children: ReactNode;
}) {
  const [held, hold] = useState(() => ({ scope, store: new JobStore(jobs) }));
  // React renders at once again with it, before anything below.
  if (held.scope !== scope) hold({ scope, store: new JobStore(jobs) });
  const { store } = held;
  useEffect(() => shareJobs(scope, store), [scope, store]);
  useEffect(() => store.learn(jobs), [store, jobs]);
  return <JobsContext value={store}>{children}</JobsContext>;
}
