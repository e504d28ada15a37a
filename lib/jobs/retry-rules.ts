import { z } from "zod";

/** Why a job is not started again. */
export const retrySkips = [
  "scheduled",
  "gone",
  "open",
  "finished",
  "under_way",
  "replaced",
  "no_member",
  "session_closed",
  "subject_gone",
  "scoring",
] as const;
export type RetrySkip = (typeof retrySkips)[number];

/** What starting all that match again does, or would do. */
export interface RetryCounts {
  readonly queued: number;
  readonly skipped: readonly { readonly reason: RetrySkip; readonly count: number }[];
}

export const JobInput = z.strictObject({ jobId: z.uuid() });

/** What the person who asked for one is told. A later job that has ended does not stand in the way of one. */
export const retryRefusals: Readonly<Record<Exclude<RetrySkip, "replaced">, string>> = {
  scheduled: "A clock starts this work, so nobody needs to. Nothing was started.",
  gone: "This job was deleted together with its session. Nothing was started.",
  open: "This work is under way already. Nothing was started a second time.",
  finished: "This work is done: it ended well. Nothing was started.",
  under_way: "The same work is under way in a job that was started later. Nothing was started.",
  no_member:
    "The person who asked for this is no longer a member, so it may not run in their name. Nothing was started; start it anew from the session.",
  session_closed: "Its session is deleted or in the archive. Bring it back, then start this again.",
  subject_gone:
    "What this worked on is no longer there: the file or the analysis run was deleted. Nothing was started; start it anew from the session.",
  scoring:
    "Scorings are started again on the Scoring page, where their price is shown first: one by one, or all that match a filter. Nothing was started.",
};
