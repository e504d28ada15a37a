import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";

const areas = {
  occupations: "/reference",
  activities: "/reference/activities",
  lenses: "/reference/lenses",
} as const;
export type ReferenceArea = keyof typeof areas;
const order = ["occupations", "activities", "lenses"] as const satisfies readonly ReferenceArea[];

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
          <Link
            key={each}
            href={areas[each]}
            aria-current={each === area ? "page" : undefined}
            className={classes(
              "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
              each === area && "bg-accent-soft font-medium text-accent",
            )}
          >
            {t(`areas.${each}`)}
          </Link>
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
