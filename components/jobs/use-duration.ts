import { useTranslations } from "next-intl";

/** A duration in the two units that matter. */
export function useDuration(): (milliseconds: number | null) => string {
  const t = useTranslations("admin-jobs.duration");
  return (value) => {
    if (value === null) return t("none");
    if (value < 1_000) return t("milliseconds", { value });
    if (value < 60_000) return t("seconds", { value: value / 1_000 });
    const seconds = Math.round(value / 1_000);
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return t("minutes", { minutes, seconds: seconds % 60 });
    return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
