"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { type ChoiceUndo, maxUndoEntries } from "@/lib/activities/schema";
import { chooseActivitiesAction } from "./actions";

interface TakenBack {
  readonly changedCount: number;
  readonly skippedCount: number;
  readonly skippedNames: readonly string[];
  /** Why the server stopped in between; null when it took all. */
  readonly refusal: string | null;
}

/** Takes back what a change gave in `undo`; many entries go in several calls. */
async function takeBack(sessionId: string, entries: readonly ChoiceUndo[]): Promise<TakenBack> {
  let changedCount = 0;
  let skippedCount = 0;
  const names = new Set<string>();
  for (let start = 0; start < entries.length; start += maxUndoEntries) {
    const block = entries.slice(start, start + maxUndoEntries);
    const result = await chooseActivitiesAction({ by: "undo", sessionId, entries: block });
    if (!result.ok) return { changedCount, skippedCount, skippedNames: [...names], refusal: result.message };
    changedCount += result.data.changedCount;
    skippedCount += result.data.skippedCount;
    for (const name of result.data.skippedNames) names.add(name);
  }
  return { changedCount, skippedCount, skippedNames: [...names], refusal: null };
}

/** A toast that says what was done and takes it back, naming what changed since and so stays. */
export function useUndoToast(sessionId: string) {
  const t = useTranslations("activities.toast");
  const router = useRouter();
  const [, startTransition] = useTransition();

  const undo = (entries: readonly ChoiceUndo[]) =>
    startTransition(async () => {
      const { changedCount, skippedCount, skippedNames, refusal } = await takeBack(sessionId, entries);
      if (refusal !== null) {
        toast.error(refusal);
        router.refresh();
        return;
      }
      toast.success(t("undone", { count: changedCount }), {
        description:
          skippedCount > 0
            ? t("skipped", { count: skippedCount, names: skippedNames.join("; ") })
            : undefined,
      });
    });

  return (sentence: string, entries: readonly ChoiceUndo[], description?: string) =>
    toast.success(sentence, {
      description,
      action: entries.length > 0 ? { label: t("undo"), onClick: () => undo(entries) } : undefined,
    });
}
