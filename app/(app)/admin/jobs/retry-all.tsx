"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { RetryCountList, RetryDialog } from "@/components/jobs/retry-dialog";
import { buttonClasses } from "@/components/ui/button";
import type { RetryCounts } from "@/lib/jobs/retry-rules";
import type { RunFilter } from "@/lib/jobs/run-filters";
import { previewRetryAction, retryMatchingJobsAction } from "./actions";

function Counts({ counts, isDone }: { counts: RetryCounts; isDone: boolean }) {
  const t = useTranslations("admin-jobs.retry");
  return (
    <>
      <RetryCountList
        counts={counts}
        summary={(values) => t(isDone ? "did" : "will", values)}
        reasonText={(count, reason) => t("reason", { count, reason: t(`skip.${reason}`) })}
      />
      {isDone || counts.queued === 0 ? null : <p className="mt-3 text-ink-soft text-sm">{t("keeps")}</p>}
    </>
  );
}

/** Queues every job again whose run the filter leaves; first it says how many that are, and which it leaves alone. */
export function RetryAll({ filter, isOffered }: { filter: RunFilter; isOffered: boolean }) {
  const t = useTranslations("admin-jobs.retry");
  return (
    <RetryDialog
      words={{
        ...{ title: t("title"), counting: t("counting"), close: t("close"), cancel: t("cancel") },
        confirm: (count) => t("confirm", { count }),
      }}
      trigger={
        isOffered ? (
          <AlertDialog.Trigger className={buttonClasses("secondary", "small")}>
            {t("all")}
          </AlertDialog.Trigger>
        ) : (
          <p className="py-1 text-ink-soft text-sm">{t("none")}</p>
        )
      }
      onPreview={() => previewRetryAction(filter)}
      onRetry={() => retryMatchingJobsAction(filter)}
    >
      {(counts, isDone) => <Counts counts={counts} isDone={isDone} />}
    </RetryDialog>
  );
}
