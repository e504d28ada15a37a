/** Determinate when the total is known. `done` and `total` count the same unit. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number | null }) {
  const share = total ? Math.min(1, done / total) : null;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total ? Math.min(done, total) : undefined}
      className="h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={
          share === null
            ? "h-full w-1/3 motion-safe:animate-pulse bg-accent"
            : "h-full bg-accent motion-safe:transition-[width]"
        }
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
