import Link from "next/link";
import { useTranslations } from "next-intl";
import type { JobOfRun, ScoringOfRun } from "@/lib/jobs/run-views";
import { useSubject } from "./use-subject";

const look = "text-accent underline underline-offset-2";

export function SubjectLink({ job }: { job: JobOfRun }) {
  const { text, href } = useSubject()(job);
  if (href === null) return text;
  // A file is no page: the browser fetches it by itself.
  if (job.isFileReady) {
    return (
      <a className={look} href={href}>
        {text}
      </a>
    );
  }
  return (
    <Link className={look} prefetch={false} href={href}>
      {text}
    </Link>
  );
}

/** The same for a run that scores a profile: there it is started again, and its price is shown. */
export function ScoringLink({ scoring }: { scoring: ScoringOfRun }) {
  const t = useTranslations("admin-jobs.subject");
  return (
    <Link className={look} prefetch={false} href={`/scoring/jobs/${scoring.id}`}>
      {t("scoring", { name: scoring.profileName })}
    </Link>
  );
}
