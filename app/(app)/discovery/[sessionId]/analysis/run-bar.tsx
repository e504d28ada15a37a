import Form from "next/form";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { RunAddress } from "@/lib/analysis/run-address";
import type { RunEntry, RunSummary } from "@/lib/analysis/run-views";
import { PublishButton } from "./publish-button";
import type { HrefOf } from "./run-link";

/** Chooses among the session's runs; a form that only reads. */
function RunSelect({
  sessionId,
  run,
  runs,
  address,
}: {
  sessionId: string;
  run: RunSummary;
  runs: readonly RunEntry[];
  address: RunAddress;
}) {
  const t = useTranslations("analysis.run");
  const format = useFormatter();
  const kept = { view: address.view, sort: address.sort, dir: address.dir };
  return (
    <Form
      key={run.number}
      action={`/discovery/${sessionId}/analysis`}
      scroll={false}
      className="flex flex-wrap items-end gap-2"
    >
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <SelectField label={t("label")} name="run" defaultValue={run.number} className="min-w-64">
        {runs.map(({ id, number, finishedAt, requestedByName: name, isPublished }) => {
          const when = format.dateTime(finishedAt, { dateStyle: "medium", timeStyle: "short" });
          return (
            <option key={id} value={number}>
              {isPublished
                ? t("optionPublished", { number, when, name })
                : t("option", { number, when, name })}
            </option>
          );
        })}
      </SelectField>
      <Button type="submit">{t("show")}</Button>
    </Form>
  );
}

/** Which run is shown, whether it still holds, and what can be done with it. */
export function RunBar({
  sessionId,
  run,
  runs,
  address,
  hrefOf,
  isStale,
  mayPublish,
}: {
  sessionId: string;
  run: RunSummary;
  runs: readonly RunEntry[];
  address: RunAddress;
  hrefOf: HrefOf;
  isStale: boolean;
  mayPublish: boolean;
}) {
  const t = useTranslations("analysis.run");
  const format = useFormatter();
  return (
    <div className="mb-4 flex flex-col gap-3">
      {run.isLatest && isStale ? <Notice tone="warn">{t("stale")}</Notice> : null}
      {run.isLatest ? null : (
        <Notice tone="warn">
          {t.rich("older", {
            number: run.number,
            link: (text) => (
              <Link className="text-accent underline underline-offset-2" href={hrefOf({ run: null })}>
                {text}
              </Link>
            ),
          })}
        </Notice>
      )}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <RunSelect sessionId={sessionId} run={run} runs={runs} address={address} />
        <div className="flex flex-wrap items-center gap-2">
          {run.publishedAt ? (
            <p className="text-ink-soft text-sm">
              {t("published", {
                name: run.publishedByName ?? "",
                when: format.dateTime(run.publishedAt, { dateStyle: "medium", timeStyle: "short" }),
              })}
            </p>
          ) : null}
          {mayPublish ? (
            <PublishButton runId={run.id} number={run.number} isPublished={run.isPublished} />
          ) : null}
        </div>
      </div>
    </div>
  );
}
