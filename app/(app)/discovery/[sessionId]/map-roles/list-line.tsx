"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RoleCount } from "@/lib/roles/schema";
import { isPlainClick } from "./role-list";
import { type RoleQuery, roleListHref } from "./search-params";
import type { ChangeQuery } from "./use-role-query";

const reviewOrder = { sort: "review", dir: "desc" } as const;

/** How much the filter leaves, and in which order it stands. */
export function ListLine({
  sessionId,
  query,
  change,
  matching,
  children,
}: {
  sessionId: string;
  query: RoleQuery;
  change: ChangeQuery;
  matching: RoleCount;
  children: ReactNode;
}) {
  const t = useTranslations("roles.list");
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 text-ink-soft text-sm">
      <span role="status">{t("matching", { count: matching.roles, people: matching.people })}</span>
      <span>{t(`sortedBy.${query.sort}`)}</span>
      {query.sort === "review" ? null : (
        <Link
          className="text-accent underline underline-offset-2"
          href={roleListHref(sessionId, query, reviewOrder)}
          scroll={false}
          prefetch={false}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            change(reviewOrder);
          }}
        >
          {t("byReview")}
        </Link>
      )}
      <span className="ml-auto">{children}</span>
    </div>
  );
}
