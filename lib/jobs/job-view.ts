import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { discoverySessions, jobs } from "@/db/schema";
import type { JobView } from "./schema";

const columns = {
  id: jobs.id,
  kind: jobs.kind,
  sessionId: jobs.sessionId,
  sessionName: discoverySessions.name,
  subjectId: jobs.subjectId,
  requestedBy: jobs.requestedBy,
  createdAt: jobs.createdAt,
  startedAt: jobs.startedAt,
  finishedAt: jobs.finishedAt,
  failedAt: jobs.failedAt,
  cancelledAt: jobs.cancelledAt,
  cancelledBy: jobs.cancelledBy,
  errorCode: jobs.errorCode,
  errorMessage: jobs.errorMessage,
  progressDone: jobs.progressDone,
  progressTotal: jobs.progressTotal,
  updatedAt: jobs.updatedAt,
};

const sessionOfJob = and(eq(discoverySessions.orgId, jobs.orgId), eq(discoverySessions.id, jobs.sessionId));

/** Jobs as `toJobView` takes them; the caller narrows, orders and limits. */
export function selectJobs(tx: Tx) {
  return tx.select(columns).from(jobs).leftJoin(discoverySessions, sessionOfJob);
}

type JobRow = Awaited<ReturnType<typeof selectJobs>>[number];

function stateOf(row: JobRow): JobView["state"] {
  if (row.finishedAt) return "finished";
  if (row.failedAt) return "failed";
  if (row.cancelledAt) return "cancelled";
  return row.startedAt ? "running" : "queued";
}

export function toJobView(row: JobRow): JobView {
  const {
    startedAt: _startedAt,
    finishedAt,
    failedAt,
    cancelledAt,
    progressDone,
    progressTotal,
    ...rest
  } = row;
  return {
    ...rest,
    state: stateOf(row),
    done: progressDone,
    total: progressTotal,
    createdAt: row.createdAt.toISOString(),
    endedAt: (finishedAt ?? failedAt ?? cancelledAt)?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}
