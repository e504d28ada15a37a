import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { classes } from "@/components/ui/classes";
import { type RoadmapQuery, roadmapHref, roadmapViews } from "./search-params";

export async function ViewSwitch({ sessionId, query }: { sessionId: string; query: RoadmapQuery }) {
  const t = await getTranslations("roadmap.views");
  return (
    <nav aria-label={t("label")} className="flex gap-1">
      {roadmapViews.map((view) => (
        <Link
          key={view}
          href={roadmapHref(sessionId, query, { view })}
          scroll={false}
          aria-current={view === query.view ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            view === query.view && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(view)}
        </Link>
      ))}
    </nav>
  );
}
