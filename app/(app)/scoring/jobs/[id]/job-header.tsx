import Link from "next/link";
import { useTranslations } from "next-intl";
import { ScoringStatusBadge } from "@/components/scoring/scoring-badges";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/card";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { paidNanos, retriesLeft } from "@/lib/scoring/shown-score";
import { CancelScoring } from "../../cancel-scoring";
import { RetryScoring } from "../../retry-scoring";

const look = "text-accent underline underline-offset-2";

function RubricText({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const { templateId, templateVersion, rubricName } = job;
  if (templateId === null || templateVersion === null) return t("byPrompt");
  return t.rich("byTemplate", {
    name: rubricName,
    version: templateVersion,
    link: (text) => (
      <Link className={look} prefetch={false} href={`/scoring/templates/${templateId}`}>
        {text}
      </Link>
    ),
  });
}

/** Whose scoring it is, by what, how it stands, and what can be done about it. */
export function JobHeader({
  job,
  mayRetry,
  mayCancel,
}: {
  job: ScoringJobDetail;
  mayRetry: boolean;
  mayCancel: boolean;
}) {
  const t = useTranslations("scoring.job");
  const left = retriesLeft(job);
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-3">
          <Link className="hover:underline" prefetch={false} href={`/profiles/${job.profileId}`}>
            {job.profileName}
          </Link>
          <ScoringStatusBadge status={job.status} />
          {job.variant === "original" ? null : <Badge tone="warn">{t("twin")}</Badge>}
        </span>
      }
      description={
        <>
          <RubricText job={job} />
          {job.candidateName === null ? null : ` ${t("forCandidate", { name: job.candidateName })}`}
          {job.batchId === null ? null : (
            <>
              {" "}
              <Link className={look} prefetch={false} href={`/scoring?batch=${job.batchId}`}>
                {t("batch")}
              </Link>
            </>
          )}
        </>
      }
      actions={
        <>
          {mayRetry && left > 0 ? <RetryScoring jobId={job.id} left={left} /> : null}
          {mayRetry && left === 0 ? <span className="text-ink-soft text-sm">{t("noRetryLeft")}</span> : null}
          {mayCancel ? <CancelScoring jobId={job.id} paidNanos={paidNanos(job.attempts)} /> : null}
          <ButtonLink href="/scoring">{t("all")}</ButtonLink>
        </>
      }
    />
  );
}
