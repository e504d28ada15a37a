import { z } from "zod";
import type { JobState } from "./schema";

/** An event that could not be delivered and waits for a person. */
export interface DeadLetter {
  readonly id: string;
  readonly name: string;
  /** In the scope of the installation. */
  readonly organizationName: string | null;
  readonly createdAt: Date;
  readonly parkedAt: Date;
  readonly tries: number;
  /** Null where what it says is not for this person. */
  readonly lastError: string | null;
  readonly jobId: string | null;
  /** Null when the job is gone, or is another organization's. */
  readonly jobState: JobState | null;
  /** Sending it would do something: its job waits for it. */
  readonly isWanted: boolean;
}

/** Without an event: all of them. */
export const ReplayEventsInput = z.strictObject({ eventId: z.uuid().optional() });

export interface ReplayCounts {
  readonly replayed: number;
  /** Left alone, because the job they were for has ended or is gone. */
  readonly skipped: number;
}
