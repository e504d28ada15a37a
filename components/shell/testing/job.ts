import type { JobView } from "@/lib/jobs/schema";

const noon = Date.parse("2026-06-01T12:00:00Z");

/** The time so many seconds after the beginning of the test's day. */
export const at = (seconds: number) => new Date(noon + seconds * 1_000).toISOString();

/** A job that runs, written to at a second of the test's day. */
export function jobAt(seconds: number, values: Partial<JobView> = {}): JobView {
  return {
    id: "job-1",
    kind: "roles.map",
    sessionId: "session-1",
    sessionName: "A session",
    subjectId: "session-1",
    requestedBy: "ada",
    state: "running",
    done: 0,
    total: null,
    errorCode: null,
    errorMessage: null,
    cancelledBy: null,
    createdAt: at(0),
    endedAt: null,
    updatedAt: at(seconds),
    ...values,
  };
}

export function endedAt(seconds: number, values: Partial<JobView> = {}): JobView {
  return jobAt(seconds, { state: "finished", endedAt: at(seconds), ...values });
}
