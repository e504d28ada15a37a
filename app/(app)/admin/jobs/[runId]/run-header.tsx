import Link from "next/link";
import { useTranslations } from "next-intl";
import { RunErrorText } from "@/components/jobs/run-error-text";
import { RunStatusBadge } from "@/components/jobs/run-status";
import { useMoment } from "@/components/jobs/use-moment";
import { useSubject } from "@/components/jobs/use-subject";
import { useWorkName } from "@/components/jobs/use-work-name";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { isOpenRun, isTriedAgain, type RunRow } from "@/lib/jobs/run-views";
import { CancelButton } from "../cancel-button";
import { RetryButton } from "../retry-button";

function Actions({ run }: { run: RunRow }) {
  const workName = useWorkName();
  const subject = useSubject();
  const { job } = run;
  if (!job) return null;
  const names = { work: workName(run.functionId), subject: subject(job).text };
  return (
    <>
      {run.mayRetry ? <RetryButton jobId={job.id} {...names} size="medium" /> : null}
      {run.mayCancel ? <CancelButton job={job} {...names} size="medium" /> : null}
    </>
  );
}

/** What the run is, how it stands, and what one may do about it. */
export function RunHeader({ run, isTakeover, now }: { run: RunRow; isTakeover: boolean; now: Date }) {
  const t = useTranslations("admin-jobs.run");
  const moment = useMoment();
  const work = useWorkName()(run.functionId);
  return (
    <>
      <p className="mb-2 text-sm">
        <Link className="text-accent underline underline-offset-2" href="/admin/jobs">
          {t("back")}
        </Link>
      </p>
      <PageHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {t(isTakeover ? "takeover" : "title", { work })}
            <RunStatusBadge status={run.status} />
          </span>
        }
        actions={<Actions run={run} />}
      />
      {run.error ? (
        <div className="mb-4">
          <Notice tone={isOpenRun(run.status) ? "warn" : "neutral"}>
            <p className="mb-1 font-medium">{t(isOpenRun(run.status) ? "errorOpen" : "error")}</p>
            <RunErrorText error={run.error} />
            {isTriedAgain(run, now) ? (
              <p className="mt-1">{t("triedAgainAt", { when: moment(run.wakeAt) })}</p>
            ) : null}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
