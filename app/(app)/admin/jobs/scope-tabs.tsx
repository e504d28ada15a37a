import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { type RunScope, runScopes } from "@/lib/jobs/run-filters";

/** For operators: the runs of their organization, or those of the whole installation. */
export function ScopeTabs({ current }: { current: RunScope }) {
  const t = useTranslations("admin-jobs.scope");
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1">
      {runScopes.map((scope) => (
        <Link
          key={scope}
          href={scope === "organization" ? "/admin/jobs" : `/admin/jobs?scope=${scope}`}
          aria-current={scope === current ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            scope === current && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(scope)}
        </Link>
      ))}
    </nav>
  );
}
