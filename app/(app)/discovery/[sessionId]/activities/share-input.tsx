"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

const fieldClasses =
  "min-h-8 w-18 rounded-lg border border-line-strong bg-surface px-2 text-right text-ink [appearance:textfield] placeholder:text-ink-soft [&::-webkit-inner-spin-button]:appearance-none";

/** 0–1 as the percent a person types, without the noise of binary fractions. */
function toTypedPercent(share: number | null): string {
  return share === null ? "" : String(Number((share * 100).toFixed(2)));
}

/** @returns undefined for what is no share */
function readShare(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const share = Number(text) / 100;
  return share >= 0 && share <= 1 ? share : undefined;
}

/**
 * A share of time in percent: empty follows the weight, which the placeholder shows. Saved when the field is left or
 * on Enter.
 */
export function ShareInput({
  name,
  typedShare,
  share,
  onType,
}: {
  name: string;
  typedShare: number | null;
  /** As it comes out, 0–1; 0 until the server has worked it out. */
  share: number;
  onType: (share: number | null) => void;
}) {
  const t = useTranslations("activities.table");
  const ref = useRef<HTMLInputElement>(null);
  const shown = toTypedPercent(typedShare);
  // The server's answer goes in, but never under the hands of who is typing.
  useEffect(() => {
    if (ref.current && ref.current !== document.activeElement) ref.current.value = shown;
  }, [shown]);

  const save = (field: HTMLInputElement) => {
    const typed = readShare(field.value);
    if (typed === undefined || !field.validity.valid) {
      field.reportValidity();
      field.value = shown;
    } else if (toTypedPercent(typed) !== shown) {
      onType(typed);
    }
  };

  return (
    <span className="inline-flex items-center gap-1">
      <input
        ref={ref}
        type="number"
        min={0}
        max={100}
        step="any"
        inputMode="decimal"
        defaultValue={shown}
        placeholder={share > 0 ? String(Number((share * 100).toFixed(1))) : ""}
        aria-label={t("shareOf", { name })}
        onBlur={(event) => save(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === "Enter") save(event.currentTarget);
        }}
        className={fieldClasses}
      />
      <span aria-hidden="true">{t("percent")}</span>
    </span>
  );
}
