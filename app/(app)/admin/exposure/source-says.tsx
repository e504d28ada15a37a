import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import type { FoundElement } from "@/lib/exposure/schema";

/** What the organization's default source says of an element, and where it has that from. */
export function SourceSays({ source }: Pick<FoundElement, "source">) {
  const t = useTranslations("exposure.says");
  if (source === null) return <span className="text-ink-soft">{t("nothing")}</span>;
  return (
    <>
      <span className="tabular-nums">
        <Score value={source.value} />
      </span>
      {source.level === "override" ? null : (
        <span className="block whitespace-nowrap text-ink-soft text-xs">{t(source.level)}</span>
      )}
    </>
  );
}
