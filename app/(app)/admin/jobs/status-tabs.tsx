import { useTranslations } from "next-intl";
import { CountTabs } from "@/components/ui/count-tabs";
import { runStatuses } from "@/db/enums";
import { type RunQuery, runsHref } from "@/lib/jobs/run-filters";
import type { StatusCounts } from "@/lib/jobs/run-views";

/** How many runs the other filters leave in each status; each leads to its own. */
export function StatusTabs({ query, counts }: { query: RunQuery; counts: StatusCounts }) {
  const t = useTranslations("admin-jobs");
  const all = runStatuses.reduce((sum, status) => sum + counts[status], 0);
  const count = (figure: number) => t("tabs.count", { count: figure });
  return (
    <CountTabs
      label={t("tabs.label")}
      tabs={[
        { kind: undefined, label: t("tabs.all"), count: count(all) },
        ...runStatuses.map((kind) => ({ kind, label: t(`status.${kind}`), count: count(counts[kind]) })),
      ]}
      current={query.status}
      hrefOf={(status) => runsHref(query, { status })}
    />
  );
}
