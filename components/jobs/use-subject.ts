import { useTranslations } from "next-intl";
import type { JobOfRun } from "@/lib/jobs/run-views";

type Translate = ReturnType<typeof useTranslations<"admin-jobs.subject">>;

export interface Subject {
  readonly text: string;
  /** Null when there is nothing of it to show any more. */
  readonly href: string | null;
}

const steps = {
  "roster.import": "upload",
  "roles.map": "map-roles",
  "analysis.run": "analysis",
  "export.write": "analysis",
} as const;

function hrefOf(job: JobOfRun): string | null {
  const { kind, sessionId, runNumber, isSessionGone } = job;
  if (isSessionGone) return null;
  if (kind === "onet.sync") return "/admin/onet";
  if (kind === "profiles.score") return `/scoring?batch=${job.subjectId}`;
  if (job.isFileReady) return `/api/exports/${job.subjectId}`;
  if (sessionId === null) return "/rankings";
  const step = `/discovery/${sessionId}/${steps[kind]}`;
  return kind === "analysis.run" && runNumber !== null ? `${step}?run=${runNumber}` : step;
}

function textOf(job: JobOfRun, t: Translate): string {
  const { sessionName: session, runNumber: number, fileName: file, isSessionGone } = job;
  if (job.kind === "onet.sync") return t("reference");
  if (job.kind === "profiles.score") return t("profiles");
  if (session === null) return file ?? t("wholeOrganization");
  if (isSessionGone) return t("gone", { session });
  if (number !== null) return t("run", { session, number });
  return file === null ? session : t("file", { file, session });
}

/** What a job works on, in words and with the page that shows it, or the file that it wrote. */
export function useSubject(): (job: JobOfRun) => Subject {
  const t = useTranslations("admin-jobs.subject");
  return (job) => ({ text: textOf(job, t), href: hrefOf(job) });
}
