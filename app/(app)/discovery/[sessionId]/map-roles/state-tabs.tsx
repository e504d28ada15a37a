import { getTranslations } from "next-intl/server";
import { TabLink } from "@/components/ui/tab-link";
import { type RoleSummary, roleStates } from "@/lib/roles/schema";
import { type RoleQuery, roleListHref } from "./search-params";

export async function StateTabs({
  sessionId,
  query,
  summary,
}: {
  sessionId: string;
  query: RoleQuery;
  summary: RoleSummary;
}) {
  const t = await getTranslations("roles.states");
  return (
    <nav aria-label={t("label")} className="mb-3 flex flex-wrap gap-1">
      {roleStates.map((state) => (
        <TabLink
          key={state}
          href={roleListHref(sessionId, query, { state })}
          isCurrent={state === query.state}
        >
          {t(state)}{" "}
          <span className="tabular-nums">{t("count", { count: summary.byState[state].roles })}</span>
        </TabLink>
      ))}
    </nav>
  );
}
