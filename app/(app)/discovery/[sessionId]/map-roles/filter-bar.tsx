import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { modelViews, type RoleFilter } from "@/lib/roles/schema";
import { departmentValue, isNarrowed, noFilter, type RoleQuery, roleListHref } from "./search-params";

/** A form that only reads: its fields become the address, with or without JavaScript. */
export async function FilterBar({
  sessionId,
  query,
  filter,
  departments,
  hasModel,
}: {
  sessionId: string;
  query: RoleQuery;
  filter: RoleFilter;
  departments: readonly { name: string | null; headcount: number }[];
  /** Whether a model was asked about any role. */
  hasModel: boolean;
}) {
  const t = await getTranslations("roles.filter");
  const { state, sort, dir, q, department, min, max, model, since } = query;
  return (
    <Form
      key={JSON.stringify([q, department, min, max, model, since])}
      action={`/discovery/${sessionId}/map-roles`}
      scroll={false}
      role="search"
      aria-label={t("label")}
      className="mb-3 flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="state" value={state} />
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="dir" value={dir} />
      {since ? <input type="hidden" name="since" value={since} /> : null}
      <TextField
        label={t("title")}
        name="q"
        type="search"
        defaultValue={q}
        maxLength={200}
        className="w-64"
      />
      <SelectField label={t("department")} name="department" defaultValue={department} className="w-56">
        <option value="">{t("anyDepartment")}</option>
        {departments.map(({ name, headcount }) => (
          <option key={departmentValue(name)} value={departmentValue(name)}>
            {t("departmentOption", { name: name ?? t("withoutDepartment"), headcount })}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("min")}
        name="min"
        type="number"
        min={0}
        max={100}
        step={1}
        defaultValue={min ?? ""}
        className="w-40"
      />
      <TextField
        label={t("max")}
        name="max"
        type="number"
        min={0}
        max={100}
        step={1}
        defaultValue={max ?? ""}
        className="w-40"
      />
      {hasModel || model ? (
        <SelectField label={t("model")} name="model" defaultValue={model ?? ""} className="w-56">
          <option value="">{t("anyModel")}</option>
          {modelViews.map((view) => (
            <option key={view} value={view}>
              {t(`modelOptions.${view}`)}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Button type="submit">{t("apply")}</Button>
      {since ? <span className="py-2 text-sm">{t("since")}</span> : null}
      {isNarrowed(filter) ? (
        <Link
          className="py-2 text-accent text-sm underline underline-offset-2"
          href={roleListHref(sessionId, query, noFilter)}
        >
          {t("clear")}
        </Link>
      ) : null}
    </Form>
  );
}
