"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { jobHistoryLimits } from "@/lib/jobs/job-history";
import { changeJobHistoryAction } from "./actions";

/** For how many days ended runs are kept. */
export function HistoryForm({ days }: { days: number }) {
  const t = useTranslations("admin-jobs.history");
  const { form, data, message, error, typed } = useActionForm(changeJobHistoryAction, ["days"]);
  return (
    <form {...form} className="flex flex-wrap items-end gap-3">
      <TextField
        key={days}
        label={t("label")}
        name="days"
        type="number"
        required
        min={jobHistoryLimits.min}
        max={jobHistoryLimits.max}
        step={1}
        defaultValue={typed("days") ?? days}
        error={error("days") ?? message}
        className="w-32"
      />
      <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
      <p role="status" className="py-2 text-ink-soft text-sm">
        {data ? t("done", { days: data.days }) : null}
      </p>
    </form>
  );
}
