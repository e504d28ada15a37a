/** NOTIFY channels. A message is a hint to look; what is true stands in the tables. */
export const outboxChannel = "opportune_outbox";
/** Payload: `{orgId, jobId}` of a job that was written to. */
export const jobsChannel = "opportune_jobs";
