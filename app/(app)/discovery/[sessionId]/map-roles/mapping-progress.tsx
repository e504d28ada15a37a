"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useJobProgress } from "@/components/shell/use-job-progress";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { isOpen, type JobView } from "@/lib/jobs/schema";

function JobProgress({ job, area }: { job: JobView; area: "importing" | "mapping" }) {
  const t = useTranslations(`roles.progress.${area}`);
  return (
    <Card className="mb-4" aria-label={t("title")}>
      <p className="mb-2 text-sm" role="status">
        {job.total === null ? t("waiting") : t("running", { done: job.done, total: job.total })}
      </p>
      <ProgressBar label={t("title")} done={job.done} total={job.total} />
    </Card>
  );
}

/** How far the import and the suggestions are; when one ends, the rows are read anew. */
export function MappingProgress({ sessionId, jobs }: { sessionId: string; jobs: readonly JobView[] }) {
  const router = useRouter();
  const open = useJobProgress(sessionId, jobs, () => router.refresh()).filter(isOpen);
  const importing = open.find(({ kind }) => kind === "roster.import");
  const mapping = open.find(({ kind }) => kind === "roles.map");
  return (
    <>
      {importing ? <JobProgress job={importing} area="importing" /> : null}
      {mapping ? <JobProgress job={mapping} area="mapping" /> : null}
    </>
  );
}
