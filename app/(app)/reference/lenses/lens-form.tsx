import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { socMajorGroups } from "@/lib/analysis/soc-major-groups";
import { type LensPage, type LensQuery, sourceKeyOf } from "@/lib/reference/schema";

/** A form that only reads: its fields become the address, with or without JavaScript. */
export function LensForm({ page: { a, b, sources }, query }: { page: LensPage; query: LensQuery }) {
  const t = useTranslations("reference.lenses");
  const groupText = useTranslations("reference.majorGroup");
  const sides = { a: sourceKeyOf(a), b: sourceKeyOf(b) };
  const { group = "", sort, dir } = query;
  return (
    <Form
      key={JSON.stringify([sides, group])}
      action="/reference/lenses"
      scroll={false}
      role="search"
      aria-label={t("choose")}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="sort" value={sort} />
      {dir ? <input type="hidden" name="dir" value={dir} /> : null}
      {(["a", "b"] as const).map((side) => (
        <SelectField
          key={side}
          label={t(side)}
          name={side}
          defaultValue={sides[side]}
          className="w-96 max-w-full"
        >
          {sources.map((source) => (
            <option key={sourceKeyOf(source)} value={sourceKeyOf(source)}>
              {t("option", { name: source.name, version: source.version })}
            </option>
          ))}
        </SelectField>
      ))}
      <SelectField label={groupText("label")} name="group" defaultValue={group} className="w-72 max-w-full">
        <option value="">{groupText("any")}</option>
        {Object.entries(socMajorGroups).map(([code, name]) => (
          <option key={code} value={code}>
            {groupText("option", { code, name })}
          </option>
        ))}
      </SelectField>
      <Button type="submit">{t("show")}</Button>
    </Form>
  );
}
