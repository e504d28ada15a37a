import "server-only";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { safeFileName } from "@/lib/csv/csv-download";
import { notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { getSession } from "@/lib/sessions/queries";
import { readAllResults } from "../queries/list-results";
import { findRun } from "../queries/runs";
import { rankingCsv } from "../ranking-csv";
import { filterParams, filterText, parseRunAddress, toResultFilter } from "../run-address";
import { ListResultsInput, resultSorts } from "../run-views";

const blockSize = 2000;

const ExportInput = z.strictObject({
  sessionId: z.string(),
  /** The parameters of the analysis page's link. */
  params: z.record(z.string(), z.string()),
});

/**
 * A run's ranking as CSV, with the order and the filter of the page it is asked from. A line of history is left first:
 * what somebody takes away is known even when the reading breaks off.
 * @throws AppError `not_found` without such a session or run
 */
export async function exportRanking(
  ctx: Ctx,
  input: unknown,
): Promise<{ fileName: string; parts: AsyncGenerator<string> }> {
  authorize(ctx, "ranking:export");
  const { sessionId, params } = ExportInput.parse(input);
  const address = parseRunAddress(params);
  const session = await getSession(ctx, sessionId);
  const run = await findRun(ctx, { sessionId, number: address.run });
  if (!run) throw notFound("analysis run");
  const query = ListResultsInput.parse({
    runId: run.id,
    filter: toResultFilter(address),
    sort: resultSorts.find((sort) => sort === address.sort),
    direction: address.dir,
  });
  await inOrg(ctx, (tx) =>
    recordChange(tx, ctx, {
      name: "ranking.exported",
      subjectKind: "analysis_run",
      subjectId: run.id,
      // The names of the filters, not what was typed into them.
      data: { filters: filterParams.filter((name) => address[name] !== undefined), sort: query.sort },
    }),
  );
  const exportedAt = new Date();
  const day = exportedAt.toISOString().slice(0, 10);
  return {
    fileName: safeFileName(`${session.name} – run ${run.number} – ${day}`, "csv"),
    parts: rankingCsv(readAllResults(ctx, query, blockSize), {
      run,
      filterText: filterText(address),
      exportedAt,
    }),
  };
}
