import type { CsvPart } from "@/lib/csv/csv-file";
import { byteOrderMark, type CsvCell, csvLine } from "@/lib/csv/csv-line";
import { provenanceCells, provenanceColumns, type RankingProvenance } from "../ranking-csv";
import type { RunSummary } from "../run-views";
import { causes, type Moved, type RoleMove } from "./schema";

/** A comparison of two runs as a file; what each column means stands in docs/exports.md. */

const figures = ["reach", "priority", "rank"] as const;

/** In the order of the file. */
export const moveColumns = [
  "title",
  "presence",
  "headcount_before",
  "headcount_after",
  "occupation_before",
  "occupation_after",
  "tier_before",
  "tier_after",
  "tier_because",
  ...figures.flatMap((figure) => [
    `${figure}_before`,
    `${figure}_after`,
    ...causes.map((cause) => `${figure}_by_${cause}`),
  ]),
  "compared_run",
  "compared_inputs_hash",
  ...provenanceColumns,
] as const;

function movedCells(moved: Moved | null): CsvCell[] {
  if (moved === null) return [null, null, ...causes.map(() => null)];
  const { before, after, parts } = moved;
  return [before, after, ...causes.map((cause) => parts && toSixDecimals(parts[cause]))];
}

/** As runs store figures; what averaging adds behind that is noise. */
function toSixDecimals(value: number): number {
  return Number(value.toFixed(6));
}

function moveCells({ title, presence, headcount, occupation, tier, ...move }: RoleMove): CsvCell[] {
  return [
    title,
    presence,
    headcount.before,
    headcount.after,
    occupation.before,
    occupation.after,
    tier.before,
    tier.after,
    tier.cause,
    ...figures.flatMap((figure) => movedCells(move[figure])),
  ];
}

/** @param provenance of the later run @param before the run it is compared with */
export async function* movesCsv(
  moves: readonly RoleMove[],
  provenance: RankingProvenance,
  before: Pick<RunSummary, "number" | "inputsHash">,
): AsyncGenerator<CsvPart> {
  yield { text: byteOrderMark + csvLine(moveColumns), rowCount: 0 };
  const shared = [before.number, before.inputsHash, ...provenanceCells(provenance)];
  const text = moves.map((move) => csvLine([...moveCells(move), ...shared])).join("");
  yield { text, rowCount: moves.length };
}
