import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { Card } from "@/components/ui/card";
import { classes } from "@/components/ui/classes";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";

interface Mark {
  readonly key: "requested" | "started" | "completed" | "failed" | "cancelled" | "reviewed" | "ends";
  /** Null: it has not come to that yet. */
  readonly at: Date | null;
}

function marksOf(job: ScoringJobDetail): Mark[] {
  const { createdAt, startedAt, completedAt, failedAt, cancelledAt, reviewedAt } = job;
  const ended = [
    { key: "completed" as const, at: completedAt },
    { key: "failed" as const, at: failedAt },
    { key: "cancelled" as const, at: cancelledAt },
  ].filter(({ at }) => at !== null);
  return [
    { key: "requested", at: createdAt },
    ...(startedAt !== null || ended.length === 0 ? [{ key: "started" as const, at: startedAt }] : []),
    ...(ended.length > 0 ? ended : [{ key: "ends" as const, at: null }]),
    ...(reviewedAt === null ? [] : [{ key: "reviewed" as const, at: reviewedAt }]),
  ];
}

/** How far it is; the page looks again while it is open. */
export function Timeline({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.timeline");
  const moment = useMoment();
  const by =
    job.apiKeyName === null ? (job.requesterName ?? t("someone")) : t("apiKey", { name: job.apiKeyName });
  return (
    <Card>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <ol aria-live="polite" className="grid gap-3 border-line border-l-2 pl-4">
        {marksOf(job).map(({ key, at }) => (
          <li key={key} className={classes(at === null && "text-ink-soft")}>
            <p className="font-medium">{t(at === null ? `${key}Not` : key)}</p>
            {at === null ? null : <p className="text-ink-soft text-sm">{moment(at)}</p>}
            {key === "requested" ? <p className="text-ink-soft text-sm">{t("by", { name: by })}</p> : null}
          </li>
        ))}
      </ol>
      {job.retryCount > 0 ? <p className="mt-3 text-sm">{t("retried", { count: job.retryCount })}</p> : null}
    </Card>
  );
}
