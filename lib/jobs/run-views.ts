import type { JobKind, RunStatus } from "@/db/enums";
import type { JobState } from "./schema";

/** An error as people see it; the message is null where it was not written for this person's eyes. */
export interface RunError {
  readonly name: string;
  readonly message: string | null;
}

/** The job that a run works on, and what that job is about. */
export interface JobOfRun {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** How often somebody asked for it. */
  readonly attempt: number;
  readonly done: number;
  readonly total: number | null;
  readonly sessionId: string | null;
  readonly sessionName: string | null;
  /** The session was deleted: no page shows it. */
  readonly isSessionGone: boolean;
  readonly subjectId: string;
  /** The uploaded or written file. */
  readonly fileName: string | null;
  /** A written file that can be fetched. */
  readonly isFileReady: boolean;
  /** The number of the analysis run in its session. */
  readonly runNumber: number | null;
}

/** The scoring that a run works on; it has a page of its own, where it can be started again. */
export interface ScoringOfRun {
  readonly id: string;
  readonly profileName: string;
}

export interface RunFacts {
  readonly id: string;
  readonly functionId: string;
  readonly status: RunStatus;
  readonly failedTries: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly updatedAt: Date;
  /** Null while it is open. */
  readonly endedAt: Date | null;
  /** When it may go on, while it waits. */
  readonly wakeAt: Date;
  readonly error: RunError | null;
}

/** A run in the list. */
export interface RunRow extends RunFacts {
  /** In the scope of the installation; null for a run that a clock started. */
  readonly organizationName: string | null;
  /** Nobody asked for it. */
  readonly isScheduled: boolean;
  /** Null in the scope of the installation. */
  readonly requesterName: string | null;
  readonly job: JobOfRun | null;
  readonly scoring: ScoringOfRun | null;
  readonly mayRetry: boolean;
  readonly mayCancel: boolean;
}

export interface RunPage {
  readonly items: readonly RunRow[];
  readonly nextCursor: string | null;
}

export type StatusCounts = Readonly<Record<RunStatus, number>>;

/** Another run that has to do with the one at hand. */
export interface RelatedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly createdAt: Date;
}

export function isOpenRun(status: RunStatus): boolean {
  return status === "queued" || status === "running" || status === "waiting";
}

/** Something went wrong, and is to be tried again at `wakeAt`. */
export function isTriedAgain({ status, error, wakeAt }: RunFacts, now: Date): boolean {
  return status === "waiting" && error !== null && wakeAt > now;
}

/** Tries of steps and of the function's own code: those that failed, and the one that went well or is at hand. */
export function triesOf({ status, failedTries }: Pick<RunFacts, "status" | "failedTries">): number {
  if (status === "queued") return 0;
  const hasOneMore = status === "running" || status === "finished";
  return hasOneMore ? failedTries + 1 : Math.max(failedTries, 1);
}

/** Milliseconds from the start to the end, or to this moment; null before the start. */
export function durationOf({ startedAt, endedAt }: Pick<RunFacts, "startedAt" | "endedAt">, now: Date) {
  return startedAt ? Math.max(0, (endedAt ?? now).getTime() - startedAt.getTime()) : null;
}
