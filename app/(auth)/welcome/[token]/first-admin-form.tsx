"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { NewPasswordField } from "../../new-password-field";
import { createFirstAdminAction } from "./actions";

export function FirstAdminForm({ token }: { token: string }) {
  const t = useTranslations("auth.welcome");
  const { form, message, error, typed } = useActionForm(createFirstAdminAction, [
    "name",
    "email",
    "password",
    "organizationName",
  ]);
  return (
    <form {...form} className="mt-4 flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <input type="hidden" name="token" value={token} />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        defaultValue={typed("name")}
        error={error("name")}
      />
      <TextField
        label={t("email")}
        hint={t("emailHint")}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={typed("email")}
        error={error("email")}
      />
      <NewPasswordField error={error("password")} />
      <TextField
        label={t("organizationName")}
        name="organizationName"
        autoComplete="organization"
        required
        maxLength={120}
        defaultValue={typed("organizationName")}
        error={error("organizationName")}
      />
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}
