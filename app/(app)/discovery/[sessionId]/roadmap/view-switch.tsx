import { getTranslations } from "next-intl/server";
import { TabLink } from "@/components/ui/tab-link";
import { type RoadmapQuery, roadmapHref, roadmapViews } from "./search-params";

export async function ViewSwitch({ sessionId, query }: { sessionId: string; query: RoadmapQuery }) {
  const t = await getTranslations("roadmap.views");
  return (
    <nav aria-label={t("label")} className="flex gap-1">
      {roadmapViews.map((view) => (
        <TabLink
          key={view}
          href={roadmapHref(sessionId, query, { view })}
          scroll={false}
          isCurrent={view === query.view}
        >
          {t(view)}
        </TabLink>
      ))}
    </nav>
  );
}
