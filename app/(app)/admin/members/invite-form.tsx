"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { inviteMemberAction } from "./actions";
import { OneTimeLinkNotice } from "./one-time-link-notice";
import { RoleOptions } from "./role-options";

export function InviteForm() {
  const t = useTranslations("members.invite");
  const { form, data, message, error, typed } = useActionForm(inviteMemberAction, ["email", "role"]);
  const role = typed("role") ?? "analyst";
  return (
    <form {...form} className="flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={t("email")}
          name="email"
          type="email"
          autoComplete="off"
          required
          maxLength={254}
          defaultValue={typed("email")}
          error={error("email")}
          className="min-w-72"
        />
        {/* The key: React resets a select to the option it was first rendered with. */}
        <SelectField
          key={role}
          label={t("role")}
          name="role"
          defaultValue={role}
          error={error("role")}
          className="min-w-40"
        >
          <RoleOptions />
        </SelectField>
        <SubmitButton className="mt-6">{t("submit")}</SubmitButton>
      </div>
      <p className="text-ink-soft text-sm">{t("hint")}</p>
      {data ? <OneTimeLinkNotice key={data.url} link={data} days={7} /> : null}
    </form>
  );
}
