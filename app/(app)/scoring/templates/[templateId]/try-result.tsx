import { useTranslations } from "next-intl";
import { LiveScorings } from "@/components/scoring/live-scorings";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Table, Td, Th } from "@/components/ui/table";
import { abstainReasons } from "@/lib/scoring/schema";
import type { ScoringJobDetail, ScoringPoint } from "@/lib/scoring/scoring-views";

function Point({ point }: { point: ScoringPoint }) {
  const t = useTranslations("templates.tryOut");
  const reason = abstainReasons.find((known) => known === point.abstainReason) ?? "other";
  return (
    <tr>
      <Td className="min-w-32 align-top font-medium">{point.label}</Td>
      <Td className="align-top tabular-nums">
        {point.points === null ? <span className="text-ink-soft">{t("abstains")}</span> : point.points}
      </Td>
      <Td className="wrap-anywhere min-w-64 align-top">
        {point.quote ? (
          <blockquote className="border-accent border-l-2 pl-2">{point.quote}</blockquote>
        ) : (
          <span className="text-ink-soft">{t(`reasons.${reason}`)}</span>
        )}
        {point.rationale ? <p className="mt-1 text-ink-soft text-xs">{point.rationale}</p> : null}
      </Td>
    </tr>
  );
}

function Outcome({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("templates.tryOut");
  if (job.gateOutcome === "rejected")
    return <p>{t("screenedOut", { score: job.gateScore ?? 0, reason: job.gateReason ?? "" })}</p>;
  return (
    <>
      <p className="text-lg">
        {t("total")}{" "}
        <span className="font-semibold">
          {job.overall === null ? t("noTotal") : t("totalValue", { overall: job.overall, max: job.scaleMax })}
        </span>{" "}
        {job.outcome ? <span className="text-ink-soft">{t(`outcomes.${job.outcome}`)}</span> : null}
      </p>
      {job.summary ? <p className="wrap-anywhere text-ink-soft text-sm">{job.summary}</p> : null}
      <Table label={t("evidence")}>
        <thead>
          <tr>
            <Th>{t("criterion")}</Th>
            <Th>{t("pointsOf")}</Th>
            <Th>{t("evidence")}</Th>
          </tr>
        </thead>
        <tbody>
          {job.points.map((point) => (
            <Point key={point.key} point={point} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** What the draft made of a profile: the job as it is, followed until it ends. */
export function TryResult({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("templates.tryOut");
  const isOpen = job.status === "pending" || job.status === "processing";
  return (
    <Card className="flex min-w-0 flex-col gap-4">
      <LiveScorings isOpen={isOpen} />
      <h2 className="font-semibold text-lg">{t("result", { name: job.profileName })}</h2>
      {isOpen ? (
        <>
          <p role="status">{t("open")}</p>
          <ProgressBar label={t("open")} done={0} total={null} />
        </>
      ) : null}
      {job.status === "failed" ? (
        <Notice tone="bad">{t("failed", { message: job.errorMessage ?? "" })}</Notice>
      ) : null}
      {job.status === "cancelled" ? <Notice tone="warn">{t("cancelled")}</Notice> : null}
      {job.status === "completed" ? <Outcome job={job} /> : null}
      {job.reusedFromJobId ? <p className="text-ink-soft text-sm">{t("reused")}</p> : null}
      <div>
        <ButtonLink href={`/scoring/jobs/${job.id}`}>{t("whole")}</ButtonLink>
      </div>
    </Card>
  );
}
