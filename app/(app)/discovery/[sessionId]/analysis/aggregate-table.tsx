import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score, ScoreBar } from "@/components/analysis/score";
import { SortedTh } from "@/components/analysis/sorted-th";
import { LongTable } from "@/components/ui/long-table";
import { Td } from "@/components/ui/table";
import type { AggregateDimension } from "@/db/enums";
import { type FilterParam, placeValue } from "@/lib/analysis/run-address";
import type { AggregateRow, AggregateSort, SortDirection } from "@/lib/analysis/run-views";
import { columnSort, type HrefOf } from "./run-link";

const paramOf: Readonly<Record<AggregateDimension, FilterParam>> = {
  department: "department",
  line_of_business: "line",
  location: "location",
  occupation: "occupation",
  occupation_family: "family",
  activity: "doing",
};

const places: ReadonlySet<AggregateDimension> = new Set(["department", "line_of_business", "location"]);

/** The roles of a group; people without an occupation have no such list. */
function rolesHref({ dimension, key }: AggregateRow, hrefOf: HrefOf): string | null {
  if (places.has(dimension)) return hrefTo(placeValue(key === "" ? null : key));
  return key === "" ? null : hrefTo(key);

  function hrefTo(value: string) {
    return hrefOf({ view: null, sort: null, dir: null, [paramOf[dimension]]: value });
  }
}

const scoreColumns = ["exposure", "coverage", "reach", "impact", "complexity", "priority"] as const;
const activityColumns = ["exposure", "reach"] as const;

function Row({
  row,
  columns,
  hrefOf,
}: {
  row: AggregateRow;
  columns: readonly (typeof scoreColumns)[number][];
  hrefOf: HrefOf;
}) {
  const t = useTranslations("analysis");
  const name = row.label === "" ? t("filter.unstated") : row.label;
  const href = rolesHref(row, hrefOf);
  const hasCode = row.dimension === "occupation" && row.key !== "";
  return (
    <tr>
      <Td>
        {href === null ? (
          name
        ) : (
          <Link
            href={href}
            scroll={false}
            prefetch={false}
            aria-label={t("groups.showRoles", { name })}
            className="font-medium text-accent underline-offset-2 hover:underline"
          >
            {name}
          </Link>
        )}
        {hasCode ? <span className="block text-ink-soft text-xs tabular-nums">{row.key}</span> : null}
      </Td>
      <Td className="text-right">{t("value.count", { value: row.headcount })}</Td>
      <Td className="text-right">{t("value.count", { value: row.roleCount })}</Td>
      {columns.map((column) => (
        <Td key={column} className="text-right">
          <GroupScore column={column} value={row[column]} />
        </Td>
      ))}
    </tr>
  );
}

function GroupScore({ column, value }: { column: (typeof scoreColumns)[number]; value: number | null }) {
  const t = useTranslations("analysis.value");
  if (column === "coverage") return <Score value={value} />;
  if (column === "reach") return value === null ? <Score value={null} /> : t("amount", { value });
  return <ScoreBar value={value} isStrong={column === "priority"} />;
}

/** One page of a run's groups; each leads to its roles. */
export function AggregateTable({
  dimension,
  rows,
  order,
  hrefOf,
}: {
  dimension: AggregateDimension;
  rows: readonly AggregateRow[];
  order: { readonly sort: AggregateSort; readonly direction: SortDirection };
  hrefOf: HrefOf;
}) {
  const t = useTranslations("analysis");
  const columns = dimension === "activity" ? activityColumns : scoreColumns;
  const nameOf = (column: (typeof scoreColumns)[number]) =>
    dimension === "activity" && column === "reach" ? "personEquivalents" : column;
  return (
    <LongTable label={t(`views.${dimension}`)}>
      <thead>
        <tr>
          <SortedTh label={t(`views.${dimension}`)} {...columnSort(hrefOf, order, "label")} />
          <SortedTh
            label={t("columns.headcount")}
            className="text-right"
            {...columnSort(hrefOf, order, "headcount")}
          />
          <SortedTh
            label={t("columns.roleCount")}
            className="text-right"
            {...columnSort(hrefOf, order, "roleCount")}
          />
          {columns.map((column) => (
            <SortedTh
              key={column}
              label={t(`columns.${nameOf(column)}`)}
              hint={t(`hints.${nameOf(column)}`)}
              className="text-right"
              {...columnSort(hrefOf, order, column)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} columns={columns} hrefOf={hrefOf} />
        ))}
      </tbody>
    </LongTable>
  );
}
