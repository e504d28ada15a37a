import { getTranslations } from "next-intl/server";
import { TabLink } from "@/components/ui/tab-link";
import { type SessionView, sessionViews } from "@/lib/sessions/schema";

export async function ViewTabs({ current }: { current: SessionView }) {
  const t = await getTranslations("sessions.views");
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1">
      {sessionViews.map((view) => (
        <TabLink
          key={view}
          href={view === "active" ? "/discovery" : `/discovery?view=${view}`}
          isCurrent={view === current}
        >
          {t(view)}
        </TabLink>
      ))}
    </nav>
  );
}
