"use client";

import { Menu } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useId } from "react";
import { BasisText } from "@/components/exposure/basis-text";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import { Td } from "@/components/ui/table";
import type { ActivityView } from "@/lib/activities/schema";
import { DecisionMark, DefaultText, DoubtMark, isDecidedHere } from "./activity-marks";
import { evidenceParams } from "./search-params";
import { ShareInput } from "./share-input";
import type { Choices } from "./use-choices";

const itemClasses = "cursor-pointer rounded-md px-3 py-2 text-sm data-highlighted:bg-sunken";

/** Exposure at or above this is set off; the number stands beside it, so colour tells nothing alone. */
const highExposure = 0.5;

function ExposureBadge({ exposure }: Pick<ActivityView, "exposure">) {
  const t = useTranslations("activities.table");
  const format = useFormatter();
  if (exposure === null) return <Badge>{t("unknown")}</Badge>;
  return (
    <Badge tone={exposure >= highExposure ? "accent" : "neutral"}>
      {format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}
    </Badge>
  );
}

/** The number, the level it came from, how much is behind it, and the way down to its source. */
function Exposure({ activity }: { activity: ActivityView }) {
  const t = useTranslations("activities");
  const [, open] = useQueryStates(evidenceParams);
  const { id, name, exposure, exposureLevel, basis } = activity;
  return (
    <>
      <ExposureBadge exposure={exposure} />{" "}
      {exposureLevel ? <span className="text-ink-soft text-xs">{t(`levels.${exposureLevel}`)}</span> : null}
      <BasisText basis={basis} />
      <button
        type="button"
        className="min-h-6 text-accent text-xs underline underline-offset-2"
        aria-label={t("table.whyOf", { name })}
        onClick={() => open({ evidence: id })}
      >
        {t("table.why")}
      </button>
    </>
  );
}

function RowMenu({
  activity,
  isOneRole,
  choices,
}: {
  activity: ActivityView;
  isOneRole: boolean;
  choices: Choices;
}) {
  const t = useTranslations("activities.table");
  const { id, name, occupationCount: count } = activity;
  const isEverywhere = !isOneRole && count > 1;
  const isDecided = isDecidedHere(activity, isOneRole);
  if (!(isEverywhere || isDecided)) return null;
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClasses("quiet", "small")} aria-label={t("more", { name })}>
        <Ellipsis aria-hidden="true" className="size-4" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="min-w-44 rounded-lg border border-line bg-surface p-1 shadow-lg">
            {isDecided ? (
              <Menu.Item
                className={itemClasses}
                aria-label={t("resetOf", { name })}
                onClick={() => choices.resetOne(activity)}
              >
                {t(isOneRole ? "resetRole" : "reset")}
              </Menu.Item>
            ) : null}
            {isEverywhere ? (
              <>
                <Menu.Item className={itemClasses} onClick={() => choices.chooseEverywhere(id, true)}>
                  {t("everywhereOn", { count })}
                </Menu.Item>
                <Menu.Item className={itemClasses} onClick={() => choices.chooseEverywhere(id, false)}>
                  {t("everywhereOff", { count })}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export function ActivityRow({
  activity,
  heaviest,
  isOneRole,
  areSharesTyped,
  choices,
  isCompared,
  mayEdit,
}: {
  activity: ActivityView;
  /** The largest weight share of the occupation, which fills the bar. */
  heaviest: number;
  isOneRole: boolean;
  areSharesTyped: boolean;
  choices: Choices;
  isCompared: boolean;
  mayEdit: boolean;
}) {
  const format = useFormatter();
  const id = useId();
  const barShare = heaviest === 0 ? 0 : activity.weightShare / heaviest;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  return (
    <tr>
      <Td>
        <span className="flex items-start gap-3">
          <input
            id={id}
            type="checkbox"
            checked={activity.selected}
            disabled={!mayEdit}
            onChange={(event) =>
              choices.choose({ activityId: activity.id, selected: event.currentTarget.checked })
            }
            className="size-5 shrink-0 accent-(--accent)"
          />
          <label htmlFor={id} className="min-w-0">
            {activity.name} <DecisionMark activity={activity} /> <DoubtMark doubt={activity.doubt} />
          </label>
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className="block h-2 w-16 overflow-hidden rounded-full bg-sunken">
            <span className="block h-full bg-accent" style={{ width: `${barShare * 100}%` }} />
          </span>
          {percent(activity.weightShare)}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <Exposure activity={activity} />
      </Td>
      {isCompared ? (
        <Td className="whitespace-nowrap text-right text-ink-soft">
          <DefaultText byDefault={activity.byDefault} />
        </Td>
      ) : null}
      <Td className="whitespace-nowrap text-right">
        {activity.selected && areSharesTyped ? (
          <ShareInput
            name={activity.name}
            typedShare={activity.typedShare}
            share={activity.share}
            onType={(share) => choices.choose({ activityId: activity.id, share })}
          />
        ) : null}
        {activity.selected && !areSharesTyped ? percent(activity.share) : null}
      </Td>
      <Td className="text-right">
        {mayEdit ? <RowMenu activity={activity} isOneRole={isOneRole} choices={choices} /> : null}
      </Td>
    </tr>
  );
}
