import { provenanceCells, provenanceColumns } from "@/lib/analysis/ranking-csv";
import type { ExposureSourceInfo } from "@/lib/analysis/run-views";
import type { CsvPart } from "@/lib/csv/csv-file";
import { byteOrderMark, type CsvCell, csvLine } from "@/lib/csv/csv-line";
import type { RankingRow } from "./ranking-filters";

/** The organization's ranking as a file; what each column means stands in docs/exports.md. */

const columns = [
  "rank",
  "tier",
  "tier_origin",
  "candidate",
  "description",
  "chosen_for_build",
  "title",
  "onet_code",
  "occupation",
  "departments",
  "headcount",
  "exposure",
  "coverage",
  "reach",
  "impact",
  "complexity",
  "priority",
  "session",
] as const;

/** What every row repeats of the published run it comes from, so that a row that is cut out keeps it. */
export interface RankedRun {
  readonly id: string;
  readonly number: number;
  readonly finishedAt: Date;
  readonly inputsHash: string;
  readonly release: string;
  readonly exposureSource: ExposureSourceInfo;
  readonly overrideCount: number;
  readonly formulaVersion: string;
}

function rowCells(row: RankingRow): CsvCell[] {
  return [
    row.rank,
    row.tier,
    row.isTierChosen ? "user" : "rule",
    row.name,
    row.description,
    row.isChosenForBuild,
    row.roleTitle,
    row.onetCode,
    row.occupation,
    row.departments.join("|"),
    row.headcount,
    row.exposure,
    row.coverage,
    row.reach,
    row.impact,
    row.complexity,
    row.priority,
    row.sessionName,
  ];
}

const rowsPerPart = 500;

/** The file in parts: the header at once, then one part per block of rows. */
export async function* organizationRankingCsv(
  rows: readonly RankingRow[],
  runs: readonly RankedRun[],
  told: { readonly filterText: string; readonly exportedAt: Date },
): AsyncGenerator<CsvPart> {
  yield { text: byteOrderMark + csvLine([...columns, ...provenanceColumns]), rowCount: 0 };
  const provenance = new Map(runs.map((run) => [run.id, provenanceCells({ run, ...told })]));
  for (let start = 0; start < rows.length; start += rowsPerPart) {
    const block = rows.slice(start, start + rowsPerPart);
    const lines = block.map((row) => csvLine([...rowCells(row), ...(provenance.get(row.runId) ?? [])]));
    yield { text: lines.join(""), rowCount: block.length };
  }
}
