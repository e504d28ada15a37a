import { failTheJob } from "./fail-job";

/** What the functions that work on a job have in common. */
export const jobOptions = {
  onFailure: failTheJob,
  // About four minutes of back-off: a database that restarts is waited for, and people are not kept in the dark.
  retries: 4 as const,
  cancelOn: [{ event: "job/cancelled", if: "event.data.jobId == async.data.jobId" }],
  // An organization with much to do does not keep the others waiting.
  concurrency: { key: "event.data.orgId", limit: 2 },
};

/** What the functions that a clock starts have in common: the next tick comes soon, and two at once have no use. */
export const sweepOptions = { retries: 1 as const, concurrency: 1 };
