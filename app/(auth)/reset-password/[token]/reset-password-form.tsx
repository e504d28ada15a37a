"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { NewPasswordField } from "../../new-password-field";
import { resetPasswordAction } from "./actions";

export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("auth.reset");
  const { form, message, error } = useActionForm(resetPasswordAction, ["password"]);
  return (
    <form {...form} className="mt-4 flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <input type="hidden" name="token" value={token} />
      {/* Without a name it is not sent; it tells password managers whose password this is. */}
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      <NewPasswordField error={error("password")} />
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}
