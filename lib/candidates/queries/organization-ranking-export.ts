import "server-only";
import type { Ctx } from "@/lib/auth/context";
import type { CsvFile } from "@/lib/csv/csv-file";
import { safeFileName } from "@/lib/csv/file-download";
import type { Change } from "@/lib/history/record-change";
import { organizationRankingCsv } from "../ranking-csv";
import { narrowingFilters, parseRankingQuery, rankingFilterText, rankingParams } from "../ranking-filters";
import { getOrganizationRanking } from "./organization-ranking";

/** The parameters of the rankings page's link. */
interface Asked {
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Checks what was asked for, and says it in the shortest way.
 * @throws ZodError when a filter means nothing
 */
export function planOrganizationRankingExport(
  ctx: Ctx,
  { params }: Asked,
): { params: Record<string, string>; change: Omit<Change, "name"> } {
  const query = parseRankingQuery(params);
  return {
    params: rankingParams(query),
    change: {
      subjectKind: "organization",
      subjectId: ctx.orgId,
      // The names of the filters, not what was typed into them.
      data: { filters: narrowingFilters(query), sort: query.sort },
    },
  };
}

/** The organization's ranking as CSV, all pages of it, with the order and the filter of the page it is asked from. */
export async function openOrganizationRankingExport(ctx: Ctx, { params }: Asked): Promise<CsvFile> {
  const query = parseRankingQuery(params);
  const { rows, runs } = await getOrganizationRanking(ctx, query);
  const exportedAt = new Date();
  return {
    fileName: safeFileName(`Rankings – ${exportedAt.toISOString().slice(0, 10)}`, "csv"),
    rowTotal: rows.length,
    parts: organizationRankingCsv(rows, runs, { filterText: rankingFilterText(query), exportedAt }),
  };
}
