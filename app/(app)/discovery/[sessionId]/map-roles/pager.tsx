"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { type RoleQuery, roleListHref } from "./search-params";

/** From page to page, where the server chooses what is shown. */
export function Pager({
  sessionId,
  query,
  nextCursor,
}: {
  sessionId: string;
  query: RoleQuery;
  nextCursor: string | null;
}) {
  const t = useTranslations("roles.list");
  return (
    <nav aria-label={t("pages")} className="mt-4 flex justify-center gap-3">
      {query.after ? (
        <ButtonLink href={roleListHref(sessionId, query, {})}>{t("firstPage")}</ButtonLink>
      ) : null}
      {nextCursor ? (
        <ButtonLink href={roleListHref(sessionId, query, { after: nextCursor })}>{t("nextPage")}</ButtonLink>
      ) : null}
    </nav>
  );
}
