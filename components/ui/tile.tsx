import type { ReactNode } from "react";

/** One figure with what it counts; several stand in a `<dl>`. */
export function Tile({
  label,
  value,
  children,
}: {
  label: ReactNode;
  value: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="font-semibold text-2xl tabular-nums tracking-tight">{value}</dd>
      <dd className="text-ink-soft text-sm">{children}</dd>
    </div>
  );
}
