import Form from "next/form";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import type { RunEntry } from "@/lib/analysis/run-views";

/** Which two runs are compared; a form that only reads. */
export function RunChoice({
  sessionId,
  runs,
  from,
  to,
}: {
  sessionId: string;
  runs: readonly RunEntry[];
  from: number;
  to: number;
}) {
  const t = useTranslations("run-comparison.choice");
  const format = useFormatter();
  const options = runs.map(({ id, number, finishedAt }) => (
    <option key={id} value={number}>
      {t("option", {
        number,
        when: format.dateTime(finishedAt, { dateStyle: "medium", timeStyle: "short" }),
      })}
    </option>
  ));
  return (
    <Form
      key={`${from} ${to}`}
      action={`/discovery/${sessionId}/analysis/compare`}
      scroll={false}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <SelectField label={t("from")} name="from" defaultValue={from} className="min-w-56">
        {options}
      </SelectField>
      <SelectField label={t("to")} name="to" defaultValue={to} className="min-w-56">
        {options}
      </SelectField>
      <Button type="submit">{t("show")}</Button>
    </Form>
  );
}
