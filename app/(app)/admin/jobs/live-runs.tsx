"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { useFollowJobs, useJobs } from "@/components/shell/use-jobs";

/** News that come together are shown together. */
const gatherMs = 1_000;
/** Runs change between two words about their job: a step is stored, a retry waits; and a clock's runs have no job. */
const lookMs = 10_000;

const everyJob = () => true;

/** Reads the page again whenever a job is heard of, and now and then while something on it is open. */
export function LiveRuns({ isOpen }: { isOpen: boolean }) {
  const router = useRouter();
  const follow = useFollowJobs();
  const heard = useJobs(everyJob)
    .map(({ id, updatedAt }) => `${id} ${updatedAt}`)
    .join();
  const known = useRef(heard);
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useEffectEvent(() => {
    gathering.current = undefined;
    if (document.visibilityState === "visible") router.refresh();
  });

  useEffect(() => {
    if (heard === known.current) return;
    known.current = heard;
    gathering.current ??= setTimeout(look, gatherMs);
  }, [heard]);

  useEffect(() => () => clearTimeout(gathering.current), []);

  useEffect(() => {
    if (!isOpen) return;
    follow();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [isOpen, follow]);

  return null;
}
