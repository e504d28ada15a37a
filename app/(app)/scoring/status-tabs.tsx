import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";
import { scoringStatuses } from "@/db/enums";
import { type ScoringQuery, scoringHref } from "@/lib/scoring/scoring-filters";
import type { ScoringCounts } from "@/lib/scoring/scoring-views";

/** How many scorings the other filters leave in each status; each leads to its own. */
export function StatusTabs({ query, counts }: { query: ScoringQuery; counts: ScoringCounts }) {
  const t = useTranslations("scoring");
  const all = scoringStatuses.reduce((sum, status) => sum + counts[status], 0);
  const tabs = [
    { status: undefined, label: t("tabs.all"), count: all },
    ...scoringStatuses.map((status) => ({ status, label: t(`status.${status}`), count: counts[status] })),
  ];
  return (
    <nav aria-label={t("tabs.label")} className="mb-3 flex flex-wrap gap-1">
      {tabs.map(({ status, label, count }) => (
        <TabLink
          key={status ?? "all"}
          href={scoringHref(query, { status: status ?? null })}
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
