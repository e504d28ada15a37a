import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { SortedTh } from "@/components/analysis/sorted-th";
import { Table, Td, Th } from "@/components/ui/table";
import type { ExposureSource } from "@/lib/onet/schema";
import { lensDirectionOf } from "@/lib/reference/lens";
import { hrefOf, occupationHref } from "@/lib/reference/links";
import {
  type LensPage,
  type LensQuery,
  type LensRow,
  type LensSort,
  sourceKeyOf,
} from "@/lib/reference/schema";
import { ExposureLink } from "../exposure-value";
import { PageLinks } from "../page-links";

function Rank({ value }: { value: number | null }) {
  const t = useTranslations("reference.lenses.table");
  return value === null ? <Score value={null} /> : t("rank", { value });
}

function Difference({ value }: { value: number | null }) {
  const t = useTranslations("reference.lenses.table");
  if (value === null) return <Score value={null} />;
  if (value === 0) return t("equal");
  return value > 0 ? t("up", { count: value }) : t("down", { count: -value });
}

/** Leads to the occupation as this side sees it, and from there to the rows of the source. */
function SideExposure({
  row: { code, title },
  source,
  value,
}: {
  row: LensRow;
  source: ExposureSource;
  value: number | null;
}) {
  const t = useTranslations("reference.lenses.table");
  return (
    <ExposureLink
      value={value}
      name={t("side", { title, source: source.name })}
      href={occupationHref(code, { tab: "activities", source: sourceKeyOf(source) })}
    />
  );
}

function Row({ row, page }: { row: LensRow; page: LensPage }) {
  const t = useTranslations("reference");
  return (
    <tr>
      <Td className="font-medium">
        <Link
          className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
          prefetch={false}
          href={occupationHref(row.code)}
        >
          {row.title}
        </Link>
        <span className="block font-normal text-ink-soft text-xs">{row.code}</span>
      </Td>
      <Td className="text-right">
        <SideExposure row={row} source={page.a} value={row.a} />
      </Td>
      <Td className="text-right">
        <Rank value={row.rankA} />
      </Td>
      <Td className="text-right">
        <SideExposure row={row} source={page.b} value={row.b} />
      </Td>
      <Td className="text-right">
        <Rank value={row.rankB} />
      </Td>
      <Td className="whitespace-nowrap text-right">
        <Difference value={row.difference} />
      </Td>
      <Td className="text-right">
        {row.employment === null ? (
          <span className="text-ink-soft">{t("wage.unknown")}</span>
        ) : (
          t("occupation.people", { count: row.employment })
        )}
      </Td>
    </tr>
  );
}

/** The chart's values, and the ranks that they come to. */
export function LensTable({ page, query }: { page: LensPage; query: LensQuery }) {
  const t = useTranslations("reference.lenses.table");
  const { list } = page;
  const usual = { sort: "difference" };
  const sortedBy = (sort: LensSort) => {
    const isCurrent = query.sort === sort;
    const direction = lensDirectionOf(query);
    const turned = direction === "asc" ? "desc" : "asc";
    const href = hrefOf("/reference/lenses", query, { sort, dir: isCurrent ? turned : null }, usual);
    return { href, direction: isCurrent ? direction : undefined };
  };
  return (
    <div className="min-w-0">
      <Table label={t("label")}>
        <thead>
          <tr>
            <SortedTh label={t("title")} {...sortedBy("title")} />
            <SortedTh label={t("a")} className="text-right" {...sortedBy("a")} />
            <Th className="text-right">{t("rankA")}</Th>
            <SortedTh label={t("b")} className="text-right" {...sortedBy("b")} />
            <Th className="text-right">{t("rankB")}</Th>
            <SortedTh label={t("difference")} className="text-right" {...sortedBy("difference")} />
            <SortedTh label={t("employment")} className="text-right" {...sortedBy("employment")} />
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={row.code} row={row} page={page} />
          ))}
        </tbody>
      </Table>
      <PageLinks
        list={list}
        hrefOf={(number) => hrefOf("/reference/lenses", query, { page: number }, usual)}
      />
    </div>
  );
}
