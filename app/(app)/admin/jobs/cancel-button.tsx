"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button, type ButtonSize } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { kindFacts } from "@/lib/jobs/kind-facts";
import type { JobOfRun } from "@/lib/jobs/run-views";
import { cancelJobAction } from "./actions";

/** What is there afterwards, and what has been paid for. */
function useConsequences() {
  const t = useTranslations("admin-jobs.cancelling");
  return ({ kind, done, total }: Pick<JobOfRun, "kind" | "done" | "total">) => {
    const { leaves, paidService } = kindFacts[kind];
    const isCounted = leaves === "done_so_far" && total !== null;
    const left = leaves === "nothing" ? t("leaves.nothing") : t("leaves.done_so_far_unknown");
    return [
      t("body"),
      isCounted ? t("leaves.done_so_far", { done, total }) : left,
      paidService === null ? t("paidNothing") : t("paid", { service: paidService }),
    ].join(" ");
  };
}

/** Cancels an open job, after saying what that means. */
export function CancelButton({
  job,
  work,
  subject,
  size = "small",
}: {
  job: Pick<JobOfRun, "id" | "kind" | "done" | "total">;
  work: string;
  subject: string;
  size?: ButtonSize;
}) {
  const t = useTranslations("admin-jobs.cancelling");
  const consequences = useConsequences();
  const [isPending, startTransition] = useTransition();
  const cancel = () =>
    startTransition(async () => {
      const result = await cancelJobAction({ jobId: job.id });
      if (result.ok) toast.success(t("done"));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={
        <Button
          size={size}
          variant="danger"
          disabled={isPending}
          aria-busy={isPending}
          aria-label={t("oneOf", { work, subject })}
        >
          {t("one")}
        </Button>
      }
      title={t("title")}
      description={consequences(job)}
      confirmLabel={t("confirm")}
      cancelLabel={t("keep")}
      onConfirm={cancel}
    />
  );
}
