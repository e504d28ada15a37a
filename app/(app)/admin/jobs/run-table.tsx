import Link from "next/link";
import { useTranslations } from "next-intl";
import { ErrorClassBadge, RunErrorText } from "@/components/jobs/run-error-text";
import { RunStatusBadge } from "@/components/jobs/run-status";
import { ScoringLink, SubjectLink } from "@/components/jobs/subject-link";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { useSubject } from "@/components/jobs/use-subject";
import { useWorkName } from "@/components/jobs/use-work-name";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { functionNameOf } from "@/lib/jobs/function-names";
import { type RunQuery, type RunScope, runsHref } from "@/lib/jobs/run-filters";
import {
  durationOf,
  isOpenRun,
  isTriedAgain,
  type RunPage,
  type RunRow,
  triesOf,
} from "@/lib/jobs/run-views";
import { CancelButton } from "./cancel-button";
import { RetryButton } from "./retry-button";

function Work({ run }: { run: RunRow }) {
  const workName = useWorkName();
  return (
    <>
      <Link
        className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
        prefetch={false}
        href={`/admin/jobs/${run.id}`}
      >
        {workName(run.functionId)}
      </Link>
      <span className="block text-ink-soft text-xs">{functionNameOf(run.functionId)}</span>
    </>
  );
}

function Tries({ run }: { run: RunRow }) {
  const t = useTranslations("admin-jobs.table");
  const attempt = run.job?.attempt ?? 1;
  return (
    <>
      {triesOf(run)}
      {attempt > 1 ? (
        <span className="block whitespace-nowrap text-ink-soft text-xs">
          {t("attempt", { count: attempt })}
        </span>
      ) : null}
    </>
  );
}

function Started({ run, now }: { run: RunRow; now: Date }) {
  const t = useTranslations("admin-jobs.table");
  const moment = useMoment();
  const isWaiting = run.status === "waiting" && run.wakeAt > now;
  return (
    <>
      {run.startedAt ? moment(run.startedAt) : t("notStarted")}
      {isWaiting ? (
        <span className="block text-ink-soft text-xs">{t("waitsUntil", { when: moment(run.wakeAt) })}</span>
      ) : null}
    </>
  );
}

function Duration({ run, now }: { run: RunRow; now: Date }) {
  const t = useTranslations("admin-jobs.duration");
  const duration = useDuration()(durationOf(run, now));
  return run.startedAt && isOpenRun(run.status) ? t("soFar", { duration }) : duration;
}

/** Of an open run too: there it is what went wrong last, and is tried again. */
function LastError({ run, now }: { run: RunRow; now: Date }) {
  const t = useTranslations("admin-jobs.run");
  const moment = useMoment();
  if (!run.error) return null;
  return (
    <>
      {isOpenRun(run.status) ? (
        <span className="block text-ink-soft text-xs">
          {t("errorOpen")}
          {isTriedAgain(run, now) ? ` ${t("triedAgainAt", { when: moment(run.wakeAt) })}` : null}
        </span>
      ) : null}
      <RunErrorText error={run.error} isShort />
    </>
  );
}

function Actions({ run }: { run: RunRow }) {
  const workName = useWorkName();
  const subject = useSubject();
  const { job } = run;
  if (!job) return null;
  const names = { work: workName(run.functionId), subject: subject(job).text };
  return (
    <div className="flex gap-2 lg:justify-end">
      {run.mayRetry ? <RetryButton jobId={job.id} {...names} /> : null}
      {run.mayCancel ? <CancelButton job={job} {...names} /> : null}
    </div>
  );
}

function Row({ run, scope, now }: { run: RunRow; scope: RunScope; now: Date }) {
  const t = useTranslations("admin-jobs.table");
  const isInstallation = scope === "installation";
  const someone = isInstallation ? t("member") : run.requesterName;
  return (
    <tr>
      <Td>
        <RunStatusBadge status={run.status} />
        {run.error ? (
          <div className="mt-1 lg:hidden">
            <ErrorClassBadge error={run.error} />
          </div>
        ) : null}
      </Td>
      <Td className="min-w-40">
        <Work run={run} />
        {isInstallation ? null : (
          <div className="mt-1 lg:hidden">
            <Actions run={run} />
          </div>
        )}
      </Td>
      {isInstallation ? (
        <Td className="min-w-40">{run.organizationName ?? t("noOrganization")}</Td>
      ) : (
        <Td className="min-w-56">
          {run.job ? <SubjectLink job={run.job} /> : null}
          {run.scoring ? <ScoringLink scoring={run.scoring} /> : null}
        </Td>
      )}
      <Td className="min-w-28">{run.isScheduled ? t("clock") : someone}</Td>
      <Td className="text-right">
        <Tries run={run} />
      </Td>
      <Td className="whitespace-nowrap">
        <Started run={run} now={now} />
      </Td>
      <Td className="whitespace-nowrap text-right">
        <Duration run={run} now={now} />
      </Td>
      <Td className="min-w-48 max-w-sm">
        <LastError run={run} now={now} />
      </Td>
      {isInstallation ? null : (
        <Td className="hidden lg:table-cell">
          <Actions run={run} />
        </Td>
      )}
    </tr>
  );
}

/**
 * Runs, newest first, with the way to older ones. Where the table is wider than the screen, what went wrong and what to
 * do about it stand in the first columns.
 */
export function RunTable({ query, page, now }: { query: RunQuery; page: RunPage; now: Date }) {
  const t = useTranslations("admin-jobs.table");
  const isInstallation = query.scope === "installation";
  return (
    <>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("status")}</Th>
            <Th>{t("work")}</Th>
            <Th>{isInstallation ? t("organization") : t("subject")}</Th>
            <Th>{t("by")}</Th>
            <Th className="text-right">{t("tries")}</Th>
            <Th>{t("started")}</Th>
            <Th className="text-right">{t("duration")}</Th>
            <Th>{t("error")}</Th>
            {isInstallation ? null : (
              <Th className="hidden lg:table-cell">
                <span className="sr-only">{t("actions")}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {page.items.map((run) => (
            <Row key={run.id} run={run} scope={query.scope} now={now} />
          ))}
        </tbody>
      </Table>
      {query.after || page.nextCursor ? (
        <nav aria-label={t("pages")} className="mt-4 flex justify-center gap-3">
          {query.after ? <ButtonLink href={runsHref(query)}>{t("newest")}</ButtonLink> : null}
          {page.nextCursor ? (
            <ButtonLink href={runsHref(query, { after: page.nextCursor })}>{t("older")}</ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
