import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RunSummary } from "@/lib/analysis/run-views";

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

/** Everything that decided a run's numbers. */
export function Provenance({ run }: { run: RunSummary }) {
  const t = useTranslations("analysis.provenance");
  const modes = useTranslations("analysis.settings");
  const format = useFormatter();
  const { settings, exposureSource } = run;
  const { tiers } = settings;
  return (
    <details className="mt-6 rounded-xl border border-line bg-surface p-4 text-sm">
      <summary className="cursor-pointer font-semibold">{t("title")}</summary>
      <dl className="mt-3 flex flex-col gap-2">
        <Entry label={t("made")}>
          {t("madeValue", {
            when: format.dateTime(run.finishedAt, { dateStyle: "medium", timeStyle: "medium" }),
            name: run.requestedByName,
          })}
        </Entry>
        <Entry label={t("release")}>{run.release}</Entry>
        <Entry label={t("source")}>
          {t("sourceValue", { name: exposureSource.name, version: exposureSource.version })}
        </Entry>
        <Entry label={t("overrides")}>{t("overridesValue", { count: run.overrideCount })}</Entry>
        <Entry label={t("citation")}>{exposureSource.citation}</Entry>
        <Entry label={t("licence")}>{exposureSource.licence}</Entry>
        <Entry label={t("formula")}>{run.formulaVersion}</Entry>
        <Entry label={t("settings")}>
          {t("settingsValue", {
            ...settings.weights,
            impactMode: modes(`impactModes.${settings.impactMode}`),
            k: settings.k,
            tierMode: modes(`tierModes.${tiers.mode}`),
            floor: tiers.exposureFloor,
            nowCap: tiers.nowCap,
            nextQuarterCap: tiers.nextQuarterCap,
          })}
        </Entry>
        <Entry label={t("inputs")}>
          <code className="text-xs">{run.inputsHash}</code>
        </Entry>
      </dl>
    </details>
  );
}
