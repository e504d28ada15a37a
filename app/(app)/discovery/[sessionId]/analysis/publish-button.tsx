"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { publishRunAction, unpublishRunAction } from "./actions";

/** Shows a run in the organization's ranking or takes it out, after saying what that means. */
export function PublishButton({
  runId,
  number,
  isPublished,
}: {
  runId: string;
  number: number;
  isPublished: boolean;
}) {
  const t = useTranslations("analysis.publish");
  const [isPending, startTransition] = useTransition();
  const change = isPublished ? unpublishRunAction : publishRunAction;
  const run = () =>
    startTransition(async () => {
      const result = await change({ runId });
      if (result.ok) toast.success(isPublished ? t("takenBack") : t("done"));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={<Button disabled={isPending}>{isPublished ? t("takeBack") : t("open")}</Button>}
      title={isPublished ? t("takeBackTitle", { number }) : t("title", { number })}
      description={isPublished ? t("takeBackBody") : t("body")}
      confirmLabel={isPublished ? t("takeBackConfirm") : t("confirm")}
      confirmVariant={isPublished ? "danger" : "primary"}
      cancelLabel={t("cancel")}
      onConfirm={run}
    />
  );
}
