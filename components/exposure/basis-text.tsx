import { useTranslations } from "next-intl";
import type { ExposureBasis } from "@/lib/exposure/schema";

/** How much of an activity's exposure the source scores itself, and how much the organization has set. */
export function BasisText({ basis }: { basis: ExposureBasis }) {
  const t = useTranslations("exposure.basis");
  const { tasks, overriddenTaskCount: count } = basis;
  return (
    <>
      {tasks === null ? null : (
        <span className="block whitespace-nowrap text-ink-soft text-xs">{t("scored", { ...tasks })}</span>
      )}
      {count === 0 ? null : <span className="block text-accent text-xs">{t("overridden", { count })}</span>}
    </>
  );
}
