"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useMoney } from "@/components/scoring/use-money";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cancelScoringAction } from "./actions";

/** Cancels an open scoring, after saying what stays paid for. */
export function CancelScoring({ jobId, paidNanos }: { jobId: string; paidNanos: number }) {
  const t = useTranslations("scoring.cancel");
  const money = useMoney();
  const [isPending, startTransition] = useTransition();
  const cancel = () =>
    startTransition(async () => {
      const result = await cancelScoringAction({ jobId });
      if (result.ok) toast.success(t("done", { cost: money(result.data.paidNanos) }));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" disabled={isPending} aria-busy={isPending}>
          {t("one")}
        </Button>
      }
      title={t("title")}
      description={`${t("body")} ${paidNanos > 0 ? t("paid", { cost: money(paidNanos) }) : t("paidNothing")}`}
      confirmLabel={t("confirm")}
      cancelLabel={t("keep")}
      onConfirm={cancel}
    />
  );
}
