"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInAction } from "./actions";

export function SignInForm() {
  const t = useTranslations("auth.signIn");
  const [result, submit] = useActionState(signInAction, null);
  return (
    <form action={submit} className="mt-4 flex flex-col gap-4">
      {result && !result.ok ? <Notice tone="bad">{result.message}</Notice> : null}
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        autoFocus
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
      />
      <SubmitButton>{t("submit")}</SubmitButton>
      <p className="text-ink-soft text-sm">{t("forgot")}</p>
    </form>
  );
}
