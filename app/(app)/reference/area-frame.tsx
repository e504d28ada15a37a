import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TabLink } from "@/components/ui/tab-link";

const areas = {
  occupations: "/reference",
  activities: "/reference/activities",
  lenses: "/reference/lenses",
  aliases: "/reference/aliases",
} as const;
export type ReferenceArea = keyof typeof areas;
const order = ["occupations", "activities", "lenses", "aliases"] as const satisfies readonly ReferenceArea[];

/** The head that the screens of the reference share. */
export function AreaFrame({
  area,
  description,
  isDamaged,
  children,
}: {
  area: ReferenceArea;
  description: string;
  isDamaged: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("reference");
  return (
    <>
      <PageHeader title={t("title")} description={description} />
      <nav aria-label={t("areas.label")} className="mb-4 flex flex-wrap gap-1">
        {order.map((each) => (
          <TabLink key={each} href={areas[each]} isCurrent={each === area}>
            {t(`areas.${each}`)}
          </TabLink>
        ))}
      </nav>
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      {children}
    </>
  );
}

/** While no release is loaded, or the one in use holds nothing. */
export function NoReferenceData() {
  const t = useTranslations("reference.noData");
  return (
    <EmptyState title={t("title")} action={<ButtonLink href="/discovery">{t("action")}</ButtonLink>}>
      {t("body")}
    </EmptyState>
  );
}
