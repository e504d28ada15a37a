import type { ClaimedJob } from "@/lib/jobs/mutations/claim-job";

/** A sync in the hands of a run; plain data, so that a step may return it. */
export interface SyncHandle {
  readonly syncId: string;
  /** Null for one that the clock started: nobody asked for it, and it belongs to no organization. */
  readonly job: ClaimedJob | null;
}
