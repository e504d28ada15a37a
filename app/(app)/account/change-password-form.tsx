"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { changePasswordAction } from "./actions";

export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations("account.password");
  const { form, data, message, error } = useActionForm(changePasswordAction, ["currentPassword", "password"]);
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      {data ? <Notice tone="good">{t("changed")}</Notice> : null}
      {/* Without a name it is not sent; it tells password managers whose password this is. */}
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      <TextField
        label={t("current")}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        error={error("currentPassword")}
      />
      <TextField
        label={t("new")}
        hint={t("hint")}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        error={error("password")}
      />
      <SubmitButton className="self-start">{t("submit")}</SubmitButton>
    </form>
  );
}
