"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { classes } from "@/components/ui/classes";
import { inputClasses } from "@/components/ui/field";
import type { ReviewedFault } from "@/lib/rosters/roster-review";

/** A cell of a faulty row: a field where it is wrong, else its text. */
export function GridCell({
  column,
  line,
  cell,
  fault,
  mayWrite,
  isField,
  onKeep,
  onKeyDown,
}: {
  column: string;
  line: number;
  /** Null where it tells of a person. */
  cell: string | null;
  fault: ReviewedFault | undefined;
  mayWrite: boolean;
  /** May be written anew although it is not wrong itself: the row slipped sideways. */
  isField: boolean;
  onKeep: (text: string, onRefused: () => void) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  const t = useTranslations("uploads.review");
  const before = fault?.replacement ?? cell ?? "";
  const [text, setText] = useState(before);
  // Enter keeps a text and leaves the field, which keeps it, too.
  const kept = useRef(before);
  const keep = () => {
    if (text === kept.current) return;
    kept.current = text;
    // A text that was refused stays to be corrected, and is not taken for kept.
    onKeep(text, () => {
      kept.current = before;
    });
  };
  if (!(mayWrite && (fault || isField))) {
    if (cell === null) return <span className="text-ink-soft">{t("hidden")}</span>;
    const isReplaced = fault?.settlement === "mended" && fault.replacement !== null;
    return <span className="wrap-anywhere">{isReplaced ? fault.replacement : cell}</span>;
  }
  return (
    <input
      className={classes(inputClasses, "min-h-8 min-w-32")}
      aria-label={t("cell", { column, line })}
      aria-invalid={fault?.settlement === "open" ? true : undefined}
      title={fault ? `${fault.message} ${fault.hint}` : undefined}
      data-column={column}
      placeholder={cell === null ? t("hidden") : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Escape") setText(before);
        if (event.key === "Enter") keep();
        onKeyDown(event);
      }}
    />
  );
}
