import "server-only";
import type { Ctx } from "@/lib/auth/context";
import type { CsvFile } from "@/lib/csv/csv-file";
import { safeFileName } from "@/lib/csv/file-download";
import { notFound } from "@/lib/errors";
import type { Change } from "@/lib/history/record-change";
import { getSession } from "@/lib/sessions/queries";
import { rankingCsv } from "../ranking-csv";
import { exportParams, filterParams, filterText, parseRunAddress, toResultFilter } from "../run-address";
import { ListResultsInput, type RunSummary, resultSorts } from "../run-views";
import { listResults, readAllResults } from "./list-results";
import { findRun } from "./runs";

const blockSize = 2000;

/** What is asked for: a session, and the parameters of the analysis page's link. */
interface Asked {
  readonly sessionId: string;
  readonly params: Readonly<Record<string, string>>;
}

async function readAsked(ctx: Ctx, { sessionId, params }: Asked) {
  const address = parseRunAddress(params);
  const session = await getSession(ctx, sessionId);
  const run = await findRun(ctx, { sessionId, number: address.run });
  if (!run) throw notFound("analysis run");
  return { address, session, run, query: queryOf(address, run) };
}

function queryOf(address: ReturnType<typeof parseRunAddress>, run: RunSummary): ListResultsInput {
  return ListResultsInput.parse({
    runId: run.id,
    filter: toResultFilter(address),
    sort: resultSorts.find((sort) => sort === address.sort),
    direction: address.dir,
  });
}

/**
 * Checks what was asked for, and says it in the shortest way, with the run that is meant.
 * @throws AppError `not_found` without such a session or run; ZodError when a filter means nothing
 */
export async function planRankingExport(
  ctx: Ctx,
  asked: Asked,
): Promise<{ params: Record<string, string>; change: Omit<Change, "name"> }> {
  const { address, run, query } = await readAsked(ctx, asked);
  return {
    params: exportParams(address, run.number),
    change: {
      subjectKind: "analysis_run",
      subjectId: run.id,
      // The names of the filters, not what was typed into them.
      data: { filters: filterParams.filter((name) => address[name] !== undefined), sort: query.sort },
    },
  };
}

/** A run's ranking as CSV, with the order and the filter of the page it is asked from; read block by block. */
export async function openRankingExport(ctx: Ctx, asked: Asked): Promise<CsvFile> {
  const { address, session, run, query } = await readAsked(ctx, asked);
  const { total } = await listResults(ctx, query);
  const exportedAt = new Date();
  const day = exportedAt.toISOString().slice(0, 10);
  return {
    fileName: safeFileName(`${session.name} – run ${run.number} – ${day}`, "csv"),
    rowTotal: total.roles,
    parts: rankingCsv(readAllResults(ctx, query, blockSize), {
      run,
      filterText: filterText(address),
      exportedAt,
    }),
  };
}
