import Link from "next/link";
import { useTranslations } from "next-intl";
import { FlagBadges } from "@/components/scoring/scoring-badges";
import { classes } from "@/components/ui/classes";
import { reviewHref } from "@/lib/scoring/review-address";
import type { ReviewQueueRow } from "@/lib/scoring/scoring-views";

/** What waits, the most contradictory first; no scores. */
export function QueueList({
  items,
  total,
  currentId,
}: {
  items: readonly ReviewQueueRow[];
  total: number;
  currentId: string;
}) {
  const t = useTranslations("scoring.queue");
  return (
    <nav aria-label={t("list")} className="mb-6">
      <p className="mb-2 text-ink-soft text-sm">{t("count", { count: total })}</p>
      <ol className="flex max-h-56 flex-col gap-1 overflow-y-auto rounded-lg border border-line bg-surface p-2 empty:hidden">
        {items.map(({ id, profileName, rubricName, flags }) => (
          <li key={id}>
            <Link
              href={reviewHref(id)}
              prefetch={false}
              aria-current={id === currentId ? "true" : undefined}
              className={classes(
                "flex flex-wrap items-center gap-2 rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
                id === currentId && "bg-accent-soft font-medium text-accent",
              )}
            >
              {profileName} <span className="text-ink-soft">{rubricName}</span> <FlagBadges flags={flags} />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
