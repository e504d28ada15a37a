"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ActivityGroup, OccupationActivitiesView } from "@/lib/activities/schema";

function Figure({ label, value, children }: { label: ReactNode; value: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="font-semibold text-lg tabular-nums">
        {value} {children}
      </dd>
    </div>
  );
}

/** What the choices come to, and the rule behind those nobody made. */
export function ChoiceSummary({
  view,
  groups,
  isSaving,
}: {
  view: OccupationActivitiesView;
  /** As shown at this moment; the exposure follows with the server's answer. */
  groups: readonly ActivityGroup[];
  isSaving: boolean;
}) {
  const t = useTranslations("activities.summary");
  const format = useFormatter();
  const selected = groups.flatMap(({ activities }) => activities).filter((activity) => activity.selected);
  const weight = selected.reduce((sum, { weightShare }) => sum + weightShare, 0);
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 });
  const figure = (exposure: number | null) =>
    exposure === null
      ? t("unknown")
      : format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const exposure = figure(view.exposure);
  const byDefault = figure(view.defaultExposure);
  return (
    <section aria-label={t("label")} className="mb-4 rounded-xl border border-line bg-surface p-4">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <Figure
          label={t("selected")}
          value={t("selectedValue", {
            selected: selected.length + view.own.length,
            total: view.activityCount,
          })}
        />
        <Figure label={t("weight")} value={percent(weight)} />
        <Figure label={t("exposure")} value={exposure}>
          <span className="font-normal text-ink-soft text-sm">
            {t("coverage", { coverage: percent(view.coverage) })}
            {byDefault === exposure ? null : ` ${t("byDefault", { exposure: byDefault })}`}
          </span>
        </Figure>
      </dl>
      <p role="status" className="mt-2 text-ink-soft text-sm">
        {isSaving ? t("saving") : t("saved")}
      </p>
      <p className="mt-3 max-w-prose text-ink-soft text-sm">
        {t("rule")} {t("source", { ...view.source, release: view.release })}
      </p>
    </section>
  );
}
