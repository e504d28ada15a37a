"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import type { ActUndo, DoneAct } from "@/lib/activities/act-schema";
import { takeBackActivitiesAction } from "./actions";

/** A toast for an act that changed many things, with the way back, naming what changed since and so stays. */
export function useActToast(sessionId: string) {
  const t = useTranslations("activities.toast");
  const router = useRouter();
  const [, startTransition] = useTransition();

  const takeBack = (undo: ActUndo) =>
    startTransition(async () => {
      const result = await takeBackActivitiesAction({ sessionId, undo });
      if (!result.ok) {
        toast.error(result.message);
        router.refresh();
        return;
      }
      const { changedCount, skippedCount, skippedNames } = result.data;
      toast.success(t("takenBack", { count: changedCount }), {
        description:
          skippedCount > 0
            ? t("skipped", { count: skippedCount, names: skippedNames.join("; ") })
            : undefined,
      });
    });

  return (sentence: string, { changedCount, undo }: DoneAct) =>
    toast.success(sentence, {
      action: changedCount > 0 ? { label: t("undo"), onClick: () => takeBack(undo) } : undefined,
    });
}
