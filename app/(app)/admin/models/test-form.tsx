"use client";

import { useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AllowedModel } from "@/lib/llm/models";
import type { ModelTest } from "@/lib/llm/mutations/test-model";
import { toDollars } from "@/lib/llm/schema";
import { testModelAction } from "./actions";

function Finding({ test }: { test: ModelTest }) {
  const t = useTranslations("models.test");
  if (test.isWell) {
    const { model, resolvedModel, durationMs, usage, costNanos } = test;
    const seconds = durationMs / 1_000;
    const dollars = toDollars(costNanos);
    return (
      <Notice tone="good">
        {t("isWell", { model, seconds, tokens: usage.totalTokens, dollars })}{" "}
        {t("resolved", { resolved: resolvedModel })}
      </Notice>
    );
  }
  const { model, message, retryAfterMs } = test;
  return (
    <Notice tone="bad">
      <strong>{t("isNot", { model })}</strong> {message}{" "}
      {retryAfterMs === null ? null : t("wait", { seconds: Math.ceil(retryAfterMs / 1_000) })}
    </Notice>
  );
}

/** One real call, and what it found. */
export function TestForm({ models, first }: { models: readonly AllowedModel[]; first: string }) {
  const t = useTranslations("models.test");
  const { form, data, message, error, typed } = useActionForm(testModelAction, ["model"]);
  const chosen = data?.model ?? typed("model") ?? first;
  return (
    <Card>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 text-ink-soft text-sm">{t("body")}</p>
      <form {...form} className="flex flex-wrap items-end gap-3">
        <SelectField
          key={`${chosen} ${models.map(({ name }) => name).join(" ")}`}
          label={t("model")}
          name="model"
          defaultValue={chosen}
          error={error("model")}
          className="min-w-48"
        >
          {models.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        <SubmitButton>{t("submit")}</SubmitButton>
      </form>
      <div className="mt-3 empty:hidden">
        {message ? <Notice tone="bad">{message}</Notice> : null}
        {data ? <Finding test={data} /> : null}
      </div>
    </Card>
  );
}
