import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { ActivityView } from "@/lib/activities/schema";

/** Whether a choice stands in the very layer that is looked at, which a reset would remove. */
export function isDecidedHere({ selectedBy, shareTypedBy }: ActivityView, isOneRole: boolean): boolean {
  const layer = isOneRole ? "role" : "occupation";
  return selectedBy === layer || shareTypedBy === layer;
}

/** Whether the default holds, or for whom a person decided, who and when. */
export function DecisionMark({ activity }: { activity: ActivityView }) {
  const t = useTranslations("activities.table");
  const format = useFormatter();
  const { selectedBy, shareTypedBy, decided } = activity;
  const layers = [selectedBy, shareTypedBy];
  const isOfRole = layers.includes("role");
  if (!(isOfRole || layers.includes("occupation"))) {
    return <span className="whitespace-nowrap text-ink-soft text-xs">{t("isDefault")}</span>;
  }
  return (
    <>
      <Badge tone="accent">{t(isOfRole ? "byRole" : "byOccupation")}</Badge>{" "}
      {decided ? (
        <span className="text-ink-soft text-xs">
          {t("decidedBy", {
            name: decided.byName,
            date: format.dateTime(decided.at, { dateStyle: "medium" }),
          })}
        </span>
      ) : null}
    </>
  );
}

export function DoubtMark({ doubt }: Pick<ActivityView, "doubt">) {
  const t = useTranslations("activities.table");
  if (doubt === null) return null;
  return (
    <Badge tone="warn" title={t(`doubtTitle.${doubt}`)}>
      {t(`doubt.${doubt}`)}
    </Badge>
  );
}

export function DefaultText({ byDefault: { selected, share } }: Pick<ActivityView, "byDefault">) {
  const t = useTranslations("activities.table");
  const format = useFormatter();
  if (!selected) return t("defaultOut");
  return t("defaultIn", { share: format.number(share, { style: "percent", maximumFractionDigits: 1 }) });
}
