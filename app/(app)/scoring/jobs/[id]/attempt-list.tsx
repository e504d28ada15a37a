import { useTranslations } from "next-intl";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { callTones, purposeKeys } from "@/components/scoring/model-call-words";
import { useMoney } from "@/components/scoring/use-money";
import { Badge } from "@/components/ui/badge";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { LedgerCall, ScoringAttempt, ScoringJobDetail } from "@/lib/scoring/scoring-views";
import { paidNanos } from "@/lib/scoring/shown-score";

/** What the ledger holds of a call. */
function Call({ call }: { call: LedgerCall }) {
  const t = useTranslations("scoring.attempts");
  const money = useMoney();
  const duration = useDuration();
  const parts = [
    call.resolvedModel ?? call.requestedModel,
    call.totalTokens === null ? null : t("tokens", { count: call.totalTokens }),
    call.status === "open"
      ? t("reserved", { cost: money(call.reservedNanos) })
      : t("cost", { cost: money(call.costNanos) }),
    call.durationMs === null ? null : duration(call.durationMs),
    call.httpStatus === null ? null : t("http", { status: String(call.httpStatus) }),
    call.retryAfterMs === null ? null : t("retryAfter", { duration: duration(call.retryAfterMs) }),
  ].filter((part) => part !== null);
  return (
    <>
      <p className="mt-1 text-ink-soft text-sm">{parts.join(", ")}</p>
      {call.status === "in_doubt" ? <p className="mt-1 text-sm">{t("inDoubt")}</p> : null}
      {call.status === "replayed" ? <p className="mt-1 text-sm">{t("replayed")}</p> : null}
    </>
  );
}

function Attempt({ attempt }: { attempt: ScoringAttempt }) {
  const t = useTranslations("scoring.attempts");
  const tError = useTranslations("scoring.errorClass");
  const moment = useMoment();
  const { call, errorClass, errorCode, errorMessage, number, retry } = attempt;
  return (
    <li className="rounded-lg border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{t(`purpose.${purposeKeys[attempt.purpose]}`)}</span>
        {number === null || retry === null ? null : (
          <span className="text-ink-soft text-sm">{t("number", { number, retry })}</span>
        )}
        {call === null ? (
          <Badge>{t("noCall")}</Badge>
        ) : (
          <Badge tone={callTones[call.status]}>{t(`call.${call.status}`)}</Badge>
        )}
        {errorClass === null ? null : <Badge tone="bad">{tError(`${errorClass}.name`)}</Badge>}
        {errorCode === null ? null : <span className="font-mono text-ink-soft text-xs">{errorCode}</span>}
        <span className="text-ink-soft text-sm">{moment(attempt.startedAt)}</span>
      </div>
      {errorMessage === null ? null : <p className="mt-1 text-sm">{errorMessage}</p>}
      {call === null ? null : <Call call={call} />}
      {attempt.rawAnswer === null ? null : (
        <details className="mt-2">
          <summary className="min-h-6 cursor-pointer text-accent text-sm">{t("raw")}</summary>
          <ScrollRegion label={t("raw")} className="mt-2 max-h-96 overflow-auto rounded-md bg-sunken p-3">
            <pre className="whitespace-pre-wrap break-words font-mono text-xs">{attempt.rawAnswer}</pre>
          </ScrollRegion>
        </details>
      )}
    </li>
  );
}

/** Each time a model was asked, with what it answered and what it cost. */
export function AttemptList({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.attempts");
  const money = useMoney();
  const { attempts, reusedFromJobId } = job;
  return (
    <section className="mb-8">
      <h2 className="mb-1 font-semibold text-lg">{t("title")}</h2>
      <p className="mb-3 text-ink-soft text-sm">
        {attempts.length > 0 ? t("sum", { count: attempts.length, cost: money(paidNanos(attempts)) }) : null}
        {attempts.length === 0 ? t(reusedFromJobId === null ? "none" : "noneReused") : null}
      </p>
      <ol className="grid gap-2">
        {attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}
