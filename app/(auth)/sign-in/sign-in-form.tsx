"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInAction } from "./actions";

export function SignInForm() {
  const t = useTranslations("auth.signIn");
  const { form, message, typed } = useActionForm(signInAction, ["email"]);
  return (
    <form {...form} className="mt-4 flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={typed("email")}
        autoFocus
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={1024}
      />
      <SubmitButton>{t("submit")}</SubmitButton>
      <p className="text-ink-soft text-sm">{t("forgot")}</p>
    </form>
  );
}
