"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { jobRunsHref } from "@/components/shell/job-links";
import { useJobs } from "@/components/shell/use-jobs";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { JobView } from "@/lib/jobs/schema";
import { stepAt } from "@/lib/onet/sync/sync-progress";
import type { SyncView } from "@/lib/onet/sync-schema";

/** What the clock started, or another organization, has no job that this page could follow. */
const lookMs = 4_000;

/** The sync that runs: by its job, live, or else by looking at the page now and then. */
export function SyncProgress({ sync, jobs }: { sync: SyncView; jobs: readonly JobView[] }) {
  const t = useTranslations("onet-syncs.progress");
  const router = useRouter();
  const [job] = useJobs(
    ({ subjectId }) => subjectId === sync.id,
    jobs,
    () => router.refresh(),
  );
  const look = useEffectEvent(() => {
    if (document.visibilityState === "visible") router.refresh();
  });
  useEffect(() => {
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
  const isQueued = job ? job.state === "queued" : sync.state === "queued";
  const percent = Math.max(sync.percent, job?.done ?? 0);
  const title = sync.number === null ? t("title") : t("ofNumber", { number: sync.number });
  return (
    <section className="mt-4 rounded-lg border border-line bg-sunken p-4" aria-label={title}>
      <h3 className="font-medium">{title}</h3>
      <p className="mt-1 mb-2 text-sm" role="status">
        {isQueued ? t("queued") : t(`steps.${stepAt(percent)}`)} {t("percent", { share: percent / 100 })}
      </p>
      <ProgressBar label={title} done={percent} total={isQueued ? null : 100} />
      <p className="mt-2 text-ink-soft text-sm">
        {t("mayLeave")}{" "}
        {job ? (
          <Link className="text-accent underline underline-offset-2" href={jobRunsHref(job)}>
            {t("runs")}
          </Link>
        ) : null}
      </p>
    </section>
  );
}
