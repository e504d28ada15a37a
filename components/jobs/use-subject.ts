import { useTranslations } from "next-intl";
import type { JobOfRun } from "@/lib/jobs/run-views";

export interface Subject {
  readonly text: string;
  /** Null when there is no page of it any more. */
  readonly href: string | null;
}

const steps = {
  "roster.import": "upload",
  "roles.map": "map-roles",
  "analysis.run": "analysis",
  "export.write": "analysis",
} as const;

function hrefOf({ kind, sessionId, runNumber, isSessionGone }: JobOfRun): string | null {
  if (isSessionGone) return null;
  if (sessionId === null) return "/rankings";
  const step = `/discovery/${sessionId}/${steps[kind]}`;
  return kind === "analysis.run" && runNumber !== null ? `${step}?run=${runNumber}` : step;
}

/** What a job works on, in words and with the page that shows it. */
export function useSubject(): (job: JobOfRun) => Subject {
  const t = useTranslations("admin-jobs.subject");
  return (job) => {
    const { sessionName, runNumber, fileName, isSessionGone } = job;
    const href = hrefOf(job);
    if (sessionName === null) return { text: t("wholeOrganization"), href };
    if (isSessionGone) return { text: t("gone", { session: sessionName }), href };
    if (runNumber !== null) return { text: t("run", { session: sessionName, number: runNumber }), href };
    if (fileName !== null) return { text: t("file", { file: fileName, session: sessionName }), href };
    return { text: sessionName, href };
  };
}
