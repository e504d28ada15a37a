import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/ui/field";
import type { NewScoringChoices } from "@/lib/scoring/queries/new-scoring";

/** What nearly nobody needs to change. */
export function OptionFields({ choices }: { choices: NewScoringChoices }) {
  const t = useTranslations("scoring.new");
  return (
    <details>
      <summary className="min-h-8 cursor-pointer font-medium">{t("options")}</summary>
      <div className="mt-3 grid gap-4">
        <SelectField
          label={t("model")}
          hint={t("modelHint")}
          name="model"
          defaultValue=""
          className="max-w-md"
        >
          <option value="">{t("modelDefault", { name: choices.scoringModel })}</option>
          {choices.models.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("budget")}
          hint={t("budgetHint")}
          name="budget"
          type="number"
          min={0.0001}
          step="any"
          className="max-w-md"
        />
        <TextField
          label={t("unblind")}
          hint={t("unblindHint")}
          name="unblindReason"
          maxLength={500}
          className="max-w-md"
        />
        <label className="flex items-start gap-2 text-sm">
          <input type="checkbox" name="fresh" value="yes" className="mt-1" />
          <span>
            {t("fresh")}
            <span className="block text-ink-soft">{t("freshHint")}</span>
          </span>
        </label>
      </div>
    </details>
  );
}
