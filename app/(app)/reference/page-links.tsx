import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import type { Paged } from "@/lib/reference/schema";

export function PageLinks({
  list: { page, pageCount },
  hrefOf,
}: {
  list: Pick<Paged<unknown>, "page" | "pageCount">;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations("reference.pages");
  if (pageCount === 1) return null;
  return (
    <nav aria-label={t("label")} className="mt-4 flex items-center justify-center gap-3">
      {page > 1 ? <ButtonLink href={hrefOf(page - 1)}>{t("previous")}</ButtonLink> : null}
      <span className="text-sm">{t("page", { page, pages: pageCount })}</span>
      {page < pageCount ? <ButtonLink href={hrefOf(page + 1)}>{t("next")}</ButtonLink> : null}
    </nav>
  );
}
