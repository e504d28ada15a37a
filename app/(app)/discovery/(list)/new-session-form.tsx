"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { createSessionAction } from "./actions";

export function NewSessionForm() {
  const t = useTranslations("sessions.new");
  const [result, submit] = useActionState(createSessionAction, null);
  const error = result && !result.ok ? (result.fields?.name ?? result.message) : undefined;
  return (
    <form action={submit} className="mb-6 flex flex-wrap items-end gap-3">
      <TextField
        label={t("name")}
        name="name"
        required
        maxLength={120}
        placeholder={t("placeholder")}
        error={error}
        className="min-w-72"
        autoComplete="off"
      />
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}
