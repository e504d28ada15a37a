import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMoment } from "@/components/jobs/use-moment";
import { useMoney } from "@/components/scoring/use-money";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { BatchRow } from "@/lib/scoring/scoring-views";
import { endedCount, isOpenBatch, madeCount } from "@/lib/scoring/shown-score";
import { CancelBatch } from "./cancel-batch";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

/** Progress counted from the scorings, and the cost so far against the budget. */
export function BatchHeader({ batch, mayCancel }: { batch: BatchRow; mayCancel: boolean }) {
  const t = useTranslations("scoring.batch");
  const money = useMoney();
  const moment = useMoment();
  const ended = endedCount(batch.counts);
  const isOpen = isOpenBatch(batch);
  const { openJobId } = batch;
  return (
    <Card className="mb-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="flex flex-wrap items-center gap-2 font-semibold text-lg">
          {t(`kind.${batch.kind}`)}
          <Badge tone={isOpen ? "accent" : "good"}>{t(isOpen ? "open" : "ended")}</Badge>
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          {mayCancel && openJobId !== null ? (
            <CancelBatch jobId={openJobId} spentNanos={batch.spentNanos} />
          ) : null}
          <Link className="py-1 text-accent text-sm underline underline-offset-2" href="/scoring">
            {t("leave")}
          </Link>
        </div>
      </div>
      <p className="mt-1 text-ink-soft">
        {batch.templateName === null
          ? t("byPrompt")
          : t("byTemplate", { name: batch.templateName, version: batch.templateVersion ?? 0 })}
        {batch.candidateName === null ? null : ` ${t("forCandidate", { name: batch.candidateName })}`}
      </p>
      <div className="mt-4 max-w-xl" aria-live="polite">
        <p className="mb-1 text-sm">
          {t("progress", { done: ended, total: batch.itemCount, failed: batch.counts.failed })}
          {madeCount(batch.counts) < batch.itemCount && isOpen
            ? ` ${t("unmade", { count: batch.itemCount - madeCount(batch.counts) })}`
            : null}
        </p>
        <ProgressBar label={t("progressLabel")} done={ended} total={batch.itemCount} />
        <p className="mt-3 mb-1 text-sm">
          {t("cost", { spent: money(batch.spentNanos), budget: money(batch.budgetNanos) })}
        </p>
        <ProgressBar label={t("costLabel")} done={batch.spentNanos} total={batch.budgetNanos} />
      </div>
      <dl className="mt-4 grid gap-x-6 gap-y-3 sm:grid-cols-3">
        <Fact label={t("estimate")}>
          {t("range", { low: money(batch.estimateLowNanos), high: money(batch.estimateHighNanos) })}
        </Fact>
        <Fact label={t("by")}>{batch.requesterName ?? t("someone")}</Fact>
        <Fact label={t("requested")}>{moment(batch.createdAt)}</Fact>
      </dl>
    </Card>
  );
}
