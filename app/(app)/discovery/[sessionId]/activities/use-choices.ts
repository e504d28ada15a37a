"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useOptimistic, useRef, useTransition } from "react";
import { toast } from "sonner";
import type { ActivityGroup, ActivityView, OccupationActivitiesView } from "@/lib/activities/schema";
import { chooseActivitiesAction, resetActivitiesAction } from "./actions";
import { useUndoToast } from "./use-undo";

export interface ActivityChange {
  readonly activityId: string;
  /** Null leaves it to the layer below. */
  readonly selected?: boolean | null;
  /** 0–1; null leaves it to the weight. */
  readonly share?: number | null;
}

function changed(
  activity: ActivityView,
  change: ActivityChange | undefined,
  layer: "occupation" | "role",
): ActivityView {
  if (!change) return activity;
  const { share = activity.typedShare } = change;
  const selected = change.selected ?? activity.selected;
  return {
    ...activity,
    selected,
    selectedBy: selected === activity.selected ? activity.selectedBy : layer,
    typedShare: share,
    share: selected ? activity.share : 0,
  };
}

/** Asks before the page is closed or reloaded while something is on its way. */
function useUnsavedGuard(isSaving: boolean): void {
  useEffect(() => {
    if (!isSaving) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [isSaving]);
}

/**
 * Single changes one after the other as they are made; what is made while one is on its way goes together in the
 * next call, so that ticking fast is saved fast.
 */
function useInTurn(send: (changes: readonly ActivityChange[]) => Promise<unknown>) {
  const waiting = useRef<Map<string, ActivityChange>>(new Map());
  const running = useRef<Promise<void> | null>(null);
  const drain = async () => {
    try {
      while (waiting.current.size > 0) {
        const changes = [...waiting.current.values()];
        waiting.current.clear();
        await send(changes);
      }
    } finally {
      running.current = null;
    }
  };
  return (change: ActivityChange): Promise<void> => {
    const { activityId } = change;
    waiting.current.set(activityId, { ...waiting.current.get(activityId), ...change });
    running.current ??= drain();
    return running.current;
  };
}

/**
 * Choices in the open occupation: shown at once, rolled back with the reason when the server refuses. The shares of
 * the others follow with its answer.
 */
export function useChoices(sessionId: string, view: OccupationActivitiesView) {
  const t = useTranslations("activities.toast");
  const router = useRouter();
  const undoToast = useUndoToast(sessionId);
  const [isPending, startTransition] = useTransition();
  const roleId = view.role?.id ?? null;
  const layer = roleId === null ? "occupation" : "role";
  useUnsavedGuard(isPending);
  const [groups, show] = useOptimistic(
    view.groups,
    (present: readonly ActivityGroup[], changes: readonly ActivityChange[]) => {
      const byId = new Map(changes.map((change) => [change.activityId, change]));
      return present.map((group) => ({
        ...group,
        activities: group.activities.map((activity) => changed(activity, byId.get(activity.id), layer)),
      }));
    },
  );

  const refused = (message: string) => {
    toast.error(message);
    // What the person saw is no longer so.
    router.refresh();
  };

  const send = async (changes: readonly ActivityChange[]) => {
    const result = await chooseActivitiesAction({
      by: "list",
      sessionId,
      code: view.code,
      roleId,
      changes,
    });
    if (result.ok) return result.data;
    refused(result.message);
    return null;
  };

  const sendInTurn = useInTurn(send);

  return {
    groups,
    isPending,
    /** One activity; the box itself is the way back. */
    choose: (change: ActivityChange) =>
      startTransition(async () => {
        show([change]);
        await sendInTurn(change);
      }),
    /** Several at once, as one step that can be taken back. */
    chooseMany: (activities: readonly ActivityView[], selected: boolean) =>
      startTransition(async () => {
        const changes = activities.map(({ id }) => ({ activityId: id, selected }));
        show(changes);
        const chosen = await send(changes);
        if (!chosen) return;
        undoToast(t(selected ? "selected" : "deselected", { count: chosen.changedCount }), chosen.undo);
      }),
    chooseEverywhere: (activityId: string, selected: boolean) =>
      startTransition(async () => {
        if (roleId === null) show([{ activityId, selected }]);
        const result = await chooseActivitiesAction({ by: "activity", sessionId, activityId, selected });
        if (!result.ok) {
          refused(result.message);
          return;
        }
        const { changedCount, keptRoleCount, undo } = result.data;
        undoToast(
          t("everywhere", { count: changedCount }),
          undo,
          keptRoleCount > 0 ? t("kept", { count: keptRoleCount }) : undefined,
        );
      }),
    /** What was decided about one activity in this layer; the layer below holds again. */
    resetOne: (activity: ActivityView) =>
      startTransition(async () => {
        const chosen = await send([{ activityId: activity.id, selected: null, share: null }]);
        if (chosen)
          undoToast(t("resetOne", { count: chosen.changedCount, name: activity.name }), chosen.undo);
      }),
    reset: () =>
      startTransition(async () => {
        const scope = roleId === null ? { scope: "occupation" } : { scope: "role", roleId };
        const result = await resetActivitiesAction({ sessionId, code: view.code, ...scope });
        if (result.ok) undoToast(t("reset", { count: result.data.removedCount }), result.data.undo);
        else refused(result.message);
      }),
  };
}

export type Choices = ReturnType<typeof useChoices>;
