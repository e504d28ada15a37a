"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { addCriterion, moveCriterion, withCriterion } from "@/lib/scoring/draft-edit";
import { type DraftBody, weightSum } from "@/lib/scoring/template-schema";
import { CriterionEditor } from "./criterion-editor";

/** The criteria in their order, with the sum of their weights as it is typed. */
export function CriteriaEditor({
  draft,
  faults,
  publishedKeys,
  onChange,
}: {
  draft: DraftBody;
  faults: Readonly<Record<string, string>>;
  publishedKeys: ReadonlySet<string>;
  onChange: (draft: DraftBody) => void;
}) {
  const t = useTranslations("templates.editor");
  // A criterion has nothing of its own that stays as it is edited, so its place in the page has a number.
  const [ids, setIds] = useState(() => draft.criteria.map((_, index) => index));
  const { criteria } = draft;
  const rows = criteria.map((criterion, index) => ({
    criterion,
    index,
    id: String(ids[index] ?? `new ${index}`),
  }));
  const move = (from: number, to: number) => {
    setIds(moveCriterion(ids, from, to));
    onChange({ ...draft, criteria: moveCriterion(criteria, from, to) });
  };
  const sum = weightSum(draft);
  const isWhole = sum === 10_000;
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("criteria")}</h2>
      <p role="status" className={isWhole ? "mb-3 text-ink-soft text-sm" : "mb-3 text-bad text-sm"}>
        {t(isWhole ? "sum" : "sumWrong", { sum: sum / 100 })}
      </p>
      <div className="flex flex-col gap-3">
        {rows.map(({ criterion, index, id }) => (
          <CriterionEditor
            key={id}
            number={index + 1}
            criterion={criterion}
            publishedKeys={publishedKeys}
            faultOf={(field, value) =>
              value === "" || value === null ? undefined : faults[`criteria.${index}.${field}`]
            }
            onChange={(changes) => onChange(withCriterion(draft, index, changes))}
            onMove={(by) => move(index, index + by)}
            onRemove={() => {
              setIds(ids.toSpliced(index, 1));
              onChange({ ...draft, criteria: criteria.toSpliced(index, 1) });
            }}
          />
        ))}
      </div>
      <Button
        className="mt-3"
        disabled={criteria.length >= 20}
        onClick={() => {
          setIds([...ids, Math.max(-1, ...ids) + 1]);
          onChange(addCriterion(draft));
        }}
      >
        {t("addCriterion")}
      </Button>
    </section>
  );
}
