"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { relabel } from "@/lib/scoring/draft-edit";
import type { DraftCriterion } from "@/lib/scoring/template-schema";
import { NumberField, PercentField } from "./number-field";
import { TextArea } from "./text-area";

/** Message of a field; one that is empty is told of below the editor only. */
export type FaultOf = (field: string, value: string | number | null) => string | undefined;

interface Part {
  readonly criterion: DraftCriterion;
  readonly faultOf: FaultOf;
  readonly onChange: (changes: Partial<DraftCriterion>) => void;
}

function Levels({ criterion, faultOf, onChange }: Part) {
  const t = useTranslations("templates.editor");
  const { anchors } = criterion;
  const change = (index: number, changes: Partial<(typeof anchors)[number]>) =>
    onChange({
      anchors: anchors.map((anchor, place) => (place === index ? { ...anchor, ...changes } : anchor)),
    });
  const rows = anchors.map((anchor, index) => ({ anchor, index, id: `level ${index}` }));
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{t("levels")}</legend>
      <div className="flex flex-col gap-2">
        {rows.map(({ anchor, index, id }) => (
          <div key={id} className="grid grid-cols-[5rem_1fr_auto] items-end gap-2">
            <NumberField
              label={t("points")}
              value={anchor.points}
              error={faultOf(`anchors.${index}.points`, anchor.points)}
              onValue={(points) => change(index, { points })}
            />
            <TextField
              label={t("level")}
              value={anchor.text}
              maxLength={500}
              onChange={(event) => change(index, { text: event.currentTarget.value })}
            />
            <Button
              variant="quiet"
              aria-label={t("removeLevel", { points: anchor.points ?? t("noPoints") })}
              onClick={() => onChange({ anchors: anchors.toSpliced(index, 1) })}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </Button>
          </div>
        ))}
      </div>
      {faultOf("anchors", "") ? <p className="mt-1 text-bad text-sm">{faultOf("anchors", " ")}</p> : null}
      <Button
        size="small"
        className="mt-2"
        disabled={anchors.length >= 11}
        onClick={() => onChange({ anchors: [...anchors, { points: null, text: "" }] })}
      >
        {t("addLevel")}
      </Button>
    </fieldset>
  );
}

/** One criterion, folded to its name and weight. */
export function CriterionEditor({
  number,
  publishedKeys,
  onMove,
  onRemove,
  ...part
}: Part & {
  number: number;
  publishedKeys: ReadonlySet<string>;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("templates.editor");
  const { criterion, faultOf, onChange } = part;
  const label = criterion.label.trim() || t("criterion", { number });
  // A new one begins open, and stays so when it gets its label.
  const [isOpen, setIsOpen] = useState(criterion.label === "");
  return (
    <details
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="rounded-lg border border-line bg-surface p-4"
    >
      <summary className="cursor-pointer">
        <span className="wrap-anywhere font-medium">
          {t("criterionName", { label, weight: Math.round((criterion.weight ?? 0) * 10_000) / 100 })}
        </span>
      </summary>
      <div className="mt-4 flex flex-col gap-4">
        <div className="grid gap-3 md:grid-cols-[2fr_2fr_1fr]">
          <TextField
            label={t("criterionLabel")}
            value={criterion.label}
            maxLength={80}
            error={faultOf("label", criterion.label)}
            onChange={(event) => onChange(relabel(criterion, event.currentTarget.value, publishedKeys))}
          />
          <TextField
            label={t("key")}
            hint={t("keyHint")}
            value={criterion.key}
            maxLength={40}
            spellCheck={false}
            error={faultOf("key", criterion.key)}
            onChange={(event) => onChange({ key: event.currentTarget.value })}
          />
          <PercentField
            label={t("weight")}
            value={criterion.weight}
            error={faultOf("weight", criterion.weight)}
            onValue={(weight) => onChange({ weight })}
          />
        </div>
        <TextArea
          label={t("criterionDescription")}
          value={criterion.description}
          maxLength={1_000}
          rows={2}
          onValue={(description) => onChange({ description })}
        />
        <Levels {...part} />
        <div className="flex flex-wrap gap-2">
          <Button size="small" aria-label={t("moveUpOf", { label })} onClick={() => onMove(-1)}>
            <ArrowUp aria-hidden="true" className="size-4" />
            {t("moveUp")}
          </Button>
          <Button size="small" aria-label={t("moveDownOf", { label })} onClick={() => onMove(1)}>
            <ArrowDown aria-hidden="true" className="size-4" />
            {t("moveDown")}
          </Button>
          <Button size="small" variant="danger" aria-label={t("removeOf", { label })} onClick={onRemove}>
            {t("remove")}
          </Button>
        </div>
      </div>
    </details>
  );
}
