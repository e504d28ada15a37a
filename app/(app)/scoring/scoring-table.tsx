import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { ScoreText } from "@/components/scoring/score-text";
import { FlagBadges, OutcomeBadge, ScoringStatusBadge } from "@/components/scoring/scoring-badges";
import { useMoney } from "@/components/scoring/use-money";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Table, Td, Th } from "@/components/ui/table";
import { type ScoringQuery, scoringHref } from "@/lib/scoring/scoring-filters";
import type { ScoringJobPage, ScoringJobRow } from "@/lib/scoring/scoring-views";
import { retriesLeft, shownScore } from "@/lib/scoring/shown-score";
import { MakeLead } from "./make-lead";
import { RetryScoring } from "./retry-scoring";

/** The agent that a lead is looked for, and who is it now. */
export interface LeadSearch {
  readonly id: string;
  readonly leadProfileId: string | null;
}

function Person({ job }: { job: ScoringJobRow }) {
  const t = useTranslations("scoring.table");
  return (
    <>
      <Link
        className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
        prefetch={false}
        href={`/scoring/jobs/${job.id}`}
      >
        {job.profileName}
      </Link>
      {job.variant === "original" ? null : (
        <span className="block text-ink-soft text-xs">{t(`variant.${job.variant}`)}</span>
      )}
      {job.runNumber > 1 ? (
        <span className="block text-ink-soft text-xs">{t("run", { number: job.runNumber })}</span>
      ) : null}
    </>
  );
}

function Rubric({ job }: { job: ScoringJobRow }) {
  const t = useTranslations("scoring.table");
  return (
    <>
      {job.source === "prompt" ? t("prompt") : job.rubricName}
      {job.templateVersion === null ? null : (
        <span className="block text-ink-soft text-xs">{t("version", { version: job.templateVersion })}</span>
      )}
    </>
  );
}

function Result({ job }: { job: ScoringJobRow }) {
  const tError = useTranslations("scoring.errorClass");
  const { outcome } = shownScore(job);
  return (
    <>
      <ScoreText job={job} />
      <span className="mt-1 flex flex-wrap gap-1 empty:hidden">
        {outcome === null ? null : <OutcomeBadge outcome={outcome} />}
        {job.errorClass === null ? null : <Badge tone="bad">{tError(`${job.errorClass}.name`)}</Badge>}
        <FlagBadges flags={job.flags} />
      </span>
      {job.errorMessage === null ? null : (
        <span className="mt-1 line-clamp-2 text-ink-soft text-xs" title={job.errorMessage}>
          {job.errorMessage}
        </span>
      )}
    </>
  );
}

function Cost({ job }: { job: ScoringJobRow }) {
  const t = useTranslations("scoring.table");
  const money = useMoney();
  if (job.reusedFromJobId !== null) return <span className="text-ink-soft">{t("reused")}</span>;
  return job.costNanos === null ? <span className="text-ink-soft">{t("none")}</span> : money(job.costNanos);
}

/** Beside the scoring's name where there is no room for columns of their own. */
const inNarrow = "block text-ink-soft text-xs sm:hidden";
const onlyWide = "hidden sm:table-cell";

function Row({
  job,
  candidate,
  mayRetry,
  mayLink,
}: {
  job: ScoringJobRow;
  candidate: LeadSearch | null;
  mayRetry: boolean;
  mayLink: boolean;
}) {
  const t = useTranslations("scoring.table");
  const moment = useMoment();
  const duration = useDuration();
  const left = retriesLeft(job);
  const isLead = candidate !== null && candidate.leadProfileId === job.profileId;
  return (
    <tr>
      <Td className="sm:min-w-36">
        <Person job={job} />
        <span className={inNarrow}>
          <Rubric job={job} />
        </span>
        <span className={inNarrow}>{moment(job.createdAt)}</span>
      </Td>
      <Td className={classes(onlyWide, "min-w-36")}>
        <Rubric job={job} />
      </Td>
      <Td className={onlyWide}>
        <ScoringStatusBadge status={job.status} />
      </Td>
      <Td className="sm:min-w-44">
        <span className="mb-1 block sm:hidden">
          <ScoringStatusBadge status={job.status} />
        </span>
        <Result job={job} />
      </Td>
      <Td className={classes(onlyWide, "text-right")}>
        {job.totalTokens === null ? t("none") : t("tokens", { count: job.totalTokens })}
      </Td>
      <Td className={classes(onlyWide, "text-right")}>
        <Cost job={job} />
      </Td>
      <Td className={classes(onlyWide, "whitespace-nowrap text-right")}>{duration(job.durationMs)}</Td>
      <Td className={classes(onlyWide, "whitespace-nowrap")}>{moment(job.createdAt)}</Td>
      <Td>
        <span className="flex flex-wrap justify-end gap-2">
          {isLead ? <Badge tone="good">{t("lead")}</Badge> : null}
          {candidate !== null && !isLead && mayLink && job.status === "completed" ? (
            <MakeLead
              profileId={job.profileId}
              candidateId={candidate.id}
              scoringJobId={job.id}
              name={job.profileName}
            />
          ) : null}
          {job.status === "failed" && mayRetry && left > 0 ? (
            <RetryScoring jobId={job.id} left={left} name={job.profileName} size="small" />
          ) : null}
        </span>
      </Td>
    </tr>
  );
}

/** One page of scorings; the server holds the others. */
export function ScoringTable({
  query,
  page,
  candidate,
  mayRetry,
  mayLink,
}: {
  query: ScoringQuery;
  page: ScoringJobPage;
  candidate: LeadSearch | null;
  mayRetry: boolean;
  mayLink: boolean;
}) {
  const t = useTranslations("scoring.table");
  return (
    <>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("person")}</Th>
            <Th className={onlyWide}>{t("rubric")}</Th>
            <Th className={onlyWide}>{t("status")}</Th>
            <Th>{t("result")}</Th>
            <Th className={classes(onlyWide, "text-right")}>{t("tokensTitle")}</Th>
            <Th className={classes(onlyWide, "text-right")}>{t("cost")}</Th>
            <Th className={classes(onlyWide, "text-right")}>{t("duration")}</Th>
            <Th className={onlyWide}>{t("requested")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((job) => (
            <Row key={job.id} job={job} candidate={candidate} mayRetry={mayRetry} mayLink={mayLink} />
          ))}
        </tbody>
      </Table>
      <nav aria-label={t("pages")} className="mt-3 flex justify-end gap-2">
        {query.after === undefined ? null : (
          <ButtonLink size="small" href={scoringHref(query)}>
            {t("first")}
          </ButtonLink>
        )}
        {page.nextCursor === null ? null : (
          <ButtonLink size="small" href={scoringHref(query, { after: page.nextCursor })}>
            {t("next")}
          </ButtonLink>
        )}
      </nav>
    </>
  );
}
