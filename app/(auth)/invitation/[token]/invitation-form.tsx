"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { NewPasswordField } from "../../new-password-field";
import { acceptInvitationAction } from "./actions";

/** How the person is proven: by the sign-in at hand, by the account's password, or by nothing yet. */
type Proof = "signed-in" | "password" | "new";

export function InvitationForm({ token, email, proof }: { token: string; email: string; proof: Proof }) {
  const t = useTranslations("auth.invitation");
  const { form, message, error, typed } = useActionForm(acceptInvitationAction, ["name", "password"]);
  return (
    <form {...form} className="flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <input type="hidden" name="token" value={token} />
      {/* Without a name it is not sent; it tells password managers whose password this is. */}
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      {proof === "new" ? (
        <>
          <TextField
            label={t("name")}
            name="name"
            autoComplete="name"
            required
            maxLength={120}
            defaultValue={typed("name")}
            error={error("name")}
          />
          <NewPasswordField error={error("password")} />
        </>
      ) : null}
      {proof === "password" ? (
        <TextField
          label={t("password")}
          hint={t("passwordHint")}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={error("password")}
        />
      ) : null}
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}
