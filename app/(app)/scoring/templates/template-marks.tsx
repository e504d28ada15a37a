import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

interface Marked {
  readonly isDefault: boolean;
  readonly hasDraft: boolean;
  readonly isHouse: boolean;
  readonly isArchived: boolean;
}

export function TemplateMarks({ template }: { template: Marked }) {
  const t = useTranslations("templates.marks");
  const { isDefault, hasDraft, isHouse, isArchived } = template;
  return (
    <span className="inline-flex flex-wrap gap-1 align-middle">
      {isDefault ? <Badge tone="good">{t("default")}</Badge> : null}
      {hasDraft ? <Badge tone="accent">{t("draft")}</Badge> : null}
      {isHouse ? <Badge>{t("house")}</Badge> : null}
      {isArchived ? <Badge tone="warn">{t("archived")}</Badge> : null}
    </span>
  );
}
