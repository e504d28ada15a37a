import "server-only";
import { z } from "zod";
import type { Ctx } from "@/lib/auth/context";
import type { CsvFile } from "@/lib/csv/csv-file";
import { safeFileName } from "@/lib/csv/file-download";
import type { Change } from "@/lib/history/record-change";
import { getSession } from "@/lib/sessions/queries";
import { listMoves } from "./move-lists";
import { movesCsv } from "./moves-csv";
import { getRunComparison } from "./run-comparison";
import { moveLists } from "./schema";

/** What is asked for: a session, and the parameters of the comparison's link. */
interface Asked {
  readonly sessionId: string;
  readonly params: Readonly<Record<string, string>>;
}

const ComparisonAddress = z.strictObject({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
  by: z.enum(moveLists).default("tier"),
  q: z.string().trim().max(200).default(""),
});

async function readAsked(ctx: Ctx, { sessionId, params }: Asked) {
  const { by, q, ...runs } = ComparisonAddress.parse(params);
  const session = await getSession(ctx, sessionId);
  return { by, q, session, ...(await getRunComparison(ctx, { sessionId, ...runs })) };
}

/**
 * Checks what was asked for, and says it in the shortest way.
 * @throws AppError `not_found` without such a session or run; ZodError when a parameter means nothing
 */
export async function planComparisonExport(
  ctx: Ctx,
  asked: Asked,
): Promise<{ params: Record<string, string>; change: Omit<Change, "name"> }> {
  const { by, q, from, to } = await readAsked(ctx, asked);
  return {
    params: { from: `${from.number}`, to: `${to.number}`, by, ...(q && { q }) },
    change: {
      subjectKind: "analysis_run",
      subjectId: to.id,
      // That titles were searched, not what for.
      data: { comparedWith: from.number, by, filters: q === "" ? [] : ["q"] },
    },
  };
}

/** The roles that moved between two runs as CSV, all pages of the list it is asked from, in its order. */
export async function openComparisonExport(ctx: Ctx, asked: Asked): Promise<CsvFile> {
  const { by, q, session, from, to, comparison } = await readAsked(ctx, asked);
  const moves = listMoves(comparison.roles, { by, q });
  const exportedAt = new Date();
  const day = exportedAt.toISOString().slice(0, 10);
  const filterText = [`by=${by}`, ...(q ? [`q=${q}`] : [])].join("; ");
  return {
    fileName: safeFileName(`${session.name} – runs ${from.number} and ${to.number} – ${day}`, "csv"),
    rowTotal: moves.length,
    parts: movesCsv(moves, { run: to, filterText, exportedAt }, from),
  };
}
