import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";

/** A number to three decimals, or the dash that is read as "unknown". */
export function Score({ value }: { value: number | null }) {
  const t = useTranslations("analysis.value");
  if (value === null) {
    return (
      <>
        <span aria-hidden="true" className="text-ink-soft">
          {t("dash")}
        </span>
        <span className="sr-only">{t("unknown")}</span>
      </>
    );
  }
  return <>{t("score", { value })}</>;
}

/** A score 0–1 with its bar; the number says the same as the bar. */
export function ScoreBar({ value, isStrong = false }: { value: number | null; isStrong?: boolean }) {
  return (
    <span className="flex items-center justify-end gap-2">
      <span
        aria-hidden="true"
        className="h-2 w-12 shrink-0 overflow-hidden rounded-full bg-sunken max-md:hidden"
      >
        <span
          className={classes("block h-full", isStrong ? "bg-accent" : "bg-line-strong")}
          style={{ width: `${Math.round((value ?? 0) * 100)}%` }}
        />
      </span>
      <span className={classes("tabular-nums", isStrong && "font-semibold")}>
        <Score value={value} />
      </span>
    </span>
  );
}
