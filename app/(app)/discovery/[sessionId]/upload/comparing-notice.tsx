import { useTranslations } from "next-intl";

/** Stands in for the comparison while a large file is read. */
export function ComparingNotice() {
  const t = useTranslations("next-roster.mode");
  return (
    <p role="status" className="mt-4 text-ink-soft text-sm">
      {t("comparingBody")}
    </p>
  );
}
