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
 * Keeps what a tab knows of the organization's jobs, live, for everything below. Give it the scope as its key: a page
 * of another sign-in or organization begins anew.
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
  const [store] = useState(() => new JobStore(jobs));
  useEffect(() => shareJobs(scope, store), [scope, store]);
  useEffect(() => store.learn(jobs), [store, jobs]);
  return <JobsContext value={store}>{children}</JobsContext>;
}
