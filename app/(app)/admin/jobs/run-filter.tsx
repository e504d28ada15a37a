import { useTranslations } from "next-intl";
import { useWorkName } from "@/components/jobs/use-work-name";
import { SelectField, TextField } from "@/components/ui/field";
import { FilterForm } from "@/components/ui/filter-form";
import { errorClassOf } from "@/lib/jobs/error-class";
import { functionIdOf, knownFunctions, requestedFunctions } from "@/lib/jobs/function-names";
import type { RunChoices } from "@/lib/jobs/queries/run-choices";
import { narrowingFields, type RunQuery, runsHref } from "@/lib/jobs/run-filters";

const nothing = {
  q: null,
  function: null,
  job: null,
  by: null,
  org: null,
  error: null,
  from: null,
  to: null,
};

/** What a link holds stays to be chosen, even when nothing of it happened of late. */
function withPresent(names: readonly string[], present: string | undefined): readonly string[] {
  return present === undefined || names.includes(present) ? names : [...names, present];
}

/** As a field for date and time takes it. */
function fieldMoment(moment: string | undefined): string {
  return moment === undefined || moment.includes("T") ? (moment ?? "") : `${moment}T00:00`;
}

export function RunFilter({ query, choices }: { query: RunQuery; choices: RunChoices }) {
  const t = useTranslations("admin-jobs.filter");
  const workName = useWorkName();
  const { scope, status, job, by = "", org = "", error = "", from, to, q } = query;
  const functions = withPresent(
    scope === "installation" ? knownFunctions : requestedFunctions,
    query.function,
  );
  return (
    <FilterForm
      key={JSON.stringify(query)}
      action="/admin/jobs"
      label={t("label")}
      className="mb-4"
      kept={{ scope: scope === "organization" ? undefined : scope, status, job }}
      apply={t("apply")}
      clear={narrowingFields(query).length > 0 ? { label: t("clear"), href: runsHref(query, nothing) } : null}
    >
      <TextField
        label={t("search")}
        name="q"
        type="search"
        defaultValue={q}
        maxLength={200}
        className="w-56"
      />
      <SelectField label={t("work")} name="function" defaultValue={query.function ?? ""} className="w-48">
        <option value="">{t("anyWork")}</option>
        {functions.map((name) => (
          <option key={name} value={name}>
            {workName(functionIdOf(name))}
          </option>
        ))}
      </SelectField>
      {choices.requesters.length > 0 ? (
        <SelectField label={t("by")} name="by" defaultValue={by} className="w-44">
          <option value="">{t("anyone")}</option>
          {choices.requesters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {scope === "installation" ? (
        <SelectField label={t("organization")} name="org" defaultValue={org} className="w-48">
          <option value="">{t("anyOrganization")}</option>
          <option value="none">{t("clock")}</option>
          {choices.organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <SelectField label={t("error")} name="error" defaultValue={error} className="w-40">
        <option value="">{t("anyError")}</option>
        {withPresent(choices.errorNames, query.error).map((name) => (
          <option key={name} value={name}>
            {errorClassOf(name)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("from")}
        name="from"
        type="datetime-local"
        defaultValue={fieldMoment(from)}
        className="w-52"
      />
      <TextField
        label={t("to")}
        name="to"
        type="datetime-local"
        defaultValue={fieldMoment(to)}
        className="w-52"
      />
    </FilterForm>
  );
}
