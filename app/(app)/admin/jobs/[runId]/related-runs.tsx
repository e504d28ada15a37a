import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import type { RunDetail } from "@/lib/jobs/queries/run-detail";
import type { RelatedRun } from "@/lib/jobs/run-views";

function Group({ title, runs }: { title: string; runs: readonly RelatedRun[] }) {
  const t = useTranslations("admin-jobs");
  const moment = useMoment();
  if (runs.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      <ul aria-label={title} className="grid gap-1 text-sm">
        {runs.map((run) => (
          <li key={run.id}>
            <Link
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
              prefetch={false}
              href={`/admin/jobs/${run.id}`}
            >
              {t("run.siblingAt", { status: t(`status.${run.status}`), when: moment(run.createdAt) })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

const only = (run: RelatedRun | null) => (run ? [run] : []);

/** The job's other runs, and what took over when one failed. */
export function RelatedRuns({ detail }: { detail: RunDetail }) {
  const t = useTranslations("admin-jobs.run");
  const { siblings, failureRun, failedRun } = detail;
  if (siblings.length === 0 && !failureRun && !failedRun) return null;
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{t("related")}</h2>
      <div className="grid gap-4">
        <Group title={t("failedRun")} runs={only(failedRun)} />
        <Group title={t("failureRun")} runs={only(failureRun)} />
        <Group title={t("siblings")} runs={siblings} />
      </div>
    </section>
  );
}
