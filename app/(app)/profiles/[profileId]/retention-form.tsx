"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { changeRetentionAction } from "./actions";

export function RetentionForm({ profileId, retainUntil }: { profileId: string; retainUntil: string }) {
  const t = useTranslations("profiles.person");
  const { form, data, message, error, typed } = useActionForm(changeRetentionAction, ["retainUntil"]);
  return (
    <form {...form} className="flex flex-wrap items-start gap-3">
      <input type="hidden" name="profileId" value={profileId} />
      <TextField
        key={retainUntil}
        label={t("retention")}
        hint={data ? t("retentionSaved") : t("retentionHint")}
        error={error("retainUntil") ?? message}
        name="retainUntil"
        type="date"
        required
        defaultValue={typed("retainUntil") ?? retainUntil}
        className="w-72 max-w-full"
      />
      <SubmitButton variant="secondary" className="mt-6">
        {t("retentionSave")}
      </SubmitButton>
    </form>
  );
}
