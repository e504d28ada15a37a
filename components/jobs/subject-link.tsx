import Link from "next/link";
import type { JobOfRun } from "@/lib/jobs/run-views";
import { useSubject } from "./use-subject";

export function SubjectLink({ job }: { job: JobOfRun }) {
  const { text, href } = useSubject()(job);
  if (href === null) return text;
  return (
    <Link className="text-accent underline underline-offset-2" prefetch={false} href={href}>
      {text}
    </Link>
  );
}
