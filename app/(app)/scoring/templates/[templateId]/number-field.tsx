"use client";

import { type ComponentProps, useState } from "react";
import { TextField } from "@/components/ui/field";

const parse = (text: string): number | null => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};

/** A number while it is typed: an empty field is null, and "1." stays "1." until more is typed. */
export function NumberField({
  value,
  onValue,
  ...field
}: { value: number | null; onValue: (value: number | null) => void } & Omit<
  ComponentProps<typeof TextField>,
  "value" | "onChange" | "type"
>) {
  const [text, setText] = useState("");
  return (
    <TextField
      inputMode="decimal"
      {...field}
      value={parse(text) === value && text !== "" ? text : (value?.toString() ?? "")}
      onChange={(event) => {
        const typed = event.currentTarget.value.replace(",", ".");
        setText(typed);
        onValue(parse(typed));
      }}
    />
  );
}

/** A share, typed and shown in percent with two decimals at most. */
export function PercentField({
  value,
  onValue,
  ...field
}: Omit<ComponentProps<typeof NumberField>, "value" | "onValue"> & {
  value: number | null;
  onValue: (value: number | null) => void;
}) {
  return (
    <NumberField
      {...field}
      value={value === null ? null : Math.round(value * 10_000) / 100}
      onValue={(percent) => onValue(percent === null ? null : Math.round(percent * 100) / 10_000)}
    />
  );
}
