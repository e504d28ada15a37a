"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import type { ActivityGroup, ActivityView, OccupationActivitiesView } from "@/lib/activities/schema";
import { chooseActivitiesAction, resetActivitiesAction } from "./actions";
import { useUndoToast } from "./use-undo";

export interface ActivityChange {
  readonly activityId: string;
  readonly selected?: boolean;
  /** 0–1; null leaves it to the weight. */
  readonly share?: number | null;
}

function changed(
  activity: ActivityView,
  change: ActivityChange | undefined,
  layer: "occupation" | "role",
): ActivityView {
  if (!change) return activity;
  const { selected = activity.selected, share = activity.typedShare } = change;
  return {
    ...activity,
    selected,
    selectedBy: selected === activity.selected ? activity.selectedBy : layer,
    typedShare: share,
    share: selected ? activity.share : 0,
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
    show(changes);
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

  return {
    groups,
    isPending,
    /** One activity; the box itself is the way back. */
    choose: (change: ActivityChange) => startTransition(async () => void (await send([change]))),
    /** Several at once, as one step that can be taken back. */
    chooseMany: (activities: readonly ActivityView[], selected: boolean) =>
      startTransition(async () => {
        const chosen = await send(activities.map(({ id }) => ({ activityId: id, selected })));
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
