"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button, type ButtonSize } from "@/components/ui/button";
import { retryJobAction } from "./actions";

/** Queues a failed or cancelled job again; the row then shows its new run. */
export function RetryButton({
  jobId,
  work,
  subject,
  size = "small",
}: {
  jobId: string;
  work: string;
  subject: string;
  size?: ButtonSize;
}) {
  const t = useTranslations("admin-jobs.retry");
  const [isPending, startTransition] = useTransition();
  const retry = () =>
    startTransition(async () => {
      const result = await retryJobAction({ jobId });
      if (result.ok) toast.success(t("done"));
      else toast.error(result.message);
    });
  return (
    <Button
      size={size}
      disabled={isPending}
      aria-busy={isPending}
      aria-label={t("oneOf", { work, subject })}
      onClick={retry}
    >
      {t("one")}
    </Button>
  );
}
