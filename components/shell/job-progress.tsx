"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { isOpen, type JobView } from "@/lib/jobs/schema";
import { jobKeys } from "./job-links";
import { useJobProgress } from "./use-job-progress";

/**
 * Background work of one kind in a session, live: how far it is, or why it failed. When it ends the page's rows are
 * read again. One may leave and come back: the work goes on in the worker.
 */
export function JobProgress({
  sessionId,
  jobs,
  kind,
}: {
  sessionId: string;
  jobs: readonly JobView[];
  kind: JobView["kind"];
}) {
  const t = useTranslations("jobs");
  const router = useRouter();
  const live = useJobProgress(sessionId, jobs, () => router.refresh());
  const newest = live.find((job) => job.kind === kind);
  if (!newest) return null;
  if (newest.state === "failed") return <Notice tone="bad">{newest.errorMessage}</Notice>;
  if (!isOpen(newest)) return null;
  const title = t(`running.${jobKeys[kind]}`);
  return (
    <Card className="mb-4" aria-label={title}>
      <p className="mb-2 text-sm" role="status">
        {title}{" "}
        {newest.total === null ? t("waiting") : t("count", { done: newest.done, total: newest.total })}
      </p>
      <ProgressBar label={title} done={newest.done} total={newest.total} />
      <p className="mt-2 text-ink-soft text-sm">{t("mayLeave")}</p>
    </Card>
  );
}
