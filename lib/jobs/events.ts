import { z } from "zod";
import type { JobKind } from "@/db/enums";

/** Events carry ids only: whose work it is and who asked stand in the row they name, and are read from there. */
export const JobRef = z.strictObject({ orgId: z.uuid(), jobId: z.uuid() });
export type JobRef = z.infer<typeof JobRef>;

/** Every event that may stand in the outbox, with the schema of its data. No transforms: what goes in comes out. */
export const jobEvents = {
  "roster/import.requested": JobRef,
  "roles/mapping.requested": JobRef,
  "analysis/run.requested": JobRef,
  "export/write.requested": JobRef,
  "onet/sync.requested": JobRef,
  "scoring/batch.requested": JobRef,
  /** Names a row of `scoring_jobs`, which is a job of its own kind: lib/scoring looks after its life. */
  "scoring/job.requested": JobRef,
  "job/cancelled": JobRef,
} as const;

export type JobEventName = keyof typeof jobEvents;

export interface JobEvent {
  readonly name: JobEventName;
  readonly data: JobRef;
}

/** The event that starts a kind of job. */
export const eventByKind: Readonly<Record<JobKind, JobEventName>> = {
  "roster.import": "roster/import.requested",
  "roles.map": "roles/mapping.requested",
  "analysis.run": "analysis/run.requested",
  "export.write": "export/write.requested",
  "onet.sync": "onet/sync.requested",
  "profiles.score": "scoring/batch.requested",
};

export function isJobEventName(name: string): name is JobEventName {
  return Object.hasOwn(jobEvents, name);
}

/** @throws Error that names the event or the field when it is none of ours. */
export function parseJobEvent(name: string, data: unknown): JobEvent {
  if (!isJobEventName(name)) throw new Error(`"${name}" is no job event of this product.`);
  const parsed = jobEvents[name].safeParse(data);
  if (parsed.success) return { name, data: parsed.data };
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The data of "${name}" is malformed (${faults.join("; ")}).`);
}
