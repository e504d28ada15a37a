import { useTranslations } from "next-intl";
import { CountTabs } from "@/components/ui/count-tabs";
import { scoringStatuses } from "@/db/enums";
import { type ScoringQuery, scoringHref } from "@/lib/scoring/scoring-filters";
import type { ScoringCounts } from "@/lib/scoring/scoring-views";

/** How many scorings the other filters leave in each status; each leads to its own. */
export function StatusTabs({ query, counts }: { query: ScoringQuery; counts: ScoringCounts }) {
  const t = useTranslations("scoring");
  const all = scoringStatuses.reduce((sum, status) => sum + counts[status], 0);
  const count = (figure: number) => t("tabs.count", { count: figure });
  return (
    <CountTabs
      label={t("tabs.label")}
      tabs={[
        { kind: undefined, label: t("tabs.all"), count: count(all) },
        ...scoringStatuses.map((kind) => ({ kind, label: t(`status.${kind}`), count: count(counts[kind]) })),
      ]}
      current={query.status}
      hrefOf={(status) => scoringHref(query, { status })}
    />
  );
}
