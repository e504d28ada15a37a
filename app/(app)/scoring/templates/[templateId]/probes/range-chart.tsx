import { classes } from "@/components/ui/classes";

export interface Range {
  readonly key: string;
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  readonly isCrossing: boolean;
}

/** Ranges on one scale with a line across; the table beside it says the same, so readers of the screen skip the bars. */
export function RangeChart({
  label,
  scale,
  line,
  ranges,
}: {
  label: string;
  scale: { readonly min: number; readonly max: number };
  line: number;
  ranges: readonly Range[];
}) {
  if (ranges.length === 0) return null;
  const place = (points: number) => `${((points - scale.min) / (scale.max - scale.min)) * 100}%`;
  return (
    <figure className="mb-4 rounded-xl border border-line bg-surface p-4">
      <div aria-hidden="true" className="flex flex-col gap-1.5">
        {ranges.map(({ key, name, lowest, highest, isCrossing }) => (
          <div key={key} className="grid grid-cols-[minmax(5rem,10rem)_1fr] items-center gap-3 text-xs">
            <span className="truncate">{name}</span>
            <span className="relative h-3 rounded-full bg-sunken">
              <span className="absolute inset-y-[-2px] w-px bg-ink-soft" style={{ left: place(line) }} />
              <span
                className={classes("absolute inset-y-0.5 rounded-full", isCrossing ? "bg-warn" : "bg-accent")}
                style={{
                  left: `min(${place(lowest)}, calc(100% - 0.5rem))`,
                  width: `max(0.5rem, ${((highest - lowest) / (scale.max - scale.min)) * 100}%)`,
                }}
              />
            </span>
          </div>
        ))}
        <div className="grid grid-cols-[minmax(5rem,10rem)_1fr] gap-3 text-ink-soft text-xs">
          <span />
          <span className="flex justify-between tabular-nums">
            <span>{scale.min}</span>
            <span>{scale.max}</span>
          </span>
        </div>
      </div>
      <figcaption className="mt-2 text-ink-soft text-sm">{label}</figcaption>
    </figure>
  );
}
