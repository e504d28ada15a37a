"use client";

import { Field, inputClasses } from "@/components/ui/field";

export function TextArea({
  label,
  hint,
  error,
  value,
  onValue,
  maxLength,
  rows,
}: {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onValue: (value: string) => void;
  maxLength: number;
  rows: number;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(parts) => (
        <textarea
          {...parts}
          rows={rows}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
          className={`${inputClasses} py-2`}
        />
      )}
    </Field>
  );
}
