import type { CsvPart } from "@/lib/csv/csv-file";
import { byteOrderMark, type CsvCell, csvLine } from "@/lib/csv/csv-line";
import type { ResultRow, RunSummary } from "./run-views";

/** The ranking as a file; what each column means stands in docs/exports.md. */

/** What a row says of the run it comes from. */
type AnalysedRun = Pick<
  RunSummary,
  "number" | "finishedAt" | "inputsHash" | "release" | "exposureSource" | "overrideCount" | "formulaVersion"
>;

/** What was exported, and from what; repeated on every row, so that a row that is cut out or sorted keeps it. */
export interface RankingProvenance {
  readonly run: AnalysedRun;
  readonly filterText: string;
  readonly exportedAt: Date;
}

const resultColumns = [
  "rank",
  "tier",
  "title",
  "onet_code",
  "occupation",
  "mapping",
  "headcount",
  "exposure",
  "coverage",
  "spread",
  "reach",
  "impact",
  "complexity",
  "priority",
  "flags",
] as const;

export const provenanceColumns = [
  "run",
  "analysed_at",
  "inputs_hash",
  "release",
  "exposure_source",
  "exposure_version",
  "exposure_overrides",
  "formula_version",
  "filters",
  "exported_at",
  "attribution",
] as const;

/** In the order of the file. */
export const rankingColumns = [...resultColumns, ...provenanceColumns] as const;

function resultCells(row: ResultRow): CsvCell[] {
  return [
    row.rank,
    row.tier,
    row.title,
    row.onetCode,
    row.occupation,
    row.mappingOrigin,
    row.headcount,
    row.exposure,
    row.coverage,
    row.spread,
    row.reach,
    row.impact,
    row.complexity,
    row.priority,
    row.flags.join("|"),
  ];
}

/** What CC BY 4.0 asks for (whose, under what, changed or not), short enough for every row. */
function attributionOf({ release, exposureSource }: AnalysedRun): string {
  return (
    `O*NET ${release} Database by USDOL/ETA, CC BY 4.0, modified, not endorsed by USDOL/ETA; ` +
    `exposure: ${exposureSource.name} (${exposureSource.licence})`
  );
}

export function provenanceCells({ run, filterText, exportedAt }: RankingProvenance): CsvCell[] {
  return [
    run.number,
    run.finishedAt.toISOString(),
    run.inputsHash,
    run.release,
    run.exposureSource.source,
    run.exposureSource.version,
    run.overrideCount,
    run.formulaVersion,
    filterText,
    exportedAt.toISOString(),
    attributionOf(run),
  ];
}

/** The file in parts: the header at once, then one part per block of rows. */
export async function* rankingCsv(
  blocks: AsyncIterable<readonly ResultRow[]>,
  provenance: RankingProvenance,
): AsyncGenerator<CsvPart> {
  yield { text: byteOrderMark + csvLine(rankingColumns), rowCount: 0 };
  const shared = provenanceCells(provenance);
  for await (const rows of blocks) {
    const text = rows.map((row) => csvLine([...resultCells(row), ...shared])).join("");
    yield { text, rowCount: rows.length };
  }
}
