"use client";

import { Popover } from "@base-ui/react/popover";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClasses } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { isOpen, type JobView } from "@/lib/jobs/schema";
import { JobLink } from "./job-link";
import { jobKeys } from "./job-links";
import { useJobs } from "./use-jobs";

const shownLimit = 6;

function OwnJob({ job }: { job: JobView }) {
  const t = useTranslations("jobs");
  const title = t(`running.${jobKeys[job.kind]}`);
  return (
    <li className="py-2">
      <p className="text-sm">
        {title} {job.total === null ? t("waiting") : t("count", { done: job.done, total: job.total })}
      </p>
      <ProgressBar label={title} done={job.done} total={job.total} />
      <p className="mt-1 text-sm">
        <JobLink job={job} />
      </p>
    </li>
  );
}

/** How much of what the person asked for still runs, and, opened, how far each of it is. */
export function JobIndicator({ userId }: { userId: string }) {
  const t = useTranslations("shell.work");
  const [isListed, setListed] = useState(false);
  const own = useJobs((job) => isOpen(job) && job.requestedBy === userId);
  const count = t("running", { count: own.length });
  return (
    <>
      <span role="status" className="sr-only">
        {own.length > 0 ? count : ""}
      </span>
      {own.length > 0 || isListed ? (
        <Popover.Root open={isListed} onOpenChange={setListed}>
          <Popover.Trigger className={buttonClasses("secondary", "small")}>{count}</Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner sideOffset={6} align="end" className="z-50">
              <Popover.Popup className="w-[min(22rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-4 shadow-lg">
                <Popover.Title className="font-semibold">{t("title")}</Popover.Title>
                {own.length === 0 ? <p className="mt-2 text-sm">{t("nothing")}</p> : null}
                <ul className="divide-y divide-line">
                  {own.slice(0, shownLimit).map((job) => (
                    <OwnJob key={job.id} job={job} />
                  ))}
                </ul>
                {own.length > shownLimit ? (
                  <p className="text-sm">{t("more", { count: own.length - shownLimit })}</p>
                ) : null}
                <p className="mt-2 text-sm">
                  <Link className="text-accent underline underline-offset-2" href="/admin/jobs">
                    {t("all")}
                  </Link>
                </p>
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      ) : null}
    </>
  );
}
