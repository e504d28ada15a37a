import Link from "next/link";
import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { FilterForm } from "@/components/ui/filter-form";
import { tiers } from "@/db/enums";
import { type FilterParam, filterParams, placeValue, type RunAddress } from "@/lib/analysis/run-address";
import type { HrefOf } from "./run-link";

/** A part of the filter that has no field of its own: it comes from a link and goes with a click. */
export interface FilterChip {
  readonly param: FilterParam;
  readonly text: string;
}

const withFields: ReadonlySet<string> = new Set(["q", "tier", "scored", "department", "coverage", "people"]);

const noFilter = Object.fromEntries(filterParams.map((param) => [param, null]));

function Chips({ chips, hrefOf }: { chips: readonly FilterChip[]; hrefOf: HrefOf }) {
  const t = useTranslations("analysis.filter");
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2 text-sm">
      {t("active")}
      {chips.map(({ param, text }) => (
        <Link
          key={param}
          href={hrefOf({ [param]: null })}
          scroll={false}
          prefetch={false}
          aria-label={t("remove", { what: text })}
          className="inline-flex min-h-6 items-center gap-1 rounded-md bg-accent-soft px-2 text-accent"
        >
          {text} <span aria-hidden="true">×</span>
        </Link>
      ))}
    </p>
  );
}

/** What has a field is asked for in one form; what comes from a link alone is shown above the list. */
export function FilterBar({
  sessionId,
  address,
  departments,
  chips,
  hrefOf,
}: {
  sessionId: string;
  address: RunAddress;
  departments: readonly { readonly name: string | null; readonly headcount: number }[];
  chips: readonly FilterChip[];
  hrefOf: HrefOf;
}) {
  const t = useTranslations("analysis");
  const { q, tier, scored, department, coverage, people } = address;
  const isNarrowed = filterParams.some((param) => address[param] !== undefined);
  const hidden = (["run", "sort", "dir", ...filterParams] as const).filter((name) => !withFields.has(name));
  return (
    <>
      <FilterForm
        key={JSON.stringify([q, tier, scored, department, coverage, people])}
        action={`/discovery/${sessionId}/analysis`}
        label={t("filter.label")}
        className="mb-3"
        kept={Object.fromEntries(hidden.map((name) => [name, address[name]]))}
        apply={t("filter.apply")}
        clear={isNarrowed ? { label: t("filter.clear"), href: hrefOf(noFilter) } : null}
      >
        <TextField
          label={t("filter.search")}
          name="q"
          type="search"
          defaultValue={q}
          maxLength={200}
          className="w-64"
        />
        <SelectField label={t("filter.tier")} name="tier" defaultValue={tier ?? ""} className="w-40">
          <option value="">{t("filter.anyTier")}</option>
          {[...tiers, "none" as const].map((name) => (
            <option key={name} value={name}>
              {t(`tier.${name}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("filter.department")}
          name="department"
          defaultValue={department ?? ""}
          className="w-56"
        >
          <option value="">{t("filter.anyDepartment")}</option>
          {departments.map(({ name, headcount }) => (
            <option key={placeValue(name)} value={placeValue(name)}>
              {t("filter.departmentOption", { name: name ?? t("filter.unstated"), headcount })}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("filter.people")}
          name="people"
          type="number"
          min={0}
          max={100_000_000}
          step={1}
          defaultValue={people ?? ""}
          className="w-36"
        />
        <TextField
          label={t("filter.coverage")}
          name="coverage"
          type="number"
          min={0}
          max={100}
          step={1}
          defaultValue={coverage ?? ""}
          className="w-40"
        />
        <label className="flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="scored"
            value="no"
            defaultChecked={scored === "no"}
            className="size-5 accent-(--accent)"
          />
          {t("filter.onlyUnscored")}
        </label>
      </FilterForm>
      {chips.length > 0 ? <Chips chips={chips} hrefOf={hrefOf} /> : null}
    </>
  );
}
