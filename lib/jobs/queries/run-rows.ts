import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { JobKind, RunStatus } from "@/db/enums";
import { actingUserId, type Ctx, may } from "@/lib/auth/context";
import type { JobOfRun, RunFacts, RunRow, ScoringOfRun } from "../run-views";
import type { JobState } from "../schema";
import type { RunSight } from "./run-sight";

/** As the driver gives it: moments of a raw statement come as text. */
export interface ListedRun {
  readonly id: string;
  readonly place: string;
  readonly functionId: string;
  readonly status: RunStatus;
  readonly failedTries: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly updatedAt: string;
  readonly endedAt: string | null;
  readonly wakeAt: string;
  readonly errorName: string | null;
  readonly errorMessage: string | null;
  readonly requestedBy: string | null;
  readonly organizationName: string | null;
  readonly requesterName: string | null;
  readonly job: (Omit<JobOfRun, "kind" | "state"> & { kind: JobKind; state: JobState }) | null;
  readonly scoring: ScoringOfRun | null;
}

const jobState = sql`case when j.finished_at is not null then 'finished' when j.failed_at is not null then 'failed'
  when j.cancelled_at is not null then 'cancelled' when j.started_at is not null then 'running' else 'queued' end`;

const jobOfRun = sql`case when j.id is not null then json_build_object(
  'id', j.id, 'kind', j.kind, 'state', ${jobState}, 'attempt', j.attempt,
  'done', j.progress_done, 'total', j.progress_total,
  'sessionId', j.session_id, 'sessionName', s.name, 'isSessionGone', s.deleted_at is not null,
  'subjectId', j.subject_id, 'fileName', coalesce(up.file_name, ex.file_name),
  'isFileReady', ex.file_key is not null, 'runNumber', ar.number) end`;

const scoringOfRun = sql`case when sj.id is not null then json_build_object('id', sj.id, 'profileName', pr.name) end`;

/** Over `r` and `runJoins`. */
export function runColumns(sight: RunSight): SQL {
  return sql`r.id, r.function_id as "functionId", r.status, r.failed_tries as "failedTries",
    r.created_at as "createdAt", r.started_at as "startedAt", r.updated_at as "updatedAt", r.wake_at as "wakeAt",
    coalesce(r.finished_at, r.failed_at, r.parked_at, r.cancelled_at) as "endedAt",
    r.error ->> 'name' as "errorName",
    case when ${sight.messages} then r.error ->> 'message' end as "errorMessage",
    r.requested_by as "requestedBy", u.name as "requesterName",
    ${sight.scope === "organization" ? jobOfRun : sql`null`} as job,
    ${sight.scope === "organization" ? scoringOfRun : sql`null`} as scoring`;
}

/** Who asked and what it is about. Neither is told of other organizations, so there nothing is joined. */
export function runJoins(sight: RunSight): SQL {
  if (sight.scope === "installation") return sql`left join users u on false`;
  const ofSubject = (alias: string, kind: JobKind) =>
    sql`on ${sql.raw(alias)}.org_id = j.org_id and ${sql.raw(alias)}.id = j.subject_id and j.kind = ${kind}`;
  return sql`left join users u on u.id = r.requested_by
    left join jobs j on j.org_id = r.org_id and j.id = r.job_id
    left join discovery_sessions s on s.org_id = j.org_id and s.id = j.session_id
    left join uploads up ${ofSubject("up", "roster.import")}
    left join analysis_runs ar ${ofSubject("ar", "analysis.run")}
    left join exports ex ${ofSubject("ex", "export.write")}
    left join scoring_jobs sj on j.id is null and sj.org_id = r.org_id and sj.id = r.job_id
    left join profiles pr on pr.org_id = sj.org_id and pr.id = sj.profile_id`;
}

function toRunFacts(row: ListedRun): RunFacts {
  return {
    id: row.id,
    functionId: row.functionId,
    status: row.status,
    failedTries: row.failedTries,
    createdAt: new Date(row.createdAt),
    startedAt: row.startedAt ? new Date(row.startedAt) : null,
    updatedAt: new Date(row.updatedAt),
    endedAt: row.endedAt ? new Date(row.endedAt) : null,
    wakeAt: new Date(row.wakeAt),
    error: row.errorName === null ? null : { name: row.errorName, message: row.errorMessage },
  };
}

function mayControl(ctx: Ctx, requestedBy: string | null): boolean {
  return may(ctx, "job:control-any") || (may(ctx, "job:control-own") && requestedBy === actingUserId(ctx));
}

export function toRunRow(row: ListedRun, ctx: Ctx): RunRow {
  const { job } = row;
  const isControlled = job !== null && mayControl(ctx, row.requestedBy);
  const hasEnded = job?.state === "failed" || job?.state === "cancelled";
  const isOpen = job?.state === "queued" || job?.state === "running";
  const didNotSucceed = row.status === "failed" || row.status === "parked" || row.status === "cancelled";
  return {
    ...toRunFacts(row),
    organizationName: row.organizationName,
    isScheduled: row.requestedBy === null,
    requesterName: row.requesterName,
    job,
    scoring: row.scoring,
    mayRetry: isControlled && hasEnded && didNotSucceed,
    mayCancel: isControlled && isOpen && row.endedAt === null,
  };
}
