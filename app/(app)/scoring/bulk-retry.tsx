"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useMoney } from "@/components/scoring/use-money";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ScoringRetryCounts } from "@/lib/scoring/retry-rules";
import type { ScoringJobFilter } from "@/lib/scoring/schema";
import { previewScoringRetryAction, retryMatchingScoringsAction } from "./actions";

function Counts({ counts, isDone }: { counts: ScoringRetryCounts; isDone: boolean }) {
  const t = useTranslations("scoring.bulk");
  const money = useMoney();
  const { queued, skipped, costLowNanos, costHighNanos } = counts;
  const skippedCount = skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>{t(isDone ? "did" : "will", { queued, skipped: skippedCount })}</p>
      {skipped.length > 0 ? (
        <ul className="mt-2 list-disc pl-6 text-sm">
          {skipped.map(({ reason, count }) => (
            <li key={reason}>{t("reason", { count, reason: t(`skip.${reason}`) })}</li>
          ))}
        </ul>
      ) : null}
      {queued > 0 ? (
        <p className="mt-3 text-ink-soft text-sm">
          {t("cost", { low: money(costLowNanos), high: money(costHighNanos) })}
        </p>
      ) : null}
    </>
  );
}

/** Starts every failed scoring again that the filter leaves; first it says how many, which not, and the cost. */
export function BulkRetry({ filter }: { filter: ScoringJobFilter }) {
  const t = useTranslations("scoring.bulk");
  const [preview, setPreview] = useState<ScoringRetryCounts>();
  const [outcome, setOutcome] = useState<ScoringRetryCounts>();
  const [fault, setFault] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const counts = outcome ?? preview;

  const open = () => {
    setPreview(undefined);
    setOutcome(undefined);
    setFault(undefined);
    startTransition(async () => {
      const result = await previewScoringRetryAction(filter);
      if (result.ok) setPreview(result.data);
      else setFault(result.message);
    });
  };
  const retry = () =>
    startTransition(async () => {
      const result = await retryMatchingScoringsAction(filter);
      if (result.ok) setOutcome(result.data);
      else setFault(result.message);
    });

  return (
    <AlertDialog.Root onOpenChange={(isOpen) => isOpen && open()}>
      <AlertDialog.Trigger className={buttonClasses("secondary", "small")}>{t("all")}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 bg-black/40" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          <AlertDialog.Title className="font-semibold text-lg">{t("title")}</AlertDialog.Title>
          <AlertDialog.Description render={<div className="mt-2" aria-live="polite" />}>
            {fault ? <Notice tone="bad">{fault}</Notice> : null}
            {counts ? <Counts counts={counts} isDone={outcome !== undefined} /> : null}
            {counts || fault ? null : t("counting")}
          </AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Close className={buttonClasses("secondary", "medium")}>
              {outcome || fault || preview?.queued === 0 ? t("close") : t("cancel")}
            </AlertDialog.Close>
            {preview && !outcome && !fault && preview.queued > 0 ? (
              <Button variant="primary" disabled={isPending} aria-busy={isPending} onClick={retry}>
                {t("confirm", { count: preview.queued })}
              </Button>
            ) : null}
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
