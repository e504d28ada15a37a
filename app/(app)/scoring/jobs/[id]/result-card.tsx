import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDuration } from "@/components/jobs/use-duration";
import { ScoreText } from "@/components/scoring/score-text";
import { OutcomeBadge } from "@/components/scoring/scoring-badges";
import { useMoney } from "@/components/scoring/use-money";
import { Card } from "@/components/ui/card";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { coverageOf, isOpenScoring, shownScore } from "@/lib/scoring/shown-score";
import { ScaleBar } from "./scale-bar";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function GateFact({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const { gateOutcome, gateScore, gateReason, rubric } = job;
  if (rubric.body.gate === null) return null;
  if (gateOutcome === null) return <Fact label={t("gate")}>{t("gateNotYet")}</Fact>;
  return (
    <Fact label={t("gate")}>
      <OutcomeBadge outcome={gateOutcome} />{" "}
      {gateScore === null
        ? null
        : t("gateScore", { score: gateScore, threshold: rubric.body.gate.threshold })}
      {gateReason === null ? null : <span className="block text-ink-soft text-sm">{gateReason}</span>}
    </Fact>
  );
}

function ModelFact({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  return (
    <Fact label={t("model")}>
      {job.requestedModel}
      {job.resolvedModel === null || job.resolvedModel === job.requestedModel ? null : (
        <span className="block text-ink-soft text-sm">{t("answeredBy", { model: job.resolvedModel })}</span>
      )}
    </Fact>
  );
}

function UsageFacts({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const duration = useDuration();
  const money = useMoney();
  const { promptTokens, completionTokens, totalTokens, costNanos, durationMs } = job;
  const unknown = t(isOpenScoring(job.status) ? "unknown" : "noneKnown");
  return (
    <>
      <Fact label={t("tokens")}>
        {totalTokens === null ? unknown : t("tokenCount", { count: totalTokens })}
        {promptTokens === null || completionTokens === null ? null : (
          <span className="block text-ink-soft text-sm">
            {t("tokenParts", { prompt: promptTokens, completion: completionTokens })}
          </span>
        )}
      </Fact>
      <Fact label={t("cost")}>
        {costNanos === null ? t("expected", { cost: money(job.estimateNanos) }) : money(costNanos)}
      </Fact>
      <Fact label={t("duration")}>{durationMs === null ? unknown : duration(durationMs)}</Fact>
    </>
  );
}

function Comparison({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const { overall, modelOverall, points, reviewedAt, reviewedOverall } = job;
  return (
    <>
      {overall === null ? null : (
        <p className="mt-3 text-ink-soft text-sm">
          {t("computed", { coverage: coverageOf(points) })}{" "}
          {modelOverall === null ? t("noModelTotal") : t("modelTotal", { total: modelOverall })}
          {reviewedAt === null || reviewedOverall === null ? null : ` ${t("overruled", { total: overall })}`}
        </p>
      )}
    </>
  );
}

/** The score against its scale, what it amounts to, and what it took. */
export function ResultCard({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const { overall, outcome } = shownScore(job);
  return (
    <Card>
      <h2 className="sr-only">{t("result")}</h2>
      <p className="flex flex-wrap items-center gap-3 text-xl">
        <span>
          <ScoreText job={job} />
        </span>
        {outcome === null ? null : <OutcomeBadge outcome={outcome} />}
      </p>
      {overall === null ? null : <ScaleBar overall={overall} spread={job.spread} body={job.rubric.body} />}
      {job.summary === null ? null : <p className="mt-3">{job.summary}</p>}
      <Comparison job={job} />
      <dl className="mt-4 grid gap-x-6 gap-y-3 border-line border-t pt-4 sm:grid-cols-2 xl:grid-cols-4">
        <ModelFact job={job} />
        <UsageFacts job={job} />
        <GateFact job={job} />
      </dl>
    </Card>
  );
}
