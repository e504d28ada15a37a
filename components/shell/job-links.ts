import { isOpen, type JobView } from "@/lib/jobs/schema";

/** Catalogue keys cannot hold dots. */
export const jobKeys = {
  "roster.import": "import",
  "roles.map": "mapping",
  "analysis.run": "analysis",
  "export.write": "export",
  "onet.sync": "sync",
  "profiles.score": "scoring",
} as const satisfies Record<JobView["kind"], string>;

const steps = { "roster.import": "upload", "roles.map": "map-roles", "analysis.run": "analysis" } as const;

/** Where a job's progress and then its result stand; null where there is nothing to see yet. */
export function jobHref(job: JobView): string | null {
  if (job.kind === "export.write") return isOpen(job) ? null : `/api/exports/${job.subjectId}`;
  if (job.kind === "onet.sync") return "/admin/onet";
  if (job.kind === "profiles.score") return `/scoring?batch=${job.subjectId}`;
  return `/discovery/${job.sessionId}/${steps[job.kind]}`;
}

/** Where the runs of a job can be read, and where it can be started again. */
export function jobRunsHref(job: JobView): string {
  return `/admin/jobs?job=${job.id}`;
}
