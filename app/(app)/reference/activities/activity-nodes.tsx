import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { evidenceHref, hrefOf } from "@/lib/reference/links";
import type { ActivityNode, TreeQuery } from "@/lib/reference/schema";

function Figures({ node }: { node: ActivityNode }) {
  const t = useTranslations("reference.tree");
  const { level, id, name, childCount, taskCount, scoredCount, occupationCount, exposure } = node;
  const openText = useTranslations("reference.exposure");
  const isLeaf = level === "gwa" && childCount === 0;
  return (
    <span className="ml-auto flex shrink-0 items-center gap-3 text-ink-soft text-xs">
      <span className="max-md:hidden">
        {isLeaf
          ? t("leafCount")
          : `${t("occupations", { count: occupationCount })}, ${t("scored", { scored: scoredCount, total: taskCount })}`}
      </span>
      <Link
        href={evidenceHref({ level, id })}
        prefetch={false}
        aria-label={openText("open", { name })}
        title={openText("open", { name })}
        className="inline-flex min-h-6 w-16 items-center justify-end font-semibold text-accent text-sm tabular-nums underline underline-offset-2"
      >
        {exposure === null ? t("unknown") : <Score value={exposure.value} />}
      </Link>
    </span>
  );
}

/** What stays open when an activity is closed. */
function aboveOf({ id, level }: ActivityNode): string | null {
  return level === "gwa" ? null : id.split(".").slice(0, -1).join(".");
}

function Node({ node, query, openId }: { node: ActivityNode; query: TreeQuery; openId: string | null }) {
  const t = useTranslations("reference.tree");
  const { id, level, name, children, childCount } = node;
  const isLeaf = level === "gwa" && childCount === 0;
  const isExpanded = children !== undefined;
  const isCurrent = id === openId;
  const target = isCurrent ? aboveOf(node) : id;
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  return (
    <li>
      <div
        className={classes(
          "flex flex-wrap items-center gap-x-2 rounded-md px-2 py-0.5",
          isCurrent && "bg-accent-soft",
        )}
      >
        <Link
          href={hrefOf("/reference/activities", query, { open: target })}
          scroll={false}
          prefetch={false}
          aria-expanded={level === "dwa" || isLeaf ? undefined : isExpanded}
          aria-current={isCurrent ? "true" : undefined}
          title={isCurrent ? t("close", { name }) : t("open", { name })}
          className="inline-flex min-h-6 min-w-0 items-center gap-1 underline-offset-2 hover:underline"
        >
          {level === "dwa" || isLeaf ? null : <Chevron aria-hidden="true" className="size-4 shrink-0" />}
          <span className={level === "gwa" ? "font-medium" : undefined}>{name}</span>
        </Link>
        <Badge title={t(`levelNames.${level}`)}>{t(`levels.${level}`)}</Badge>
        {isLeaf ? <Badge tone="accent">{t("leaf")}</Badge> : null}
        <Figures node={node} />
      </div>
      {children === undefined || children.length === 0 ? null : (
        <div className="ml-3 border-line border-l pl-2">
          <ActivityNodes nodes={children} query={query} openId={openId} />
        </div>
      )}
    </li>
  );
}

/** Activities of one level; those that are open with what they hold. */
export function ActivityNodes({
  nodes,
  query,
  openId,
}: {
  nodes: readonly ActivityNode[];
  query: TreeQuery;
  openId: string | null;
}) {
  return (
    <ul className="flex flex-col text-sm">
      {nodes.map((node) => (
        <Node key={node.id} node={node} query={query} openId={openId} />
      ))}
    </ul>
  );
}
