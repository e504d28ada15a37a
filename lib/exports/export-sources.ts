import "server-only";
import { openRankingExport, planRankingExport } from "@/lib/analysis/queries/ranking-export";
import type { Ctx } from "@/lib/auth/context";
import {
  openOrganizationRankingExport,
  planOrganizationRankingExport,
} from "@/lib/candidates/queries/organization-ranking-export";
import type { CsvFile } from "@/lib/csv/csv-file";
import type { Change } from "@/lib/history/record-change";
import type { RequestExportInput } from "./schema";

export interface ExportPlan {
  /** The same parameters in the shortest form: equal plans, equal files. */
  readonly params: Readonly<Record<string, string>>;
  /** What the history says was taken away. */
  readonly change: Omit<Change, "name">;
}

/** @throws AppError `not_found`; ZodError when a filter means nothing: a file must not hold more than was asked for */
export async function planExport(ctx: Ctx, asked: RequestExportInput): Promise<ExportPlan> {
  return asked.kind === "session_ranking"
    ? planRankingExport(ctx, asked)
    : planOrganizationRankingExport(ctx, asked);
}

/** @throws AppError `not_found` */
export function openExport(ctx: Ctx, asked: RequestExportInput): Promise<CsvFile> {
  return asked.kind === "session_ranking"
    ? openRankingExport(ctx, asked)
    : openOrganizationRankingExport(ctx, asked);
}
