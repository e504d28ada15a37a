"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field, inputClasses, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type ScoringOutcome, scoringOutcomes } from "@/db/enums";
import type { FieldErrors } from "@/lib/errors";
import { reviewScoringAction } from "./actions";

interface Refusal {
  readonly message: string;
  readonly fields: FieldErrors;
}

/** A person's decision about a result; the latest one they saw goes along, so that nobody overrules what they did not see. */
export function ReviewForm({
  job,
  seenReviewId,
  onChosen,
  onStored,
}: {
  job: { readonly id: string; readonly scaleMin: number; readonly scaleMax: number };
  seenReviewId: string | null;
  /** Once an outcome is chosen: now the computed score influences nobody. */
  onChosen?: (outcome: ScoringOutcome) => void;
  onStored?: () => void;
}) {
  const t = useTranslations("scoring.review");
  const tOutcome = useTranslations("scoring.outcome");
  const [refusal, setRefusal] = useState<Refusal>();
  const [isPending, startTransition] = useTransition();
  const save = (form: HTMLFormElement) =>
    startTransition(async () => {
      const data = new FormData(form);
      const overall = data.get("overall");
      const result = await reviewScoringAction({
        jobId: job.id,
        outcome: data.get("outcome"),
        // An empty field agrees with the computed total; as a number it would say 0.
        overall: overall === "" || overall === null ? null : Number(overall),
        reason: data.get("reason"),
        seenReviewId,
      });
      if (!result.ok) {
        setRefusal({ message: result.message, fields: result.fields ?? {} });
        return;
      }
      setRefusal(undefined);
      form.reset();
      toast.success(t("stored"));
      onStored?.();
    });
  const { overall: overallError, reason: reasonError } = refusal?.fields ?? {};
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget);
      }}
    >
      {refusal && !overallError && !reasonError ? <Notice tone="bad">{refusal.message}</Notice> : null}
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t("outcome")}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {scoringOutcomes.map((outcome) => (
            <label key={outcome} className="inline-flex min-h-8 items-center gap-2">
              <input
                type="radio"
                name="outcome"
                value={outcome}
                required
                onChange={() => onChosen?.(outcome)}
              />
              {tOutcome(outcome)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        label={t("overall", { min: job.scaleMin, max: job.scaleMax })}
        hint={t("overallHint")}
        name="overall"
        type="number"
        step="any"
        min={job.scaleMin}
        max={job.scaleMax}
        error={overallError}
        className="max-w-72"
      />
      <Field label={t("reason")} hint={t("reasonHint")} error={reasonError}>
        {(parts) => (
          <textarea
            name="reason"
            rows={3}
            required
            maxLength={2_000}
            className={`${inputClasses} py-2`}
            {...parts}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
