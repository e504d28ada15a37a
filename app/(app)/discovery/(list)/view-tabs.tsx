import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { classes } from "@/components/ui/classes";
import { type SessionView, sessionViews } from "@/lib/sessions/schema";

export async function ViewTabs({ current }: { current: SessionView }) {
  const t = await getTranslations("sessions.views");
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1">
      {sessionViews.map((view) => (
        <Link
          key={view}
          href={view === "active" ? "/discovery" : `/discovery?view=${view}`}
          aria-current={view === current ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            view === current && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(view)}
        </Link>
      ))}
    </nav>
  );
}
