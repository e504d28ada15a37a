import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { type Cause, causes, type Moved } from "@/lib/analysis/comparison/schema";

const colours: Readonly<Record<Cause, string>> = {
  people: "bg-accent",
  decisions: "bg-good",
  data: "bg-line-strong",
};

/** How much of a difference each cause has, beside the numbers that say the same. */
export function PartBars({ moved }: { moved: Moved | null }) {
  if (!moved?.parts) return null;
  const { parts } = moved;
  const all = causes.reduce((sum, cause) => sum + Math.abs(parts[cause]), 0);
  return (
    <span aria-hidden="true" className="flex h-2 w-16 gap-px overflow-hidden rounded-full bg-sunken">
      {causes.map((cause) => (
        <span
          key={cause}
          className={classes("block h-full", colours[cause])}
          style={{ width: `${all === 0 ? 0 : (Math.abs(parts[cause]) / all) * 100}%` }}
        />
      ))}
    </span>
  );
}

export function CauseLegend() {
  const t = useTranslations("run-comparison.causes");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {causes.map((cause) => (
        <li key={cause} className="flex items-center gap-2">
          <span aria-hidden="true" className={classes("size-3 rounded-sm", colours[cause])} />
          <span>
            <span className="font-medium">{t(cause)}</span>{" "}
            <span className="text-ink-soft">{t(`${cause}Hint`)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
