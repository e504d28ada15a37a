"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { inputClasses } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { rosterFields } from "@/lib/rosters/roster-fields";
import type { ColumnMapping, ColumnReason, RosterField, RosterInspection } from "@/lib/rosters/schema";
import { changeUploadMappingAction } from "./actions";

const uncertainBelow = 0.7;

function useReasonText() {
  const t = useTranslations("uploads.columns.reasons");
  const format = useFormatter();
  return ({ rule, words, byName, at }: ColumnReason): string => {
    if (rule === "remembered") {
      const date = at ? format.dateTime(new Date(at), { dateStyle: "medium" }) : "";
      return t("remembered", { name: byName ?? "", date });
    }
    return t(rule, { words: words ?? "" });
  };
}

/** Nothing to decide: every field that was found is certain, and there is only one table to read. */
function isCertain({ columns, sheets, errors }: RosterInspection): boolean {
  const used = columns.filter(({ field }) => field !== null);
  const isFound = used.some(({ field }) => field === "title");
  return (
    isFound &&
    errors.length === 0 &&
    sheets.length < 2 &&
    used.every(({ confidence }) => confidence >= uncertainBelow)
  );
}

/** Which column feeds which field, with the values that speak for it; every change reads the file again. */
export function ColumnChoices({
  uploadId,
  inspection,
  mapping,
  mayEdit,
}: {
  uploadId: string;
  inspection: RosterInspection;
  mapping: ColumnMapping;
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.columns");
  const reasonOf = useReasonText();
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();
  const [chosen, setChosen] = useState(mapping);

  const save = (next: { mapping: ColumnMapping; sheet?: string }) =>
    startTransition(async () => {
      setChosen(next.mapping);
      const result = await answered(changeUploadMappingAction({ uploadId, ...next }));
      if (result.ok) return;
      setChosen(mapping);
      toast.error(result.message);
    });

  const choose = (field: RosterField, name: string) => {
    // A column feeds one field: taking it for another frees the first.
    const others = Object.entries(chosen).filter(([key, value]) => key !== field && value !== name);
    save({ mapping: Object.fromEntries(name ? [...others, [field, name]] : others) });
  };

  const used = rosterFields.flatMap((field) => {
    const column = chosen[field];
    return column === undefined ? [] : [t("pair", { field: t(`fields.${field}`), column })];
  });
  const ignored = inspection.columns.filter(({ name }) => !Object.values(chosen).includes(name));
  const table = (
    <div className="mt-2" aria-busy={isPending}>
      {inspection.sheets.length > 1 ? (
        <label className="mb-3 flex max-w-sm flex-col gap-1 text-sm">
          <span className="font-medium">{t("sheet")}</span>
          <select
            className={inputClasses}
            value={inspection.sheet ?? ""}
            disabled={!mayEdit || isPending}
            onChange={(event) => save({ mapping: chosen, sheet: event.target.value })}
          >
            {inspection.sheets.map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </select>
        </label>
      ) : null}
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("field")}</Th>
            <Th>{t("column")}</Th>
            <Th>{t("confidence")}</Th>
            <Th>{t("why")}</Th>
            <Th>{t("samples")}</Th>
          </tr>
        </thead>
        <tbody>
          {rosterFields.map((field) => {
            const column = inspection.columns.find(({ name }) => name === chosen[field]);
            return (
              <tr key={field}>
                <Td className="font-medium">
                  {t(`fields.${field}`)}
                  {field === "title" ? <span className="text-ink-soft"> {t("required")}</span> : null}
                </Td>
                <Td>
                  <select
                    aria-label={t("columnFor", { field: t(`fields.${field}`) })}
                    className={classes(inputClasses, "min-w-40")}
                    value={chosen[field] ?? ""}
                    disabled={!mayEdit || isPending}
                    onChange={(event) => choose(field, event.target.value)}
                  >
                    <option value="">{t("none")}</option>
                    {inspection.columns.map(({ name }) => (
                      <option key={name}>{name}</option>
                    ))}
                  </select>
                </Td>
                <Td>
                  {column ? (
                    <Badge tone={column.confidence < uncertainBelow ? "warn" : "good"}>
                      {t("share", { share: column.confidence })}
                    </Badge>
                  ) : null}
                </Td>
                <Td className="text-ink-soft">{column?.reason ? reasonOf(column.reason) : null}</Td>
                <Td className="max-w-96 truncate text-ink-soft">
                  {column && field === "employee_id" ? t("notKept") : column?.samples.join(" · ")}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {ignored.length > 0 ? (
        <p className="mt-2 text-ink-soft text-sm">
          {t("ignored", { columns: ignored.map(({ name }) => name).join(", ") })}
        </p>
      ) : null}
    </div>
  );
  if (!isCertain(inspection)) return <div className="mt-4">{table}</div>;
  return (
    <details className="mt-4 text-sm">
      <summary className="cursor-pointer">
        {t("certain")} <span className="text-ink-soft">{used.join(" · ")}.</span>{" "}
        <span className="text-accent underline">{t("change")}</span>
      </summary>
      {table}
    </details>
  );
}
