import Link from "next/link";
import { useTranslations } from "next-intl";
import { SortedTh } from "@/components/analysis/sorted-th";
import { Table, Td, Th } from "@/components/ui/table";
import { hrefOf, occupationHref } from "@/lib/reference/links";
import type { OccupationList, OccupationRow, OccupationSort, OccupationsQuery } from "@/lib/reference/schema";
import { ExposureLink, ShortCoverage } from "./exposure-value";
import { PageLinks } from "./page-links";
import { EmploymentCount, ShortWageBasis, WageAmount } from "./wage-text";

function Row({ row }: { row: OccupationRow }) {
  const t = useTranslations("reference.occupations.table");
  const { code, title, jobZone, wage, exposure, match } = row;
  return (
    <tr>
      <Td className="font-medium">
        <Link
          className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
          href={occupationHref(code)}
          prefetch={false}
        >
          {title}
        </Link>
        {match?.matchedTitle ? (
          <span className="block font-normal text-ink-soft text-xs">
            {t("alsoCalled", { title: match.matchedTitle })}
          </span>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap">{code}</Td>
      <Td className="text-right">{jobZone ?? <span className="text-ink-soft">{t("none")}</span>}</Td>
      <Td className="whitespace-nowrap text-right">
        <WageAmount wage={wage} />
        <ShortWageBasis wage={wage} />
      </Td>
      <Td className="text-right">
        <EmploymentCount wage={wage} />
        <ShortWageBasis wage={wage} />
      </Td>
      <Td className="text-right">
        <ExposureLink
          value={exposure.value}
          name={title}
          href={occupationHref(code, { tab: "activities" })}
        />
      </Td>
      <Td>
        <ShortCoverage exposure={exposure} />
      </Td>
    </tr>
  );
}

/** One page of what search and filters leave. */
export function OccupationTable({ query, found }: { query: OccupationsQuery; found: OccupationList }) {
  const t = useTranslations("reference.occupations.table");
  const { sort, dir, list } = found;
  // The first click sorts a column the way one usually wants it; the next one turns it round.
  const sortedBy = (column: OccupationSort) => {
    const isCurrent = sort === column;
    const turned = dir === "asc" ? "desc" : "asc";
    const href = hrefOf("/reference", query, { sort: column, dir: isCurrent ? turned : null });
    return { href, direction: isCurrent ? dir : undefined };
  };
  const isByMatch = sort === "relevance" && dir === "desc";
  return (
    <>
      {query.q.trim() === "" || isByMatch ? null : (
        <p className="mb-2 text-sm">
          <Link
            className="text-accent underline underline-offset-2"
            href={hrefOf("/reference", query, { sort: null, dir: null })}
            scroll={false}
          >
            {t("relevance")}
          </Link>
        </p>
      )}
      <Table label={t("label")}>
        <thead>
          <tr>
            <SortedTh label={t("title")} {...sortedBy("title")} />
            <Th>{t("code")}</Th>
            <Th className="text-right">{t("zone")}</Th>
            <SortedTh label={t("wage")} className="text-right" {...sortedBy("wage")} />
            <SortedTh label={t("employment")} className="text-right" {...sortedBy("employment")} />
            <SortedTh label={t("exposure")} className="text-right" {...sortedBy("exposure")} />
            <Th>{t("coverage")}</Th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={row.code} row={row} />
          ))}
        </tbody>
      </Table>
      <PageLinks list={list} hrefOf={(page) => hrefOf("/reference", query, { page })} />
    </>
  );
}
