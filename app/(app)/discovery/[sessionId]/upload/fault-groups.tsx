"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { inputClasses } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import type { CodeGroup, FaultGroup } from "@/lib/rosters/roster-review";
import { useRowActs } from "./use-row-acts";

type Group = Pick<FaultGroup, "code" | "column" | "value" | "lines" | "people" | "hint">;

/** What mends the fault without a text being typed, for the codes that have such a thing. */
const mendedByItself: Readonly<Partial<Record<Group["code"], "strip" | "fit">>> = {
  control_character: "strip",
  cells_missing: "fit",
  cells_extra: "fit",
};

function GroupRow({
  uploadId,
  group,
  isWhole,
  mayEdit,
}: {
  uploadId: string;
  group: Group;
  /** All rows with the fault, whatever stands there. */
  isWhole: boolean;
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.review");
  const format = useFormatter();
  const { decide, isPending } = useRowActs(uploadId);
  const [text, setText] = useState("");
  const { code, column, lines, people } = group;
  const fault = t(`codes.${code}`);
  const value = isWhole ? "" : (group.value ?? t("blank"));
  const names = { count: lines, fault, value };
  const base = { faultCode: code, line: null, column, value: isWhole ? null : group.value } as const;
  const byItself = mendedByItself[code];
  const isTyped = !byItself && column !== null && code !== "employee_id_repeated";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide({ ...base, action: "replace", replacement: text });
  };
  return (
    <tr>
      <Td className={isWhole ? "font-medium" : "pl-8 text-ink-soft"}>
        {fault}
        {isWhole ? <span className="block font-normal text-ink-soft text-sm">{group.hint}</span> : null}
      </Td>
      <Td className="wrap-anywhere min-w-32 max-w-72">{isWhole ? t("anyValue") : value}</Td>
      <Td className="text-right tabular-nums">{format.number(lines)}</Td>
      <Td className="text-right tabular-nums">{format.number(people)}</Td>
      <Td>
        {mayEdit ? (
          <div className="flex items-center gap-2 whitespace-nowrap">
            {isTyped ? (
              <form className="flex gap-2" onSubmit={submit}>
                <input
                  className={classes(inputClasses, "min-h-8 w-40")}
                  aria-label={t("replacement", names)}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
                <Button type="submit" size="small" disabled={isPending} aria-label={t("applyLabel", names)}>
                  {t("apply")}
                </Button>
              </form>
            ) : null}
            {byItself ? (
              <Button
                size="small"
                disabled={isPending}
                onClick={() => decide({ ...base, action: "replace", replacement: null })}
              >
                {t(byItself)}
              </Button>
            ) : null}
            <Button
              size="small"
              variant="quiet"
              disabled={isPending}
              aria-label={t("skipLabel", names)}
              onClick={() => decide({ ...base, action: "skip", replacement: null })}
            >
              {t("skipAll")}
            </Button>
          </div>
        ) : null}
      </Td>
    </tr>
  );
}

/** Faults of one kind together, and those with the same text: one decision for all of them. */
export function FaultGroups({
  uploadId,
  groups,
  mayEdit,
}: {
  uploadId: string;
  groups: readonly CodeGroup[];
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.review");
  if (groups.length === 0) return null;
  return (
    <Table label={t("groups")}>
      <thead>
        <tr>
          <Th>{t("fault")}</Th>
          <Th>{t("value")}</Th>
          <Th className="text-right">{t("rows")}</Th>
          <Th className="text-right">{t("people")}</Th>
          <Th>{t("forAll")}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.flatMap((group) => [
          <GroupRow
            key={group.code}
            uploadId={uploadId}
            group={{ ...group, value: null }}
            isWhole
            mayEdit={mayEdit}
          />,
          ...group.values.map((one) => (
            <GroupRow
              key={`${one.code} ${one.column} ${one.value}`}
              uploadId={uploadId}
              group={one}
              isWhole={false}
              mayEdit={mayEdit}
            />
          )),
        ])}
      </tbody>
    </Table>
  );
}
