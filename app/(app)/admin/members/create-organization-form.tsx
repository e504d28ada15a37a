"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { createOrganizationAction } from "./actions";

export function CreateOrganizationForm() {
  const t = useTranslations("members.organization");
  const { form, data, message, error, typed } = useActionForm(createOrganizationAction, ["name"]);
  return (
    <form {...form} className="flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      {data ? <Notice tone="good">{t("created", { name: data.name })}</Notice> : null}
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={t("name")}
          name="name"
          autoComplete="off"
          required
          maxLength={120}
          defaultValue={typed("name")}
          error={error("name")}
          className="min-w-72"
        />
        <SubmitButton variant="secondary" className="mt-6">
          {t("submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
