"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LongTable } from "@/components/ui/long-table";
import { Td, Th } from "@/components/ui/table";
import type { ReviewedLine } from "@/lib/rosters/roster-review";
import { widthFaults } from "@/lib/rosters/row-fixes";
import type { RosterColumn } from "@/lib/rosters/schema";
import { GridCell } from "./grid-cell";
import { useRowActs } from "./use-row-acts";

/** Moves to the next text field of the grid, or to the one above or below in the same column. */
function move(from: HTMLInputElement, by: "next" | "up" | "down"): void {
  const fields = [...(from.closest("table")?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const at = fields.indexOf(from);
  if (by === "next") {
    fields[at + 1]?.focus();
    return;
  }
  const row = from.closest("tr");
  const others = by === "down" ? fields.slice(at + 1) : fields.slice(0, at).reverse();
  const outside = others.filter((field) => field.closest("tr") !== row);
  const { column } = from.dataset;
  (outside.find((field) => field.dataset.column === column) ?? outside[0])?.focus();
}

/** Faulty rows as they stand in the file; the faulty cells are fields to write in. */
export function RowGrid({
  uploadId,
  columns,
  lines,
  mayEdit,
}: {
  uploadId: string;
  columns: readonly RosterColumn[];
  lines: readonly ReviewedLine[];
  mayEdit: boolean;
}) {
  const t = useTranslations("uploads.review");
  const { decide } = useRowActs(uploadId);
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(
      ({ field, isPersonal, name }) =>
        field !== null ||
        !isPersonal ||
        lines.some(({ faults }) => faults.some((fault) => fault.column === name)),
    );

  if (lines.length === 0) return <p className="text-ink-soft text-sm">{t("none")}</p>;

  const keep = ({ line, faults }: ReviewedLine, column: string, text: string, onRefused: () => void) => {
    const fault = faults.find((candidate) => candidate.column === column) ?? faults[0];
    if (!fault) return;
    decide(
      { faultCode: fault.code, line, column, value: null, action: "replace", replacement: text },
      onRefused,
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowDown") move(event.currentTarget, "down");
    else if (event.key === "ArrowUp") move(event.currentTarget, "up");
    else if (event.key === "Enter") move(event.currentTarget, "next");
    else return;
    event.preventDefault();
  };

  return (
    <>
      {mayEdit ? <p className="text-ink-soft text-sm">{t("keys")}</p> : null}
      <LongTable label={t("grid")}>
        <thead className="sticky top-0 z-10">
          <tr>
            <Th>{t("line")}</Th>
            <Th>{t("fault")}</Th>
            {shown.map(({ name }) => (
              <Th key={name}>{name}</Th>
            ))}
            <Th>
              <span className="sr-only">{t("action")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((row) => {
            const { line, faults, cells, settlement } = row;
            const width = faults.find(({ code }) => widthFaults.has(code));
            const extra = cells.slice(columns.length).filter((cell) => cell !== null && cell !== "");
            return (
              <tr key={line} className={settlement === "open" ? undefined : "opacity-80"}>
                <Td className="tabular-nums">{line}</Td>
                <Td className="min-w-56">
                  {settlement === "open" ? null : (
                    <Badge tone={settlement === "mended" ? "good" : "neutral"}>{t(settlement)}</Badge>
                  )}
                  {faults.map((fault) => (
                    <p key={`${fault.code} ${fault.column} ${fault.after}`}>
                      {fault.message} <span className="text-ink-soft">{fault.hint}</span>
                    </p>
                  ))}
                  {extra.length > 0 ? <p>{t("extra", { cells: extra.join(" · ") })}</p> : null}
                </Td>
                {shown.map(({ name, index, field }) => {
                  const fault = faults.find((candidate) => candidate.column === name);
                  return (
                    <Td key={name} className="max-w-72">
                      <GridCell
                        // A cell that was mended, or taken back, begins anew.
                        key={`${settlement} ${fault?.replacement}`}
                        column={name}
                        line={line}
                        cell={cells[index] === undefined ? "" : cells[index]}
                        fault={fault}
                        mayWrite={mayEdit && settlement !== "skipped"}
                        isField={width !== undefined && field !== null}
                        onKeep={(text, onRefused) => keep(row, name, text, onRefused)}
                        onKeyDown={onKeyDown}
                      />
                    </Td>
                  );
                })}
                <Td className="whitespace-nowrap text-right">
                  {mayEdit && settlement === "open" ? (
                    <>
                      {width ? (
                        <Button
                          size="small"
                          aria-label={t("fitLine", { line })}
                          onClick={() =>
                            decide({
                              faultCode: width.code,
                              line,
                              column: null,
                              value: null,
                              action: "replace",
                              replacement: null,
                            })
                          }
                        >
                          {t("fit")}
                        </Button>
                      ) : null}
                      <Button
                        size="small"
                        variant="quiet"
                        aria-label={t("skipLine", { line })}
                        onClick={() =>
                          decide({
                            faultCode: faults[0]?.code ?? "title_missing",
                            line,
                            column: null,
                            value: null,
                            action: "skip",
                            replacement: null,
                          })
                        }
                      >
                        {t("skip")}
                      </Button>
                    </>
                  ) : null}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </LongTable>
    </>
  );
}
