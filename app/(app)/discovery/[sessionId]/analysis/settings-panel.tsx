"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { shareModes } from "@/lib/activities/schema";
import { impactModes, type SettingsDraft, tierModes } from "@/lib/analysis/schema";
import { type NumberField, type SettingsFields, sourceKey, toFields, weightSum } from "./settings-form";
import { useSettingsDraft } from "./use-settings-draft";

type Change = (changes: Partial<SettingsFields>) => void;

interface Part {
  readonly fields: SettingsFields;
  readonly onChange: Change;
}

interface Limits {
  readonly min: number;
  readonly max: number;
  readonly step: number | "any";
}

const fraction: Limits = { min: 0, max: 1, step: "any" };
const money: Limits = { min: 0, max: 1e12, step: "any" };
const cap: Limits = { min: 1, max: 100_000, step: 1 };

function NumberInput({
  name,
  label,
  hint,
  limits,
  fields,
  onChange,
}: Part & { name: NumberField; label: string; hint?: string; limits: Limits }) {
  return (
    <TextField
      label={label}
      hint={hint}
      type="number"
      inputMode="decimal"
      required
      {...limits}
      value={fields[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

const rangeNames = ["low", "likely", "high"] as const;

/** Three numbers that must rise. */
function RangeInputs({
  legend,
  names,
  limits,
  ...part
}: Part & {
  legend: string;
  names: Readonly<Record<(typeof rangeNames)[number], NumberField>>;
  limits: Limits;
}) {
  const t = useTranslations("analysis.settings");
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      <div className="grid grid-cols-3 gap-2">
        {rangeNames.map((name) => (
          <NumberInput key={name} name={names[name]} label={t(name)} limits={limits} {...part} />
        ))}
      </div>
    </fieldset>
  );
}

function WeightInputs(part: Part) {
  const t = useTranslations("analysis");
  const sum = weightSum(part.fields);
  const isWhole = sum === 1;
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{t("settings.weights")}</legend>
      <div className="grid grid-cols-3 gap-2">
        <NumberInput name="weightExposure" label={t("columns.exposure")} limits={fraction} {...part} />
        <NumberInput name="weightImpact" label={t("columns.impact")} limits={fraction} {...part} />
        <NumberInput name="weightComplexity" label={t("columns.complexity")} limits={fraction} {...part} />
      </div>
      <p className="mt-1 text-ink-soft text-sm">{t("settings.weightsHint")}</p>
      <p role="status" className={isWhole ? "text-ink-soft text-sm" : "text-bad text-sm"}>
        {Number.isNaN(sum) ? null : t(isWhole ? "settings.weightSum" : "settings.weightSumWrong", { sum })}
      </p>
    </fieldset>
  );
}

function SourceSelect({ sources, fields, onChange }: Part & Pick<SettingsDraft, "sources">) {
  const t = useTranslations("analysis.settings");
  const chosen = sources.find((source) => sourceKey(source) === fields.source);
  return (
    <div>
      <SelectField
        label={t("source")}
        value={fields.source}
        onChange={(event) => onChange({ source: event.currentTarget.value })}
      >
        {sources.map((source) => (
          <option key={sourceKey(source)} value={sourceKey(source)}>
            {t("sourceOption", { name: source.name, version: source.version })}
          </option>
        ))}
      </SelectField>
      {chosen ? (
        <p className="mt-1 text-ink-soft text-sm">
          {chosen.citation}. {t("licence", { licence: chosen.licence })}
        </p>
      ) : null}
    </div>
  );
}

function ImpactInputs(part: Part) {
  const t = useTranslations("analysis.settings");
  const { fields, onChange } = part;
  const limitsOfK: Limits = { min: 0.001, max: 1e6, step: "any" };
  return (
    <>
      <SelectField
        label={t("impactMode")}
        value={fields.impactMode}
        onChange={(event) =>
          onChange({ impactMode: impactModes.find((mode) => mode === event.currentTarget.value) ?? "reach" })
        }
      >
        {impactModes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`impactModes.${mode}`)}
          </option>
        ))}
      </SelectField>
      <NumberInput name="k" label={t("k")} limits={limitsOfK} {...part} />
      {fields.impactMode === "wages" ? (
        <>
          <NumberInput
            name="hoursPerYear"
            label={t("hoursPerYear")}
            limits={{ min: 1, max: 8784, step: "any" }}
            {...part}
          />
          <NumberInput
            name="loadFactor"
            label={t("loadFactor")}
            limits={{ min: 1, max: 5, step: "any" }}
            {...part}
          />
          <RangeInputs
            legend={t("adoption")}
            names={{ low: "adoptionLow", likely: "adoptionLikely", high: "adoptionHigh" }}
            limits={fraction}
            {...part}
          />
          <RangeInputs
            legend={t("runningCost")}
            names={{ low: "costLow", likely: "costLikely", high: "costHigh" }}
            limits={money}
            {...part}
          />
        </>
      ) : null}
    </>
  );
}

