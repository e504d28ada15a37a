"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useActionForm } from "@/components/forms/use-action-form";
import { Card } from "@/components/ui/card";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { type AllowedModel, houseChoices, type ModelUse, modelUses } from "@/lib/llm/models";
import { toDollars } from "@/lib/llm/schema";
import { changeModelSettingsAction } from "./actions";

interface Settings {
  readonly models: readonly AllowedModel[];
  readonly chosen: Readonly<Record<ModelUse, string | null>>;
  readonly monthlyBudgetNanos: number;
  readonly confirmAboveNanos: number;
  readonly isMappingOn: boolean;
  readonly seenAt: string | null;
}

const fieldNames = [
  "scoringModel",
  "screeningModel",
  "mappingModel",
  "monthlyBudgetUsd",
  "confirmAboveUsd",
] as const;

/** Models by their use, budgets, and whether mapping asks a model. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const t = useTranslations("models.settings");
  const mappingHintId = useId();
  // A field takes up what was settled, and a list that changed, only when it is made anew.
  const names = settings.models.map(({ name }) => name).join(" ");
  const { form, data, message, error, typed } = useActionForm(changeModelSettingsAction, fieldNames);
  return (
    <Card>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-4 text-ink-soft text-sm">{t("pricesHint")}</p>
      <form {...form} className="grid grid-cols-1 gap-5">
        <input type="hidden" name="seenAt" value={settings.seenAt ?? ""} />
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
          {modelUses.map((use) => (
            <SelectField
              key={`${use} ${settings.chosen[use]} ${names}`}
              label={t(`uses.${use}`)}
              hint={t(`hints.${use}`)}
              name={`${use}Model`}
              defaultValue={typed(`${use}Model`) ?? settings.chosen[use] ?? ""}
              error={error(`${use}Model`)}
            >
              <option value="">{t("houseChoice", { model: houseChoices[use] })}</option>
              {settings.models.map(({ name, inputPrice: input, outputPrice: output }) => (
                <option key={name} value={name}>
                  {t("option", { name, input, output })}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-3">
          <TextField
            key={`month ${settings.monthlyBudgetNanos}`}
            label={t("monthlyBudget")}
            hint={t("monthlyBudgetHint")}
            name="monthlyBudgetUsd"
            type="number"
            required
            min={0}
            step="any"
            defaultValue={typed("monthlyBudgetUsd") ?? toDollars(settings.monthlyBudgetNanos)}
            error={error("monthlyBudgetUsd")}
          />
          <TextField
            key={`above ${settings.confirmAboveNanos}`}
            label={t("confirmAbove")}
            hint={t("confirmAboveHint")}
            name="confirmAboveUsd"
            type="number"
            required
            min={0}
            step="any"
            defaultValue={typed("confirmAboveUsd") ?? toDollars(settings.confirmAboveNanos)}
            error={error("confirmAboveUsd")}
          />
          <div className="flex flex-col gap-1">
            <label className="flex min-h-10 items-center gap-2 font-medium text-sm lg:mt-6">
              <input
                key={String(settings.isMappingOn)}
                type="checkbox"
                name="isMappingOn"
                defaultChecked={settings.isMappingOn}
                aria-describedby={mappingHintId}
                className="size-4"
              />
              {t("mapping")}
            </label>
            <p id={mappingHintId} className="text-ink-soft text-sm">
              {t("mappingHint")}
            </p>
          </div>
        </div>
        {message ? <Notice tone="bad">{message}</Notice> : null}
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
          <p role="status" className="text-ink-soft text-sm">
            {data ? t("done", { count: data.changedCount }) : null}
          </p>
        </div>
      </form>
    </Card>
  );
}
