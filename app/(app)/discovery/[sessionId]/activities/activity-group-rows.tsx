"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Td } from "@/components/ui/table";
import type { ActivityGroup, ActivityView, OccupationActivitiesView } from "@/lib/activities/schema";
import { ActivityRow } from "./activity-row";
import type { Choices } from "./use-choices";

/** One generalized work activity with those of its detailed ones that the filter leaves. */
export function ActivityGroupRows({
  group,
  shown,
  view,
  choices,
  isCompared,
  mayEdit,
}: {
  group: ActivityGroup;
  shown: readonly ActivityView[];
  view: OccupationActivitiesView;
  choices: Choices;
  /** What would hold by default stands beside what holds. */
  isCompared: boolean;
  mayEdit: boolean;
}) {
  const t = useTranslations("activities.table");
  const format = useFormatter();
  const heaviest = Math.max(
    ...view.groups.flatMap(({ activities }) => activities.map((one) => one.weightShare)),
  );
  const selectedCount = group.activities.filter(({ selected }) => selected).length;
  const isNarrowed = shown.length < group.activities.length;
  const name = { group: group.name };
  return (
    <tbody>
      <tr className="bg-sunken">
        <th scope="rowgroup" className="border-line border-b px-3 py-2 text-left font-semibold">
          {group.name}{" "}
          <span className="whitespace-nowrap font-normal text-ink-soft">
            {t("group", { selected: selectedCount, total: group.activities.length })}
          </span>
        </th>
        <Td className="whitespace-nowrap text-ink-soft">
          {format.number(group.weightShare, { style: "percent", maximumFractionDigits: 1 })}
        </Td>
        <Td colSpan={isCompared ? 4 : 3} className="whitespace-nowrap text-right">
          {mayEdit ? (
            <>
              <Button
                variant="quiet"
                size="small"
                aria-label={isNarrowed ? t("selectShownOf", name) : t("selectAllOf", name)}
                onClick={() => choices.chooseMany(shown, true)}
              >
                {t("selectAll")}
              </Button>
              <Button
                variant="quiet"
                size="small"
                aria-label={isNarrowed ? t("selectNoneShownOf", name) : t("selectNoneOf", name)}
                onClick={() => choices.chooseMany(shown, false)}
              >
                {t("selectNone")}
              </Button>
            </>
          ) : null}
        </Td>
      </tr>
      {shown.map((activity) => (
        <ActivityRow
          key={activity.id}
          activity={activity}
          heaviest={heaviest}
          isOneRole={view.role !== null}
          areSharesTyped={mayEdit && view.shareMode === "weighted"}
          choices={choices}
          isCompared={isCompared}
          mayEdit={mayEdit}
        />
      ))}
    </tbody>
  );
}
