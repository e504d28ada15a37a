"use client";

import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";
import { type RoleSummary, roleStates } from "@/lib/roles/schema";
import { isPlainClick } from "./role-list";
import { type RoleQuery, roleListHref } from "./search-params";
import type { ChangeQuery } from "./use-role-query";

export function StateTabs({
  sessionId,
  query,
  summary,
  change,
}: {
  sessionId: string;
  query: RoleQuery;
  summary: RoleSummary;
  change: ChangeQuery;
}) {
  const t = useTranslations("roles.states");
  return (
    <nav aria-label={t("label")} className="mb-3 flex flex-wrap gap-1">
      {roleStates.map((state) => (
        <TabLink
          key={state}
          href={roleListHref(sessionId, query, { state })}
          isCurrent={state === query.state}
          prefetch={false}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            change({ state });
          }}
        >
          {t(state)}{" "}
          <span className="tabular-nums">{t("count", { count: summary.byState[state].roles })}</span>
        </TabLink>
      ))}
    </nav>
  );
}
