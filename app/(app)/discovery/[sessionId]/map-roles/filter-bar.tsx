"use client";

import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { modelViews } from "@/lib/roles/schema";
import { isPlainClick } from "./role-list";
import {
  departmentValue,
  isNarrowed,
  loadRoleQuery,
  noFilter,
  type RoleQuery,
  roleListHref,
  toFilter,
} from "./search-params";
import type { ChangeQuery } from "./use-role-query";

const filterNames = ["q", "department", "min", "max", "model"] as const;

/** What the fields say; one that is not there says what the address did. */
function readFields(form: HTMLFormElement, query: RoleQuery): Partial<RoleQuery> {
  const fields = new FormData(form);
  const params = new URLSearchParams();
  for (const name of filterNames) params.set(name, String(fields.get(name) ?? query[name] ?? ""));
  const { q, department, min, max, model } = loadRoleQuery(params);
  return { q, department, min, max, model };
}

/**
 * A form that only reads: its fields become the address, with or without JavaScript. Where the browser has all roles,
 * the list follows each keystroke.
 */
export function FilterBar({
  sessionId,
  query,
  change,
  isLive,
  version,
  departments,
  hasModel,
}: {
  sessionId: string;
  query: RoleQuery;
  change: ChangeQuery;
  isLive: boolean;
  /** The fields keep what is typed until the query changes otherwise, which raises this. */
  version: number;
  departments: readonly { name: string | null; headcount: number }[];
  /** Whether a model was asked about any role. */
  hasModel: boolean;
}) {
  const t = useTranslations("roles.filter");
  const { state, sort, dir, q, department, min, max, model, since } = query;
  const apply = (form: HTMLFormElement) => change(readFields(form, query), true);
  return (
    <Form
      key={version}
      action={`/discovery/${sessionId}/map-roles`}
      scroll={false}
      role="search"
      aria-label={t("label")}
      className="mb-3 flex flex-wrap items-end gap-3"
      onChange={(event) => (isLive ? apply(event.currentTarget) : undefined)}
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
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
      {isNarrowed(toFilter(query)) ? (
        <Link
          className="py-2 text-accent text-sm underline underline-offset-2"
          href={roleListHref(sessionId, query, noFilter)}
          prefetch={false}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            change(noFilter);
          }}
        >
          {t("clear")}
        </Link>
      ) : null}
    </Form>
  );
}
