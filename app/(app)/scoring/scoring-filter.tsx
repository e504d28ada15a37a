import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { FilterForm } from "@/components/ui/filter-form";
import { scoringOutcomes } from "@/db/enums";
import type { TemplateChoice } from "@/lib/scoring/queries/template-choices";
import { errorFilters } from "@/lib/scoring/schema";
import { narrowingFields, type ScoringQuery, scoringHref, scoringSorts } from "@/lib/scoring/scoring-filters";

const nothing = {
  template: null,
  profile: null,
  candidate: null,
  outcome: null,
  error: null,
  from: null,
  to: null,
  unscored: null,
  flagged: null,
};

/** Parts of the address that have no field of their own here. */
const kept = ["status", "profile", "batch", "candidate", "days"] as const;

function Check({ name, label, isSet }: { name: string; label: string; isSet: boolean }) {
  return (
    <label className="inline-flex min-h-10 items-center gap-2 text-sm">
      <input type="checkbox" name={name} value="yes" defaultChecked={isSet} />
      {label}
    </label>
  );
}

export function ScoringFilter({
  query,
  templates,
}: {
  query: ScoringQuery;
  templates: readonly TemplateChoice[];
}) {
  const t = useTranslations("scoring.filter");
  const tOutcome = useTranslations("scoring.outcome");
  const tError = useTranslations("scoring.errorClass");
  const { template = "", outcome = "", error = "", from, to, sort } = query;
  return (
    <FilterForm
      key={JSON.stringify(query)}
      action="/scoring"
      label={t("label")}
      className="mb-4"
      kept={Object.fromEntries(kept.map((name) => [name, query[name]]))}
      apply={t("apply")}
      clear={
        narrowingFields(query).length > 0 ? { label: t("clear"), href: scoringHref(query, nothing) } : null
      }
    >
      <SelectField label={t("template")} name="template" defaultValue={template} className="w-52">
        <option value="">{t("anyTemplate")}</option>
        {templates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("outcome")} name="outcome" defaultValue={outcome} className="w-40">
        <option value="">{t("any")}</option>
        {scoringOutcomes.map((each) => (
          <option key={each} value={each}>
            {tOutcome(each)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("from")}
        name="from"
        type="number"
        min={0}
        max={100}
        defaultValue={from ?? ""}
        className="w-32"
      />
      <TextField
        label={t("to")}
        name="to"
        type="number"
        min={0}
        max={100}
        defaultValue={to ?? ""}
        className="w-32"
      />
      <SelectField label={t("error")} name="error" defaultValue={error} className="w-44">
        <option value="">{t("any")}</option>
        {errorFilters.map((each) => (
          <option key={each} value={each}>
            {tError(`${each}.name`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("sort")} name="sort" defaultValue={sort} className="w-40">
        {scoringSorts.map((each) => (
          <option key={each} value={each}>
            {t(`sorts.${each}`)}
          </option>
        ))}
      </SelectField>
      <Check name="unscored" label={t("unscored")} isSet={query.unscored === "yes"} />
      <Check name="flagged" label={t("flagged")} isSet={query.flagged === "yes"} />
    </FilterForm>
  );
}
