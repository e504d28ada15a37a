import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
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

/** A form that only reads: its fields become the address, with or without JavaScript. */
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
    <Form
      key={JSON.stringify(query)}
      action="/scoring"
      scroll={false}
      role="search"
      aria-label={t("label")}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      {kept.map((name) =>
        query[name] === undefined ? null : <input key={name} type="hidden" name={name} value={query[name]} />,
      )}
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
      <Button type="submit">{t("apply")}</Button>
      {narrowingFields(query).length > 0 ? (
        <Link
          className="py-2 text-accent text-sm underline underline-offset-2"
          href={scoringHref(query, nothing)}
          scroll={false}
        >
          {t("clear")}
        </Link>
      ) : null}
    </Form>
  );
}
