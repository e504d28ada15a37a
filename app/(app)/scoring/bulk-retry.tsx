"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { RetryCountList, RetryDialog } from "@/components/jobs/retry-dialog";
import { useMoney } from "@/components/scoring/use-money";
import { buttonClasses } from "@/components/ui/button";
import type { ScoringRetryCounts } from "@/lib/scoring/retry-rules";
import type { ScoringJobFilter } from "@/lib/scoring/schema";
import { previewScoringRetryAction, retryMatchingScoringsAction } from "./actions";

function Counts({ counts, isDone }: { counts: ScoringRetryCounts; isDone: boolean }) {
  const t = useTranslations("scoring.bulk");
  const money = useMoney();
  const { queued, costLowNanos, costHighNanos } = counts;
  return (
    <>
      <RetryCountList
        counts={counts}
        summary={(values) => t(isDone ? "did" : "will", values)}
        reasonText={(count, reason) => t("reason", { count, reason: t(`skip.${reason}`) })}
      />
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
  return (
    <RetryDialog
      words={{
        ...{ title: t("title"), counting: t("counting"), close: t("close"), cancel: t("cancel") },
        confirm: (count) => t("confirm", { count }),
      }}
      trigger={
        <AlertDialog.Trigger className={buttonClasses("secondary", "small")}>{t("all")}</AlertDialog.Trigger>
      }
      onPreview={() => previewScoringRetryAction(filter)}
      onRetry={() => retryMatchingScoringsAction(filter)}
    >
      {(counts, isDone) => <Counts counts={counts} isDone={isDone} />}
    </RetryDialog>
  );
}
