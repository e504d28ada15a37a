"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useId } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { TextField } from "@/components/ui/field";
import { Table, Th } from "@/components/ui/table";
import type { ActivityGroup, ActivityView, OccupationActivitiesView } from "@/lib/activities/schema";
import { ActivityGroupRows } from "./activity-group-rows";
import { ChoiceSummary } from "./choice-summary";
import { OwnActivities } from "./own-activities";
import { type ActivityShown, activityViews, tableParams } from "./search-params";
import { SlidersPanel } from "./sliders-panel";
import { useChoices } from "./use-choices";

function isShown(activity: ActivityView, show: ActivityShown, words: string): boolean {
  if (show === "selected" && !activity.selected) return false;
  if (show === "unselected" && activity.selected) return false;
  if (show === "changed" && activity.selectedBy === "default" && activity.shareTypedBy === null) return false;
  if (show === "doubtful" && activity.doubt === null) return false;
  return activity.name.toLowerCase().includes(words);
}

/** What the filter leaves, group by group. */
function narrow(groups: readonly ActivityGroup[], show: ActivityShown, find: string) {
  const words = find.trim().toLowerCase();
  return groups
    .map((group) => ({ group, shown: group.activities.filter((one) => isShown(one, show, words)) }))
    .filter(({ shown }) => shown.length > 0);
}

function TableFilter() {
  const t = useTranslations("activities.filter");
  const name = useId();
  const [{ find, show, compare }, setFilter] = useQueryStates(tableParams);
  return (
    <search aria-label={t("label")} className="mb-3 flex flex-wrap items-end gap-4">
      <TextField
        label={t("find")}
        type="search"
        value={find}
        maxLength={200}
        onChange={(event) => setFilter({ find: event.currentTarget.value })}
        className="w-64"
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="mb-1 font-medium text-sm">{t("show")}</legend>
        {activityViews.map((view) => (
          <label
            key={view}
            className={classes(
              "flex min-h-10 cursor-pointer items-center rounded-lg border px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-(--focus)",
              view === show ? "border-accent bg-accent-soft font-medium" : "border-line hover:bg-sunken",
            )}
          >
            <input
              type="radio"
              name={name}
              value={view}
              checked={view === show}
              onChange={() => setFilter({ show: view })}
              className="sr-only"
            />
            {t(view)}
          </label>
        ))}
      </fieldset>
      <label className="flex min-h-10 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={compare}
          onChange={(event) => setFilter({ compare: event.currentTarget.checked })}
          className="size-5 accent-(--accent)"
        />
        {t("compare")}
      </label>
    </search>
  );
}

function ShareNote({ view }: { view: OccupationActivitiesView }) {
  const t = useTranslations("activities.shares");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  if (view.shareMode === "simple") return t("simple");
  const total = percent(view.typedShareTotal);
  if (view.areTypedSharesRescaled) return t("rescaled", { total });
  if (view.typedShareTotal === 0) return t("none");
  return t("typed", { total, rest: percent(Math.max(0, 1 - view.typedShareTotal)) });
}

/** What changes many activities at once. */
function BoardActs({
  sessionId,
  view,
  copyHref,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  copyHref: string;
}) {
  const t = useTranslations("activities.copy");
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      {view.shareMode === "weighted" && view.selectedCount > 1 ? (
        <SlidersPanel sessionId={sessionId} view={view} />
      ) : null}
      <ButtonLink size="small" href={copyHref} scroll={false} prefetch={false}>
        {t("open")}
      </ButtonLink>
    </div>
  );
}

/** The activities of the open occupation with everything that can be chosen about them. */
export function ActivityBoard({
  sessionId,
  view,
  copyHref,
  mayEdit,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  /** Where activities are copied from similar work. */
  copyHref: string;
  mayEdit: boolean;
}) {
  const t = useTranslations("activities");
  const [{ find, show, compare }] = useQueryStates(tableParams);
  const choices = useChoices(sessionId, view);
  const groups = narrow(choices.groups, show, find);
  const label = t("table.label", { title: view.role?.title ?? view.title });
  return (
    <>
      <ChoiceSummary view={view} groups={choices.groups} isSaving={choices.isPending} />
      {mayEdit ? <BoardActs sessionId={sessionId} view={view} copyHref={copyHref} /> : null}
      {view.groups.length > 0 ? (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-4">
            <TableFilter />
            {mayEdit && view.choiceCount > 0 ? (
              <Button size="small" className="mb-3" disabled={choices.isPending} onClick={choices.reset}>
                {t(view.role ? "reset.role" : "reset.occupation")}
              </Button>
            ) : null}
          </div>
          <p className="mb-2 text-ink-soft text-sm">
            <ShareNote view={view} />
          </p>
          <Table label={label}>
            <thead>
              <tr>
                <Th>{t("table.activity")}</Th>
                <Th>{t("table.weight")}</Th>
                <Th>{t("table.exposure")}</Th>
                {compare ? <Th className="text-right">{t("table.byDefault")}</Th> : null}
                <Th className="text-right">{t("table.share")}</Th>
                <Th>
                  <span className="sr-only">{t("table.actions")}</span>
                </Th>
              </tr>
            </thead>
            {groups.map(({ group, shown }) => (
              <ActivityGroupRows
                key={group.gwaId}
                group={group}
                shown={shown}
                view={view}
                choices={choices}
                isCompared={compare}
                mayEdit={mayEdit}
              />
            ))}
          </Table>
          {groups.length === 0 ? <p className="px-3 py-6 text-sm">{t("filter.nothing")}</p> : null}
        </>
      ) : null}
      <OwnActivities sessionId={sessionId} view={view} mayEdit={mayEdit} />
    </>
  );
}
