"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { OverrideText } from "@/components/exposure/override-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OccupationActivitiesView, OwnActivityView } from "@/lib/activities/schema";
import { removeOwnActivityAction, restoreOwnActivityAction } from "./actions";
import { OwnActivityDialog } from "./own-activity-dialog";

type Editing = { readonly own: OwnActivityView | null } | null;

function useRemoval(sessionId: string) {
  const t = useTranslations("activities.toast");
  const [isPending, startTransition] = useTransition();
  const restore = (own: OwnActivityView) =>
    startTransition(async () => {
      const result = await restoreOwnActivityAction({ sessionId, ownActivityId: own.id });
      if (result.ok) toast.success(t("restored", { name: own.name }));
      else toast.error(result.message);
    });
  const remove = (own: OwnActivityView) =>
    startTransition(async () => {
      const result = await removeOwnActivityAction({ sessionId, ownActivityId: own.id });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      toast.success(t("removed", { name: own.name }), {
        action: { label: t("undo"), onClick: () => restore(own) },
      });
    });
  return { isPending, remove };
}

function OwnActivityText({ own, isOneRole }: { own: OwnActivityView; isOneRole: boolean }) {
  const t = useTranslations("activities");
  const format = useFormatter();
  const share = format.number(own.share, { style: "percent", maximumFractionDigits: 1 });
  return (
    <div className="min-w-0 grow">
      <p className="font-medium">
        {own.name} {isOneRole && !own.isOfThisLayer ? <Badge>{t("own.ofAllRoles")}</Badge> : null}
      </p>
      <p className="flex flex-wrap gap-x-3 text-ink-soft text-sm">
        <span>{t("own.share", { share })}</span>
        <span>
          {own.exposure === null
            ? t("own.exposureUnknown")
            : t("own.exposure", {
                exposure: format.number(own.exposure, {
                  minimumFractionDigits: 3,
                  maximumFractionDigits: 3,
                }),
              })}
        </span>
        {own.exposureLevel ? <span>{t(`levels.${own.exposureLevel}`)}</span> : null}
        {own.added ? (
          <span>
            {t("own.addedBy", {
              name: own.added.byName,
              date: format.dateTime(own.added.at, { dateStyle: "medium" }),
            })}
          </span>
        ) : null}
        {own.nearest ? <span>{t("own.like", { name: own.nearest.name })}</span> : null}
      </p>
      {own.override ? (
        <p className="text-ink-soft text-xs">
          <OverrideText note={own.override} element={own.nearest?.name ?? own.name} mayOpen={false} />
        </p>
      ) : null}
    </div>
  );
}

/** Work that O*NET does not list: what is there, and the way to add, change and remove it. */
export function OwnActivities({
  sessionId,
  view,
  mayEdit,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  mayEdit: boolean;
}) {
  const t = useTranslations("activities.own");
  const [editing, setEditing] = useState<Editing>(null);
  const { isPending, remove } = useRemoval(sessionId);
  return (
    <Card className="mt-6" aria-labelledby="own-activities">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 id="own-activities" className="font-semibold text-lg">
          {t("title")}
        </h3>
        {mayEdit ? (
          <Button size="small" onClick={() => setEditing({ own: null })}>
            {t("add")}
          </Button>
        ) : null}
      </div>
      {view.own.length === 0 ? <p className="mt-2 text-ink-soft text-sm">{t("none")}</p> : null}
      <ul className="mt-2 divide-y divide-line">
        {view.own.map((own) => (
          <li key={own.id} className="flex flex-wrap items-center gap-3 py-3">
            <OwnActivityText own={own} isOneRole={view.role !== null} />
            {mayEdit && own.isOfThisLayer ? (
              <div className="flex gap-2">
                <Button
                  size="small"
                  aria-label={t("editOf", { name: own.name })}
                  onClick={() => setEditing({ own })}
                >
                  {t("edit")}
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  disabled={isPending}
                  aria-label={t("removeOf", { name: own.name })}
                  onClick={() => remove(own)}
                >
                  {t("remove")}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <OwnActivityDialog
        sessionId={sessionId}
        view={view}
        own={editing?.own ?? null}
        isOpen={editing !== null}
        onClose={() => setEditing(null)}
      />
    </Card>
  );
}
