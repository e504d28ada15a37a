"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useActionForm } from "@/components/forms/use-action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { apiScopes } from "@/db/enums";
import { keyLifetimes } from "@/lib/api-keys/schema";
import { createApiKeyAction } from "./actions";
import { NewKeyNotice } from "./new-key-notice";

export function CreateKeyForm() {
  const t = useTranslations("api-keys");
  const { form, data, message, error, typed } = useActionForm(createApiKeyAction, [
    "name",
    "scopes",
    "lifetime",
  ]);
  const lifetime = typed("lifetime") ?? "90";
  return (
    <form {...form} className="flex flex-col gap-4">
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={t("create.name")}
          name="name"
          autoComplete="off"
          required
          maxLength={80}
          defaultValue={typed("name")}
          error={error("name")}
          className="min-w-72"
        />
        {/* The key: React resets a select to the option it was first rendered with. */}
        <SelectField
          key={lifetime}
          label={t("create.lifetime")}
          name="lifetime"
          defaultValue={lifetime}
          error={error("lifetime")}
          className="min-w-40"
        >
          {keyLifetimes.map((choice) => (
            <option key={choice} value={choice}>
              {t(`lifetimes.${choice}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <Scopes error={error("scopes")} />
      <div>
        <SubmitButton>{t("create.submit")}</SubmitButton>
      </div>
      {data ? <NewKeyNotice key={data.id} created={data} /> : null}
    </form>
  );
}

function Scopes({ error }: { error: string | undefined }) {
  const t = useTranslations("api-keys");
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined}>
      <legend className="font-medium text-sm">{t("create.scopes")}</legend>
      <div className="mt-1 grid gap-2 sm:grid-cols-2">
        {apiScopes.map((scope) => (
          <label key={scope} className="flex items-start gap-2 text-sm">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              aria-invalid={error ? true : undefined}
              className="mt-0.5 size-4 accent-(--accent)"
            />
            <span>
              <code className="font-mono">{scope}</code>
              <span className="block text-ink-soft">{t(`scopes.${scope}`)}</span>
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={errorId} className="mt-1 text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
