"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { toast } from "sonner";
import type { JobView } from "@/lib/jobs/schema";
import { JobLink } from "./job-link";
import { jobKeys, jobRunsHref } from "./job-links";
import { useJobStore } from "./jobs-provider";
import { markOf, takeUntold } from "./told-jobs";

/** More of them than that are told in one sentence. */
const singlyLimit = 3;
/** Long enough to read the sentence, look up and follow its link. */
const successMs = 10_000;
const failureMs = 30_000;
const linkClasses = "text-accent underline underline-offset-2";

/** Only one tab at a time looks up what is untold, so each piece of work is told in one of them. */
async function claim(take: () => readonly JobView[]): Promise<readonly JobView[]> {
  if (!("locks" in navigator)) return take();
  return navigator.locks.request("opportune-notices", take);
}

/**
 * Tells a person that what they asked for has ended, wherever they are by then: in one tab of the browser, one that
 * they see, and on their return when they were away.
 * @param asOf the server's time when the page was rendered
 */
export function JobNotices({ userId, orgId, asOf }: { userId: string; orgId: string; asOf: string }) {
  const t = useTranslations("shell.work");
  const tJobs = useTranslations("jobs");
  const store = useJobStore();

  const tellOne = (job: JobView) => {
    const id = markOf(job);
    const runs = (
      <Link className={linkClasses} href={jobRunsHref(job)}>
        {t("openRuns")}
      </Link>
    );
    if (job.state === "finished") {
      toast.success(tJobs(`done.${jobKeys[job.kind]}`), {
        id,
        description: <JobLink job={job} />,
        duration: successMs,
      });
    } else if (job.state === "failed") {
      toast.error(job.errorMessage ?? t("failed"), { id, description: runs, duration: failureMs });
    } else if (job.cancelledBy !== userId) {
      toast.info(t(`cancelled.${jobKeys[job.kind]}`), { id, description: runs });
    }
  };

  const tell = useEffectEvent((jobs: readonly JobView[]) => {
    if (jobs.length <= singlyLimit) return jobs.forEach(tellOne);
    const failed = jobs.filter(({ state }) => state === "failed").length;
    toast.info(t("several", { count: jobs.length, failed }), {
      description: (
        <Link className={linkClasses} href="/admin/jobs">
          {t("all")}
        </Link>
      ),
    });
  });

  useEffect(() => {
    const seen = new Set<string>();
    let isFirstLook = true;
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const ended = store
        .getState()
        .jobs.filter((job) => job.requestedBy === userId && job.endedAt !== null && !seen.has(markOf(job)));
      // The first look is also noted when there is nothing to tell: what ends from now on is news.
      if (ended.length === 0 && !isFirstLook) return;
      isFirstLook = false;
      for (const job of ended) seen.add(markOf(job));
      tell(await claim(() => takeUntold(`opportune-told:${orgId}:${userId}`, ended, asOf)));
    };
    void look();
    const unsubscribe = store.subscribe(look);
    document.addEventListener("visibilitychange", look);
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", look);
    };
  }, [store, userId, orgId, asOf]);

  return null;
}
