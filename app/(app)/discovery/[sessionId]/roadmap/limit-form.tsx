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
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          key={limit}
          label={t("label")}
          hint={t("hint", { limit })}
          name="limit"
          type="number"
          required
          min={candidateLimits.min}
          max={candidateLimits.max}
          step={1}
          defaultValue={typed("limit") ?? limit}
          error={error("limit") ?? message}
          className="max-w-96"
        />
        <SubmitButton variant="secondary" className="mt-6">
          {t("submit")}
        </SubmitButton>
        <p role="status" className="mt-8 text-sm">
          {data ? t("done", { created: data.createdCount, stale: data.staleCount }) : null}
        </p>
      </div>
    </form>
  );
}
