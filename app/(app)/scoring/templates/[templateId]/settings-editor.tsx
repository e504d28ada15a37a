"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import type { DraftBody } from "@/lib/scoring/template-schema";
import { NumberField, PercentField } from "./number-field";
import { TextArea } from "./text-area";

interface Part {
  readonly draft: DraftBody;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (draft: DraftBody) => void;
}

function ModelSelect({
  label,
  own,
  models,
  value,
  onValue,
}: {
  label: string;
  own: string;
  models: readonly string[];
  value: string | null;
  onValue: (value: string | null) => void;
}) {
  const t = useTranslations("templates.editor");
  const isKnown = value === null || models.includes(value);
  return (
    <SelectField
      label={label}
      value={value ?? ""}
      onChange={(event) => onValue(event.currentTarget.value || null)}
    >
      <option value="">{own}</option>
      {isKnown ? null : <option value={value}>{t("unknownModel", { name: value })}</option>}
      {models.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

/** Scale and thresholds. */
export function ScaleEditor({ draft, faults, onChange }: Part) {
  const t = useTranslations("templates.editor");
  const { scale, thresholds } = draft;
  return (
    <Card className="flex flex-col gap-4">
      <fieldset>
        <legend className="font-semibold">{t("scale")}</legend>
        <div className="mt-2 grid grid-cols-2 gap-3">
          <NumberField
            label={t("scaleMin")}
            value={scale.min}
            error={faults["scale.min"] ?? faults.scale}
            onValue={(min) => onChange({ ...draft, scale: { ...scale, min } })}
          />
          <NumberField
            label={t("scaleMax")}
            value={scale.max}
            error={faults["scale.max"]}
            onValue={(max) => onChange({ ...draft, scale: { ...scale, max } })}
          />
          <NumberField
            label={t("pass")}
            hint={t("passHint")}
            value={thresholds.pass}
            error={faults["thresholds.pass"] ?? faults.thresholds}
            onValue={(pass) => onChange({ ...draft, thresholds: { ...thresholds, pass } })}
          />
          <NumberField
            label={t("strong")}
            value={thresholds.strong}
            error={faults["thresholds.strong"]}
            onValue={(strong) => onChange({ ...draft, thresholds: { ...thresholds, strong } })}
          />
        </div>
      </fieldset>
      <PercentField
        label={t("minCoverage")}
        hint={t("minCoverageHint")}
        value={draft.minCoverage}
        error={faults.minCoverage}
        onValue={(minCoverage) => onChange({ ...draft, minCoverage })}
      />
    </Card>
  );
}

/** The cheap look before a scoring, or none. */
export function GateEditor({ draft, faults, onChange, models }: Part & { models: readonly string[] }) {
  const t = useTranslations("templates.editor");
  const { gate } = draft;
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="font-semibold">{t("gate")}</h2>
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4"
          checked={gate !== null}
          onChange={(event) =>
            onChange({
              ...draft,
              gate: event.currentTarget.checked ? { instructions: "", model: null, threshold: 0.4 } : null,
            })
          }
        />
        {t("gateOn")}
      </label>
      {gate ? (
        <>
          <TextArea
            label={t("gateInstructions")}
            value={gate.instructions}
            maxLength={2_000}
            rows={3}
            onValue={(instructions) => onChange({ ...draft, gate: { ...gate, instructions } })}
          />
          <NumberField
            label={t("gateThreshold")}
            hint={t("gateThresholdHint")}
            value={gate.threshold}
            error={faults["gate.threshold"]}
            onValue={(threshold) => onChange({ ...draft, gate: { ...gate, threshold } })}
          />
          <ModelSelect
            label={t("gateModel")}
            own={t("ownScreening")}
            models={models}
            value={gate.model}
            onValue={(model) => onChange({ ...draft, gate: { ...gate, model } })}
          />
        </>
      ) : null}
    </Card>
  );
}

export function ModelEditor({ draft, faults, onChange, models }: Part & { models: readonly string[] }) {
  const t = useTranslations("templates.editor");
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="font-semibold">{t("modelSection")}</h2>
      <ModelSelect
        label={t("model")}
        own={t("ownScoring")}
        models={models}
        value={draft.model}
        onValue={(model) => onChange({ ...draft, model })}
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={t("temperature")}
          value={draft.temperature}
          error={faults.temperature}
          onValue={(temperature) => onChange({ ...draft, temperature })}
        />
        <NumberField
          label={t("maxTokens")}
          value={draft.maxTokens}
          error={faults.maxTokens}
          onValue={(maxTokens) => onChange({ ...draft, maxTokens })}
        />
      </div>
    </Card>
  );
}
