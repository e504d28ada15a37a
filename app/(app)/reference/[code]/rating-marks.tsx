import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

/** What O*NET says against a rating; nothing where the release does not say. */
export function RatingMarks({
  suppress,
  notRelevant,
}: {
  suppress: boolean | null;
  notRelevant: boolean | null;
}) {
  const t = useTranslations("reference.occupation");
  return (
    <span className="flex flex-wrap gap-1">
      {suppress ? (
        <Badge tone="warn" title={t("suppressTitle")}>
          {t("suppress")}
        </Badge>
      ) : null}
      {notRelevant ? <Badge title={t("notRelevantTitle")}>{t("notRelevant")}</Badge> : null}
    </span>
  );
}
