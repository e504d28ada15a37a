import { z } from "zod";
import { type JobKind, jobKinds } from "@/db/enums";

export const jobStates = ["queued", "running", "finished", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** A job as pages and the event stream show it; dates are ISO strings. */
export interface JobView {
  readonly id: string;
  readonly kind: JobKind;
  readonly sessionId: string | null;
  readonly sessionName: string | null;
  readonly subjectId: string;
  /** The person who asked for it. */
  readonly requestedBy: string;
  readonly state: JobState;
  /** Units of work: rows, titles or roles, as the kind says; null total means not known yet. */
  readonly done: number;
  readonly total: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly cancelledBy: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly updatedAt: string;
}

export const ListJobsQuery = z.strictObject({ session: z.uuid().optional() });

/** What a page says of itself when it asks for news: see `lib/auth/page-scope.ts`, and the id of its last message. */
export const JobNewsQuery = z.strictObject({ scope: z.string().optional(), after: z.string().optional() });

export const JobView: z.ZodType<JobView> = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  sessionId: z.string().nullable(),
  sessionName: z.string().nullable(),
  subjectId: z.string(),
  requestedBy: z.string(),
  state: z.enum(jobStates),
  done: z.number(),
  total: z.number().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  updatedAt: z.string(),
});

/** What `GET /api/jobs` answers and each message of `GET /api/events` carries. */
export const JobList = z.object({ jobs: z.array(JobView).readonly() });

export function isOpen(job: JobView): boolean {
  return job.state === "queued" || job.state === "running";
}
