import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";
import type { RunView } from "@/lib/analysis/run-address";
import type { HrefOf } from "./run-link";

/** The by-occupation view stands beside the titles, since spellings of one job otherwise fill the top. */
const order = [
  "roles",
  "occupation",
  "department",
  "line_of_business",
  "location",
  "occupation_family",
  "activity",
] as const satisfies readonly RunView[];

export function ViewTabs({ current, hrefOf }: { current: RunView; hrefOf: HrefOf }) {
  const t = useTranslations("analysis.views");
  return (
    <nav aria-label={t("label")} className="mb-3 flex flex-wrap gap-1">
      {order.map((view) => (
        <TabLink
          key={view}
          href={hrefOf({ view, sort: null, dir: null })}
          scroll={false}
          isCurrent={view === current}
        >
          {t(view)}
        </TabLink>
      ))}
    </nav>
  );
}
