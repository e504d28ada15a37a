"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { addOwnModelAction } from "./actions";

const fields = [
  { name: "name", type: "text", step: undefined },
  { name: "inputPrice", type: "number", step: "any" },
  { name: "outputPrice", type: "number", step: "any" },
  { name: "contextTokens", type: "number", step: 1 },
] as const;
const fieldNames = fields.map(({ name }) => name);

/** Puts a model of one's own server on the list. */
export function OwnModelForm() {
  const t = useTranslations("models.add");
  const { form, data, message, error, typed } = useActionForm(addOwnModelAction, fieldNames);
  return (
    <details className="mt-3">
      <summary className="w-fit cursor-pointer font-medium text-sm">{t("title")}</summary>
      <form
        {...form}
        className="mt-3 grid grid-cols-1 items-end gap-4 rounded-xl border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-4"
      >
        {fields.map(({ name, type, step }) => (
          <TextField
            key={name}
            label={t(name)}
            name={name}
            type={type}
            step={step}
            min={type === "number" ? 0 : undefined}
            required
            defaultValue={typed(name)}
            error={error(name)}
          />
        ))}
        <div className="flex flex-wrap items-center gap-3 sm:col-span-2 lg:col-span-4">
          <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
          <p role="status" className="text-ink-soft text-sm">
            {data ? t("done", { name: data.name }) : null}
          </p>
          {message ? <Notice tone="bad">{message}</Notice> : null}
        </div>
      </form>
    </details>
  );
}
