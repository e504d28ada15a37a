import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { classes } from "@/components/ui/classes";
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
        <Link
          key={state}
          href={roleListHref(sessionId, query, { state })}
          aria-current={state === query.state ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            state === query.state && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(state)}{" "}
          <span className="tabular-nums">{t("count", { count: summary.byState[state].roles })}</span>
        </Link>
      ))}
    </nav>
  );
}
