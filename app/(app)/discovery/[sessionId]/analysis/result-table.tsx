import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score, ScoreBar } from "@/components/analysis/score";
import { SortedTh } from "@/components/analysis/sorted-th";
import { TierBadge } from "@/components/analysis/tier-badge";
import { LongTable } from "@/components/ui/long-table";
import { Td, Th } from "@/components/ui/table";
import type { ResultRow, ResultSort, SortDirection } from "@/lib/analysis/run-views";
import { columnSort, type HrefOf } from "./run-link";

interface Order {
  readonly sort: ResultSort;
  readonly direction: SortDirection;
}

const scoreColumns = ["exposure", "coverage", "reach", "impact", "complexity", "priority"] as const;

function HeadRow({ order, hrefOf }: { order: Order; hrefOf: HrefOf }) {
  const t = useTranslations("analysis");
  return (
    <tr>
      <SortedTh label={t("columns.rank")} className="text-right" {...columnSort(hrefOf, order, "rank")} />
      <SortedTh label={t("columns.title")} {...columnSort(hrefOf, order, "title")} />
      <SortedTh label={t("columns.occupation")} {...columnSort(hrefOf, order, "occupation")} />
      <SortedTh
        label={t("columns.headcount")}
        className="text-right"
        {...columnSort(hrefOf, order, "headcount")}
      />
      {scoreColumns.map((sort) => (
        <SortedTh
          key={sort}
          label={t(`columns.${sort}`)}
          hint={t(`hints.${sort}`)}
          className="text-right"
          {...columnSort(hrefOf, order, sort)}
        />
      ))}
      <Th className="sticky top-0 z-10">{t("columns.tier")}</Th>
    </tr>
  );
}

function Row({ row, hrefOf }: { row: ResultRow; hrefOf: HrefOf }) {
  const t = useTranslations("analysis");
  const isUnscored = row.rank === null;
  return (
    <tr>
      <Td className="text-right">
        {row.rank === null ? t("value.dash") : t("value.count", { value: row.rank })}
      </Td>
      <Td className="min-w-48 wrap-anywhere">
        <Link
          href={hrefOf({ role: row.roleId, activity: null })}
          scroll={false}
          prefetch={false}
          aria-label={t("results.openRole", { title: row.title })}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          {row.title}
        </Link>
        {isUnscored ? (
          <span className="block text-ink-soft text-xs">
            {row.flags.map((flag) => t(`flags.${flag}`)).join(" ")}
          </span>
        ) : null}
        {!isUnscored && row.flags.length > 0 ? (
          <span
            className="block text-ink-soft text-xs"
            title={row.flags.map((flag) => t(`flags.${flag}`)).join("\n")}
          >
            {t("results.notes", { count: row.flags.length })}
          </span>
        ) : null}
      </Td>
      <Td>
        {row.occupation}
        {row.onetCode ? (
          <span className="block text-ink-soft text-xs tabular-nums">{row.onetCode}</span>
        ) : null}
      </Td>
      <Td className="text-right">{t("value.count", { value: row.headcount })}</Td>
      <Td>
        <ScoreBar value={row.exposure} />
      </Td>
      <Td className="text-right">
        <Score value={row.coverage} />
      </Td>
      <Td className="text-right">
        {row.reach === null ? <Score value={null} /> : t("value.amount", { value: row.reach })}
      </Td>
      <Td>
        <ScoreBar value={row.impact} />
      </Td>
      <Td>
        <ScoreBar value={row.complexity} />
      </Td>
      <Td>
        <ScoreBar value={row.priority} isStrong />
      </Td>
      <Td>
        <TierBadge tier={row.tier} />
      </Td>
    </tr>
  );
}

/** One page of the run's roles; each opens to how its score came about. */
export function ResultTable({
  rows,
  order,
  hrefOf,
}: {
  rows: readonly ResultRow[];
  order: Order;
  hrefOf: HrefOf;
}) {
  const t = useTranslations("analysis.results");
  return (
    <LongTable label={t("label")}>
      <thead>
        <HeadRow order={order} hrefOf={hrefOf} />
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.roleId} row={row} hrefOf={hrefOf} />
        ))}
      </tbody>
    </LongTable>
  );
}
