"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { JobView } from "@/lib/jobs/schema";
import { jobHref } from "./job-links";

const classes = "text-accent underline underline-offset-2";

/** Leads to where a job's result stands; nothing while it has no place. */
export function JobLink({ job }: { job: JobView }) {
  const t = useTranslations("shell.work");
  const href = jobHref(job);
  if (href === null) return null;
  if (job.kind === "export.write") {
    return (
      <a className={classes} href={href}>
        {t("download")}
      </a>
    );
  }
  return (
    <Link className={classes} href={href}>
      {job.sessionName ? t("openResult", { name: job.sessionName }) : t("openPlain")}
    </Link>
  );
}
