import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";
import { type RunScope, runScopes } from "@/lib/jobs/run-filters";

/** For operators: the runs of their organization, or those of the whole installation. */
export function ScopeTabs({ current }: { current: RunScope }) {
  const t = useTranslations("admin-jobs.scope");
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1">
      {runScopes.map((scope) => (
        <TabLink
          key={scope}
          href={scope === "organization" ? "/admin/jobs" : `/admin/jobs?scope=${scope}`}
          isCurrent={scope === current}
        >
          {t(scope)}
        </TabLink>
      ))}
    </nav>
  );
}
