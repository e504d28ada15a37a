import "server-only";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { safeFileName } from "@/lib/csv/csv-download";
import { recordChange } from "@/lib/history/record-change";
import { getOrganizationRanking } from "../queries/organization-ranking";
import { organizationRankingCsv } from "../ranking-csv";
import { narrowingFilters, parseRankingQuery, rankingFilterText } from "../ranking-filters";

const ExportInput = z.strictObject({
  /** The parameters of the rankings page's link. */
  params: z.record(z.string(), z.string()),
});

/**
 * The organization's ranking as CSV, all pages of it, with the order and the filter of the page it is asked from. A line
 * of history is left first: what somebody takes away is known even when the reading breaks off.
 */
export async function exportOrganizationRanking(
  ctx: Ctx,
  input: unknown,
): Promise<{ fileName: string; parts: AsyncGenerator<string> }> {
  authorize(ctx, "ranking:export");
  const query = parseRankingQuery(ExportInput.parse(input).params);
  const { rows, runs } = await inOrg(ctx, async (tx) => {
    await recordChange(tx, ctx, {
      name: "ranking.exported",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      // The names of the filters, not what was typed into them.
      data: { filters: narrowingFilters(query), sort: query.sort },
    });
    return getOrganizationRanking(ctx, query);
  });
  const exportedAt = new Date();
  return {
    fileName: safeFileName(`Rankings – ${exportedAt.toISOString().slice(0, 10)}`, "csv"),
    parts: organizationRankingCsv(rows, runs, { filterText: rankingFilterText(query), exportedAt }),
  };
}
