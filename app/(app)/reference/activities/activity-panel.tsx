import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { evidenceHref } from "@/lib/reference/links";
import type { ActivityTreePage } from "@/lib/reference/schema";
import { ExposureLink, ExposureOrigin } from "../exposure-value";
import { PageLinks } from "../page-links";
import { TaskTable } from "../task-table";

/** The open activity: where it stands, its exposure, and for a detailed one who does it. */
export function ActivityPanel({
  open: { lineage, node, tasks },
  hrefOf,
}: {
  open: NonNullable<ActivityTreePage["open"]>;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations("reference.tree");
  const exposureText = useTranslations("reference.exposure");
  const { id, level, name, exposure, taskCount, scoredCount, occupationCount, childCount } = node;
  const above = lineage.slice(0, -1);
  const isLeaf = level === "gwa" && childCount === 0;
  return (
    <Card aria-label={name} className="min-w-0 xl:sticky xl:top-4">
      <p className="text-ink-soft text-sm">
        {t(`levelNames.${level}`)} {id}
      </p>
      <h2 className="font-semibold text-lg">{name}</h2>
      {above.length > 0 ? (
        <p className="text-ink-soft text-sm">{above.map((element) => element.name).join(" / ")}</p>
      ) : null}
      <div className="mt-3 flex items-center gap-3 text-sm">
        <span>{exposureText("name")}</span>
        <ExposureLink value={exposure?.value ?? null} name={name} href={evidenceHref({ level, id })} />
        <span className="text-ink-soft">
          <ExposureOrigin exposure={exposure} level={level} />
        </span>
      </div>
      <p className="mt-2 text-sm">
        {isLeaf
          ? t("leaf")
          : `${t("panelBody", { tasks: taskCount, occupations: occupationCount })} ${exposureText("coverage", { scored: scoredCount, total: taskCount })}.`}
      </p>
      {tasks === null ? null : (
        <div className="mt-4">
          <h3 className="mb-2 font-semibold">{t("panel")}</h3>
          <TaskTable label={t("using", { name })} tasks={tasks.rows} />
          <PageLinks list={tasks} hrefOf={hrefOf} />
        </div>
      )}
    </Card>
  );
}
