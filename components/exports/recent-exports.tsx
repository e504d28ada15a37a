"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { jobRunsHref } from "@/components/shell/job-links";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ExportView } from "@/lib/exports/schema";
import { isOpen, type JobView } from "@/lib/jobs/schema";

const linkClasses = "text-accent underline underline-offset-2";
const units = ["byte", "kilobyte", "megabyte"] as const;

function useSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    const options = { style: "unit", unit: units[step], maximumFractionDigits: 1 } as const;
    return format.number(bytes / 1000 ** step, options);
  };
}

function ExportState({ file, listed, job }: { file: ExportView["file"]; listed: JobView; job: JobView }) {
  const t = useTranslations("exports");
  const format = useFormatter();
  const size = useSize();
  if (file) {
    const date = format.dateTime(file.expiresAt, { dateStyle: "medium" });
    return (
      <p className="text-ink-soft">{t("facts", { rows: file.rowCount, size: size(file.byteSize), date })}</p>
    );
  }
  if (isOpen(job)) {
    const { done, total } = job;
    const told = total === null ? t("waiting") : t("writing", { done, total });
    return (
      <>
        <p role="status">{told}</p>
        <ProgressBar label={told} done={done} total={total} />
      </>
    );
  }
  if (job.state === "finished") {
    // The stream is quicker than the page: its file is on the way.
    return <p className="text-ink-soft">{isOpen(listed) ? t("written") : t("deleted")}</p>;
  }
  return (
    <p className={job.state === "failed" ? "text-bad" : "text-ink-soft"}>
      {job.state === "failed" ? (job.errorMessage ?? t("failed")) : t("cancelled")}{" "}
      <Link className={linkClasses} href={jobRunsHref(job)}>
        {t("runs")}
      </Link>
    </p>
  );
}

/** A person's latest exports of a screen: how far each is, and the files that can be fetched. */
export function RecentExports({
  id,
  exports,
  jobs,
}: {
  id: string;
  exports: readonly ExportView[];
  /** The same jobs, live. */
  jobs: readonly JobView[];
}) {
  const t = useTranslations("exports");
  const format = useFormatter();
  const live = new Map(jobs.map((job) => [job.subjectId, job]));
  return (
    <ul
      id={id}
      aria-label={t("list")}
      className="mb-4 divide-y divide-line rounded-xl border border-line bg-surface px-4 text-sm"
    >
      {exports.map(({ id: exportId, createdAt, filters, file, job }) => (
        <li key={exportId} className="flex flex-col gap-1 py-2.5">
          <p className="flex flex-wrap gap-x-3">
            {file ? (
              // No Link: it would be fetched before anybody asks, and the history says who fetched a file.
              <a className={linkClasses} href={`/api/exports/${exportId}`}>
                {file.name}
              </a>
            ) : (
              <span>
                {t("askedAt", {
                  when: format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" }),
                })}
              </span>
            )}
            <span className="text-ink-soft">
              {filters === "" ? t("unfiltered") : t("filtered", { filters })}
            </span>
          </p>
          <ExportState file={file} listed={job} job={live.get(exportId) ?? job} />
        </li>
      ))}
    </ul>
  );
}
