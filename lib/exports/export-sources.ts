import "server-only";
import { openComparisonExport, planComparisonExport } from "@/lib/analysis/comparison/comparison-export";
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
  switch (asked.kind) {
    case "session_ranking":
      return planRankingExport(ctx, asked);
    case "run_comparison":
      return planComparisonExport(ctx, asked);
    case "organization_ranking":
      return planOrganizationRankingExport(ctx, asked);
  }
}

/** @throws AppError `not_found` */
export async function openExport(ctx: Ctx, asked: RequestExportInput): Promise<CsvFile> {
  switch (asked.kind) {
    case "session_ranking":
      return openRankingExport(ctx, asked);
    case "run_comparison":
      return openComparisonExport(ctx, asked);
    case "organization_ranking":
      return openOrganizationRankingExport(ctx, asked);
  }
}
