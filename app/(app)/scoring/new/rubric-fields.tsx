"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field, inputClasses, SelectField } from "@/components/ui/field";
import { scoringSources, templateRoles } from "@/db/enums";
import type { TemplateChoice } from "@/lib/scoring/queries/template-choices";

/** Exactly one of a template, the default template of a role, and a free prompt. */
export function RubricFields({
  templates,
  isLead,
}: {
  templates: readonly TemplateChoice[];
  isLead: boolean;
}) {
  const t = useTranslations("scoring.new");
  const tRole = useTranslations("scoring.role");
  const [source, setSource] = useState<(typeof scoringSources)[number]>(
    isLead || templates.length === 0 ? "role" : "template",
  );
  const defaults = new Set(templates.filter(({ isDefault }) => isDefault).map(({ role }) => role));
  const roles = templateRoles.filter((role) => defaults.has(role));
  const general = templates.find(({ role, isDefault }) => isDefault && role === "general");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-lg">{t("by")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {scoringSources.map((each) => (
          <label key={each} className="inline-flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="source"
              value={each}
              checked={source === each}
              onChange={() => setSource(each)}
            />
            {t(`source.${each}`)}
          </label>
        ))}
      </div>
      {source === "template" ? (
        <SelectField
          label={t("template")}
          name="template"
          required
          defaultValue={general?.id ?? templates[0]?.id ?? ""}
          className="max-w-md"
        >
          {templates.map(({ id, name, role, publishedVersion }) => (
            <option key={id} value={id}>
              {t("templateOption", { name, role: tRole(role), version: publishedVersion ?? 0 })}
            </option>
          ))}
        </SelectField>
      ) : null}
      {source === "role" ? (
        <SelectField
          label={t("role")}
          hint={t("roleHint")}
          name="role"
          required
          defaultValue={isLead ? "lead" : "general"}
          className="max-w-md"
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {tRole(role)}
            </option>
          ))}
        </SelectField>
      ) : null}
      {source === "prompt" ? (
        <Field label={t("prompt")} hint={t("promptHint")}>
          {(parts) => (
            <textarea
              name="prompt"
              rows={5}
              required
              minLength={10}
              maxLength={4_000}
              className={`${inputClasses} py-2`}
              {...parts}
            />
          )}
        </Field>
      ) : null}
    </fieldset>
  );
}
