"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import type { RowFixRule } from "@/lib/rosters/review-schema";
import { decideRowsAction, undoRowFixAction } from "./actions";

/** Decisions about faulty rows, and their way back; what is refused says why, and the page is read again. */
export function useRowActs(uploadId: string) {
  const t = useTranslations("uploads.review");
  const router = useRouter();
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();

  const refused = ({ message, code }: { message: string; code: string }) => {
    toast.error(message);
    if (code === "conflict") router.refresh();
  };

  const undo = (fixId: string) =>
    startTransition(async () => {
      const result = await answered(undoRowFixAction({ uploadId, fixId }));
      if (result.ok) toast.success(t("undone"));
      else refused(result);
    });

  const decide = (rule: RowFixRule, onRefused?: () => void) =>
    startTransition(async () => {
      const result = await answered(decideRowsAction({ uploadId, ...rule }));
      if (!result.ok) {
        refused(result);
        onRefused?.();
        return;
      }
      // A line that was typed needs no notice: it is seen, and the list has its undo.
      if (rule.line !== null) return;
      const { fixId } = result.data;
      toast.success(t("made"), { action: { label: t("undo"), onClick: () => undo(fixId) } });
    });

  return { decide, undo, isPending };
}
