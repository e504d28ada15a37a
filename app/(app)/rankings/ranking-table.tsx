import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Score, ScoreBar } from "@/components/analysis/score";
import { SortedTh } from "@/components/analysis/sorted-th";
import { TierBadge } from "@/components/analysis/tier-badge";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { LongTable } from "@/components/ui/long-table";
import { Td, Th } from "@/components/ui/table";
import {
  directionOf,
  type RankingQuery,
  type RankingRow,
  type RankingSort,
  rankingHref,
} from "@/lib/candidates/ranking-filters";

const rowsPerPage = 200;
const departmentsShown = 3;

/** The first click sorts a column the way one usually wants it; the next one turns it round. */
function sortedBy(query: RankingQuery, sort: RankingSort) {
  const isCurrent = query.sort === sort;
  const direction = isCurrent ? directionOf(query) : undefined;
  const dir = isCurrent ? (direction === "asc" ? "desc" : "asc") : null;
  return { href: rankingHref("/rankings", query, { sort, dir }), direction };
}

async function Departments({ names }: { names: readonly string[] }) {
  const t = await getTranslations("rankings.table");
  const more = names.length - departmentsShown;
  return (
    <>
      {names.slice(0, departmentsShown).join(", ")}{" "}
      {more > 0 ? <span className="text-ink-soft">{t("more", { count: more })}</span> : null}
    </>
  );
}

async function Row({ row }: { row: RankingRow }) {
  const t = await getTranslations("rankings.table");
  const format = await getFormatter();
  return (
    <tr>
      <Td className="text-right">{row.rank === null ? <Score value={null} /> : format.number(row.rank)}</Td>
      <Td className="font-medium">
        <Link
          className="underline-offset-2 hover:underline"
          prefetch={false}
          href={`/discovery/${row.sessionId}/roadmap?card=${row.id}`}
        >
          {row.name}
        </Link>{" "}
        {row.isChosenForBuild ? <Badge tone="good">{t("chosen")}</Badge> : null}
      </Td>
      <Td>
        {row.roleTitle}
        {row.occupation ? <span className="block text-ink-soft text-xs">{row.occupation}</span> : null}
      </Td>
      <Td>{row.sessionName}</Td>
      <Td>
        <Departments names={row.departments} />
      </Td>
      <Td className="text-right">{format.number(row.headcount)}</Td>
      <Td>
        <ScoreBar value={row.exposure} />
        <span className="block whitespace-nowrap text-right text-ink-soft text-xs">
          {t("coverage", { coverage: row.coverage })}
        </span>
      </Td>
      <Td>
        <ScoreBar value={row.impact} />
      </Td>
      <Td>
        <ScoreBar value={row.complexity} />
      </Td>
      <Td>
        <Link
          className="block rounded-md text-accent underline underline-offset-2"
          prefetch={false}
          href={`/discovery/${row.sessionId}/analysis?run=${row.runNumber}&role=${row.roleId}`}
          title={t("explain", { title: row.roleTitle })}
        >
          <ScoreBar value={row.priority} isStrong />
          <span className="sr-only">{t("explain", { title: row.roleTitle })}</span>
        </Link>
      </Td>
      <Td>
        <span className="flex flex-wrap gap-1">
          <TierBadge tier={row.tier} />
          {row.isTierChosen ? <Badge tone="accent">{t("moved")}</Badge> : null}
        </span>
      </Td>
    </tr>
  );
}

/** The candidates that the filter leaves, 200 a page. */
export async function RankingTable({ query, rows }: { query: RankingQuery; rows: readonly RankingRow[] }) {
  const t = await getTranslations("rankings.table");
  const pageCount = Math.ceil(rows.length / rowsPerPage);
  const page = Math.min(query.page, pageCount);
  const shown = rows.slice((page - 1) * rowsPerPage, page * rowsPerPage);
  const sticky = "sticky top-0 z-10";
  return (
    <>
      <LongTable label={t("label")}>
        <thead>
          <tr>
            <SortedTh label={t("rank")} className="text-right" {...sortedBy(query, "rank")} />
            <SortedTh label={t("name")} {...sortedBy(query, "name")} />
            <Th className={sticky}>{t("role")}</Th>
            <Th className={sticky}>{t("session")}</Th>
            <Th className={sticky}>{t("departments")}</Th>
            <SortedTh label={t("headcount")} className="text-right" {...sortedBy(query, "headcount")} />
            <SortedTh label={t("exposure")} className="text-right" {...sortedBy(query, "exposure")} />
            <SortedTh label={t("impact")} className="text-right" {...sortedBy(query, "impact")} />
            <SortedTh label={t("complexity")} className="text-right" {...sortedBy(query, "complexity")} />
            <SortedTh label={t("priority")} className="text-right" {...sortedBy(query, "priority")} />
            <Th className={sticky}>{t("tier")}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </LongTable>
      {pageCount > 1 ? (
        <nav aria-label={t("pages")} className="mt-4 flex items-center justify-center gap-3">
          {page > 1 ? (
            <ButtonLink href={rankingHref("/rankings", query, { page: page - 1 })}>
              {t("previous")}
            </ButtonLink>
          ) : null}
          <span className="text-sm">{t("page", { page, pages: pageCount })}</span>
          {page < pageCount ? (
            <ButtonLink href={rankingHref("/rankings", query, { page: page + 1 })}>{t("next")}</ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