function TierInputs(part: Part) {
  const t = useTranslations("analysis.settings");
  const { fields, onChange } = part;
  return (
    <>
      <SelectField
        label={t("tierMode")}
        value={fields.tierMode}
        onChange={(event) =>
          onChange({ tierMode: tierModes.find((mode) => mode === event.currentTarget.value) ?? "percentile" })
        }
      >
        {tierModes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`tierModes.${mode}`)}
          </option>
        ))}
      </SelectField>
      <NumberInput
        name="exposureFloor"
        label={t("exposureFloor")}
        hint={t("exposureFloorHint")}
        limits={fraction}
        {...part}
      />
      <NumberInput name="nowCap" label={t("nowCap")} limits={cap} {...part} />
      <NumberInput name="nextQuarterCap" label={t("nextQuarterCap")} limits={cap} {...part} />
    </>
  );
}

const stateTexts = { kept: "saved", keeping: "saving", incomplete: "incomplete" } as const;

/** What the next run will be made with; kept as it is changed. */
export function SettingsPanel({
  sessionId,
  draft,
  mayEdit,
}: {
  sessionId: string;
  draft: SettingsDraft;
  mayEdit: boolean;
}) {
  const t = useTranslations("analysis.settings");
  const statusId = useId();
  const { fields, state, change, flush, reset } = useSettingsDraft(sessionId, draft);
  const { settings, defaults, sources } = draft;
  const isChanged = JSON.stringify(toFields(settings)) !== JSON.stringify(toFields(defaults));
  const part: Part = { fields, onChange: change };
  const source = sources.find((known) => known.source === settings.exposureSource);
  return (
    <details className="my-4 rounded-xl border border-line bg-surface p-4">
      <summary className="cursor-pointer">
        <span className="font-semibold">{t("title")}</span>{" "}
        <span className="text-ink-soft text-sm">
          {t("summary", {
            ...settings.weights,
            source: source?.name ?? settings.exposureSource,
            k: settings.k,
          })}
        </span>{" "}
        {isChanged ? <Badge tone="accent">{t("custom")}</Badge> : null}
      </summary>
      <p className="mt-3 text-ink-soft text-sm">{mayEdit ? t("intro") : t("readOnly")}</p>
      <fieldset
        disabled={!mayEdit}
        aria-label={t("title")}
        aria-describedby={statusId}
        onBlur={flush}
        className="mt-3 grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3"
      >
        <div className="flex flex-col gap-3">
          <SourceSelect sources={sources} {...part} />
          <SelectField
            label={t("exposureMode")}
            value={fields.exposureMode}
            onChange={(event) =>
              change({
                exposureMode: shareModes.find((mode) => mode === event.currentTarget.value) ?? "weighted",
              })
            }
          >
            {shareModes.map((mode) => (
              <option key={mode} value={mode}>
                {t(`exposureModes.${mode}`)}
              </option>
            ))}
          </SelectField>
          <WeightInputs {...part} />
        </div>
        <div className="flex flex-col gap-3">
          <ImpactInputs {...part} />
        </div>
        <div className="flex flex-col gap-3">
          <TierInputs {...part} />
        </div>
      </fieldset>
      {mayEdit ? (
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Button onClick={() => reset(t("resetDone"))}>{t("reset")}</Button>
          <p id={statusId} role="status" className={state === "incomplete" ? "text-bad text-sm" : "text-sm"}>
            {t(stateTexts[state])}
          </p>
        </div>
      ) : null}
    </details>
  );
}
