"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useMoney } from "@/components/scoring/use-money";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cancelBatchAction } from "./actions";

/** Ends a batch and what of it is open, after saying what stays. */
export function CancelBatch({ jobId, spentNanos }: { jobId: string; spentNanos: number }) {
  const t = useTranslations("scoring.cancel");
  const money = useMoney();
  const [isPending, startTransition] = useTransition();
  const cancel = () =>
    startTransition(async () => {
      const result = await cancelBatchAction({ jobId });
      if (result.ok) toast.success(t("batchDone"));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" size="small" disabled={isPending} aria-busy={isPending}>
          {t("batch")}
        </Button>
      }
      title={t("batchTitle")}
      description={`${t("batchBody")} ${spentNanos > 0 ? t("paid", { cost: money(spentNanos) }) : t("paidNothing")}`}
      confirmLabel={t("batchConfirm")}
      cancelLabel={t("keep")}
      onConfirm={cancel}
    />
  );
}
