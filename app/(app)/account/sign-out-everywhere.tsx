"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOutEverywhereAction } from "./actions";

export function SignOutEverywhere() {
  const t = useTranslations("account.signIns");
  const { form, message } = useActionForm(signOutEverywhereAction);
  return (
    <form {...form} className="flex flex-col items-start gap-3">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
    </form>
  );
}
