import { useTranslations } from "next-intl";
import { RunErrorText } from "@/components/jobs/run-error-text";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { Badge, type Tone } from "@/components/ui/badge";
import { workerCrashed } from "@/lib/jobs/error-class";
import type { CallEntry, FailedTry, StepEntry, StepState, TimelineEntry } from "@/lib/jobs/run-timeline";

const tones: Readonly<Record<StepState, Tone>> = { done: "good", failed: "bad", waiting: "accent" };

function Try({ failed }: { failed: FailedTry }) {
  const t = useTranslations("admin-jobs.run.timeline");
  const moment = useMoment();
  const duration = useDuration();
  const { attempt, startedAt, endedAt, error } = failed;
  const when = moment(endedAt);
  return (
    <li>
      <p className="text-ink-soft text-sm">
        {startedAt
          ? t("trySpan", { attempt, when, duration: duration(endedAt.getTime() - startedAt.getTime()) })
          : t("try", { attempt, when })}
      </p>
      <p className="text-sm">
        <RunErrorText error={error} />
      </p>
    </li>
  );
}

/** Unless the last of its tries says so already. */
function lastWord({ error, failedTries }: StepEntry) {
  const last = failedTries.at(-1)?.error;
  return error && last?.message === error.message && last.name === error.name ? null : error;
}

function Step({ step }: { step: StepEntry }) {
  const t = useTranslations("admin-jobs.run.timeline");
  const moment = useMoment();
  const duration = useDuration();
  const error = lastWord(step);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="break-all font-medium font-mono text-sm">{step.name}</span>
        <Badge>{t(`op.${step.op}`)}</Badge>
        <Badge tone={tones[step.state]}>{t(`state.${step.state}`)}</Badge>
      </div>
      <p className="mt-1 text-ink-soft text-sm">
        {t("started", { when: moment(step.startedAt) })}
        {step.durationMs === null ? null : `, ${t("took", { duration: duration(step.durationMs) })}`}
        {step.wakeAt ? `. ${t("until", { when: moment(step.wakeAt) })}` : null}
      </p>
      {step.failedTries.length > 0 ? (
        <ul aria-label={t("failedTries")} className="mt-2 grid gap-2 border-line border-l-2 pl-3">
          {step.failedTries.map((failed) => (
            <Try key={`${failed.attempt} ${failed.endedAt.getTime()}`} failed={failed} />
          ))}
        </ul>
      ) : null}
      {error ? (
        <p className="mt-2 text-sm">
          <RunErrorText error={error} />
        </p>
      ) : null}
    </>
  );
}

function Call({ entry }: { entry: CallEntry }) {
  const t = useTranslations("admin-jobs.run.timeline");
  const { failedTry } = entry;
  return (
    <>
      <p className="mb-1 font-medium text-sm">
        {failedTry.error.name === workerCrashed ? t("crash") : t("call")}
      </p>
      <ul aria-label={t("failedTries")}>
        <Try failed={failedTry} />
      </ul>
    </>
  );
}

/** What the run did, in order, with every try. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useTranslations("admin-jobs.run.timeline");
  return (
    <section className="mb-8">
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      {entries.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ol aria-label={t("title")} className="grid gap-2">
        {entries.map((entry) => (
          <li key={entry.key} className="rounded-lg border border-line bg-surface px-4 py-3">
            {entry.kind === "step" ? <Step step={entry} /> : <Call entry={entry} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
