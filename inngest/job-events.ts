import { eventType } from "inngest";
import { JobRef } from "@/lib/jobs/events";

export const importRequested = eventType("roster/import.requested", { schema: JobRef });
export const mappingRequested = eventType("roles/mapping.requested", { schema: JobRef });
export const analysisRequested = eventType("analysis/run.requested", { schema: JobRef });
export const exportRequested = eventType("export/write.requested", { schema: JobRef });
export const syncRequested = eventType("onet/sync.requested", { schema: JobRef });
export const scoringBatchRequested = eventType("scoring/batch.requested", { schema: JobRef });
export const scoringRequested = eventType("scoring/job.requested", { schema: JobRef });
