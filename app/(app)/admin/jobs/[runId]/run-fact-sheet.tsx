import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ScoringLink, SubjectLink } from "@/components/jobs/subject-link";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { functionNameOf } from "@/lib/jobs/function-names";
import { durationOf, isOpenRun, type JobOfRun, type RunRow, triesOf } from "@/lib/jobs/run-views";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function JobFacts({ job, isOpen }: { job: JobOfRun; isOpen: boolean }) {
  const t = useTranslations("admin-jobs");
  return (
    <>
      <Fact label={t("run.subject")}>
        <SubjectLink job={job} />
      </Fact>
      <Fact label={t("run.job")}>
        {t("run.jobValue", { state: t(`jobStates.${job.state}`), count: job.attempt })}
      </Fact>
      {job.total === null ? null : (
        <Fact label={t("run.progress")}>
          {t("run.progressValue", { done: job.done, total: job.total })}
          {isOpen ? <ProgressBar label={t("run.progress")} done={job.done} total={job.total} /> : null}
        </Fact>
      )}
    </>
  );
}

function Times({ run, now }: { run: RunRow; now: Date }) {
  const t = useTranslations("admin-jobs");
  const moment = useMoment();
  const duration = useDuration()(durationOf(run, now));
  const isOpen = isOpenRun(run.status);
  return (
    <>
      <Fact label={t("run.queuedAt")}>{moment(run.createdAt)}</Fact>
      <Fact label={t("run.startedAt")}>
        {run.startedAt ? moment(run.startedAt) : t("table.notStarted")}
        {run.status === "waiting" && run.wakeAt > now ? (
          <span className="block text-ink-soft text-sm">
            {t("table.waitsUntil", { when: moment(run.wakeAt) })}
          </span>
        ) : null}
      </Fact>
      {run.endedAt ? <Fact label={t("run.endedAt")}>{moment(run.endedAt)}</Fact> : null}
      <Fact label={t("run.duration")}>
        {run.startedAt && isOpen ? t("duration.soFar", { duration }) : duration}
      </Fact>
    </>
  );
}

/** A run's facts, side by side. */
export function RunFactSheet({ run, now }: { run: RunRow; now: Date }) {
  const t = useTranslations("admin-jobs");
  const someone = run.requesterName ?? t("table.member");
  return (
    <Card className="mb-8">
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {run.organizationName === null ? null : (
          <Fact label={t("run.organization")}>{run.organizationName}</Fact>
        )}
        {run.job ? <JobFacts job={run.job} isOpen={isOpenRun(run.status)} /> : null}
        {run.scoring ? (
          <Fact label={t("run.subject")}>
            <ScoringLink scoring={run.scoring} />
            <span className="block text-ink-soft text-sm">{t("run.scoringRetry")}</span>
          </Fact>
        ) : null}
        <Fact label={t("run.by")}>{run.isScheduled ? t("table.clock") : someone}</Fact>
        <Times run={run} now={now} />
        <Fact label={t("run.tries")}>
          {t("run.triesValue", { tries: triesOf(run), failed: run.failedTries })}
        </Fact>
        <Fact label={t("run.function")}>
          <span className="font-mono text-sm">{functionNameOf(run.functionId)}</span>
        </Fact>
        <Fact label={t("run.number")}>
          <span className="font-mono text-sm">{run.id}</span>
        </Fact>
      </dl>
    </Card>
  );
}
