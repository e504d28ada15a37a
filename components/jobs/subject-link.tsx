import Link from "next/link";
import type { JobOfRun } from "@/lib/jobs/run-views";
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
