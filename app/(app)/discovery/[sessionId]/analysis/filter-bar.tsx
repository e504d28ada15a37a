import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
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

/** A form that only reads: its fields become the address, with or without JavaScript. */
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
  const hidden = (["run", "sort", "dir", ...filterParams] as const).filter(
    (name) => !withFields.has(name) && address[name] !== undefined,
  );
  return (
    <>
      <Form
        key={JSON.stringify([q, tier, scored, department, coverage, people])}
        action={`/discovery/${sessionId}/analysis`}
        scroll={false}
        role="search"
        aria-label={t("filter.label")}
        className="mb-3 flex flex-wrap items-end gap-3"
      >
        {hidden.map((name) => (
          <input key={name} type="hidden" name={name} value={address[name]} />
        ))}
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
        <Button type="submit">{t("filter.apply")}</Button>
        {isNarrowed ? (
          <Link
            className="py-2 text-accent text-sm underline underline-offset-2"
            href={hrefOf(noFilter)}
            scroll={false}
          >
            {t("filter.clear")}
          </Link>
        ) : null}
      </Form>
      {chips.length > 0 ? <Chips chips={chips} hrefOf={hrefOf} /> : null}
    </>
  );
}
