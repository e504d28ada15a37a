import { useTranslations } from "next-intl";
import type { OccupationFacts } from "@/lib/onet/schema";

type Wage = OccupationFacts["wage"];

/** A yearly mean, else an hourly one, else "unknown". */
export function WageAmount({ wage }: { wage: Wage }) {
  const t = useTranslations("reference.wage");
  if (wage?.annualMean != null) return <>{t("annual", { value: wage.annualMean })}</>;
  if (wage?.hourlyMean != null) return <>{t("hourly", { value: wage.hourlyMean })}</>;
  return <span className="text-ink-soft">{t("unknown")}</span>;
}

export function EmploymentCount({ wage }: { wage: Wage }) {
  const t = useTranslations("reference");
  if (wage?.employment == null) return <span className="text-ink-soft">{t("wage.unknown")}</span>;
  return <>{t("occupation.people", { count: wage.employment })}</>;
}

/** Whose figures they are, where they are not the occupation's alone. */
export function WageBasis({ wage }: { wage: Wage }) {
  const t = useTranslations("reference.wage");
  if (wage === null) return <>{t("notCounted")}</>;
  if (wage.isGroup) return <>{t("ofGroup", { soc: wage.soc, title: wage.title })}</>;
  if (wage.annualMean === null && wage.hourlyMean === null) return <>{t("notPublished")}</>;
  return <>{t("shared", { soc: wage.soc, count: wage.occupationCount })}</>;
}

/** The same in a word or two, for a cell. */
export function ShortWageBasis({ wage }: { wage: Wage }) {
  const t = useTranslations("reference.wage");
  if (wage === null || (!wage.isGroup && wage.occupationCount === 1)) return null;
  return (
    <span className="block text-ink-soft text-xs">
      {wage.isGroup ? t("group") : t("sharedShort", { count: wage.occupationCount })}
    </span>
  );
}
