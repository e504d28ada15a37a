import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import type { HrefOf } from "./run-link";

/** Forward through a list, and back to its start. */
export function PageLinks({
  isFirst,
  nextCursor,
  hrefOf,
}: {
  isFirst: boolean;
  nextCursor: string | null;
  hrefOf: HrefOf;
}) {
  const t = useTranslations("analysis.results");
  if (isFirst && nextCursor === null) return null;
  return (
    <nav aria-label={t("pages")} className="mt-4 flex justify-center gap-3">
      {isFirst ? null : <ButtonLink href={hrefOf({ after: null })}>{t("firstPage")}</ButtonLink>}
      {nextCursor === null ? null : (
        <ButtonLink href={hrefOf({ after: nextCursor })}>{t("nextPage")}</ButtonLink>
      )}
    </nav>
  );
}
