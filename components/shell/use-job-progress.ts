"use client";

import { useEffect, useRef, useState } from "react";
import { isOpen, JobList, type JobView } from "@/lib/jobs/schema";

const pollMs = 3_000;
/** Failures in a row after which a stream counts as impossible here (a proxy that cuts it, an old browser). */
const failureLimit = 3;

function merged(known: readonly JobView[], news: readonly JobView[]): JobView[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  for (const job of news) byId.set(job.id, job);
  return [...byId.values()];
}

type OnJobs = (jobs: readonly JobView[]) => void;

/** Asks again and again until nothing is open. @returns how to stop */
function poll(sessionId: string, onJobs: OnJobs): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const ask = async () => {
    try {
      const response = await fetch(`/api/jobs?session=${sessionId}`, { cache: "no-store" });
      // Signed out: the page will say so at the next click.
      if (response.status === 401) return;
      if (response.ok) {
        const { jobs } = JobList.parse(await response.json());
        if (isStopped) return;
        onJobs(jobs);
        if (!jobs.some(isOpen)) return;
      }
    } catch {
      // The server is away; the next try may find it.
    }
    if (!isStopped) timer = setTimeout(ask, pollMs);
  };
  void ask();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Follows the event stream, and falls back to asking where there is none. @returns how to stop */
function follow(sessionId: string, onJobs: OnJobs): () => void {
  let failures = 0;
  let stopPolling: (() => void) | undefined;
  const stream = new EventSource("/api/events");
  stream.addEventListener("jobs", (event) => {
    failures = 0;
    const { jobs } = JobList.parse(JSON.parse(event.data));
    onJobs(jobs.filter((job) => job.sessionId === sessionId));
  });
  for (const last of ["idle", "signed_out"]) {
    stream.addEventListener(last, () => stream.close());
  }
  stream.addEventListener("error", () => {
    failures += 1;
    if (failures < failureLimit && stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    stopPolling ??= poll(sessionId, onJobs);
  });
  return () => {
    stream.close();
    stopPolling?.();
  };
}

/**
 * Live progress of a session's jobs. Opens a stream only while something is open.
 * @param initial the session's jobs as the page was rendered; a new open job in it starts the following again
 * @param onEnded called once for each job that ends while the page is open; refresh the page's data there
 */
export function useJobProgress(
  sessionId: string,
  initial: readonly JobView[],
  onEnded: (job: JobView) => void,
): readonly JobView[] {
  const [live, setLive] = useState<readonly JobView[]>([]);
  const ended = useRef(onEnded);
  const openIds = initial
    .filter(isOpen)
    .map((job) => job.id)
    .sort()
    .join(" ");

  useEffect(() => {
    ended.current = onEnded;
  }, [onEnded]);

  useEffect(() => {
    if (openIds === "") return;
    const running = new Set(openIds.split(" "));
    const onJobs = (jobs: readonly JobView[]) => {
      setLive((known) => merged(known, jobs));
      for (const job of jobs) {
        if (isOpen(job)) running.add(job.id);
        else if (running.delete(job.id)) ended.current(job);
      }
    };
    return follow(sessionId, onJobs);
  }, [sessionId, openIds]);

  const newest = new Map(live.map((job) => [job.id, job]));
  return merged(
    live,
    initial.filter((job) => job.updatedAt > (newest.get(job.id)?.updatedAt ?? "")),
  );
}
