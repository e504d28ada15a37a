import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
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
        <Link
          key={status ?? "all"}
          href={runsHref(query, { status: status ?? null })}
          scroll={false}
          prefetch={false}
          aria-current={status === query.status ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            status === query.status && "bg-accent-soft font-medium text-accent",
          )}
        >
          {label} <span className="tabular-nums">{t("tabs.count", { count })}</span>
        </Link>
      ))}
    </nav>
  );
}
