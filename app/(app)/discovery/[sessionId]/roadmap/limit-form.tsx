"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { candidateLimits } from "@/lib/candidates/schema";
import { planCandidatesAction } from "./actions";

/** How many of the best roles become candidates. */
export function LimitForm({ sessionId, limit }: { sessionId: string; limit: number }) {
  const t = useTranslations("roadmap.limit");
  const { form, data, message, error, typed } = useActionForm(planCandidatesAction, ["limit"]);
  return (
    <form {...form} className="mb-4">
      <input type="hidden" name="sessionId" value={sessionId} />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          key={limit}
          label={t("label")}
          name="limit"
          type="number"
          required
          min={candidateLimits.min}
          max={candidateLimits.max}
          step={1}
          defaultValue={typed("limit") ?? limit}
          error={error("limit") ?? message}
          className="w-56"
        />
        <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
        <p role="status" className="max-w-prose py-2 text-ink-soft text-sm">
          {data ? t("done", { created: data.createdCount, stale: data.staleCount }) : t("hint", { limit })}
        </p>
      </div>
    </form>
  );
}
