"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { confirmRolesAction, undoRoleBatchAction } from "./actions";

/** Confirming many roles at once, and taking that back; both tell in a toast what came of it. */
export function useConfirmations(sessionId: string, onChanged: () => void = () => undefined) {
  const t = useTranslations("roles.toast");
  const router = useRouter();
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();

  const undo = (batchId: string) =>
    startTransition(async () => {
      const result = await answered(undoRoleBatchAction({ sessionId, batchId }));
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      onChanged();
      const { undoneCount, skipped, skippedCount } = result.data;
      toast.success(t("batchUndone", { count: undoneCount }), {
        description:
          skippedCount > 0
            ? t("skipped", {
                count: skippedCount,
                titles: skipped.map((role) => role.title).join(", "),
                more: skippedCount - skipped.length,
              })
            : undefined,
      });
    });

  const confirm = (input: unknown, onDone?: () => void) =>
    startTransition(async () => {
      const result = await answered(confirmRolesAction(input));
      if (!result.ok) {
        toast.error(result.message);
        if (result.code !== "unavailable") router.refresh();
        return;
      }
      const { batchId, count, headcount } = result.data;
      onDone?.();
      onChanged();
      toast.success(t("confirmed", { count, people: headcount }), {
        action: { label: t("undo"), onClick: () => undo(batchId) },
      });
    });

  return { isPending, confirm, undo };
}
