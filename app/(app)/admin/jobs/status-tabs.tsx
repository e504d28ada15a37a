import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";
import { runStatuses } from "@/db/enums";
import { type RunQuery, runsHref } from "@/lib/jobs/run-filters";
import type { StatusCounts } from "@/lib/jobs/run-views";

/** How many runs the other filters leave in each status; each leads to its own. */
export function StatusTabs({ query, counts }: { query: RunQuery; counts: StatusCounts }) {
  const t = useTranslations("admin-jobs");
  const all = runStatuses.reduce((sum, status) => sum + counts[status], 0);
  const tabs = [
    { status: undefined, label: t("tabs.all"), count: all },
    ...runStatuses.map((status) => ({ status, label: t(`status.${status}`), count: counts[status] })),
  ];
  return (
    <nav aria-label={t("tabs.label")} className="mb-3 flex flex-wrap gap-1">
      {tabs.map(({ status, label, count }) => (
        <TabLink
          key={status ?? "all"}
          href={runsHref(query, { status: status ?? null })}
          scroll={false}
          prefetch={false}
          isCurrent={status === query.status}
        >
          {label} <span className="tabular-nums">{t("tabs.count", { count })}</span>
        </TabLink>
      ))}
    </nav>
  );
}
