import { byteOrderMark, type CsvCell, csvLine } from "@/lib/csv/csv-line";
import { toDollars } from "@/lib/llm/schema";
import type { FairnessReport, ProbeReport, RepeatabilityReport } from "./probe-schema";

function headOf(report: ProbeReport): CsvCell[][] {
  return [
    ["probe", report.kind],
    ["template_version", report.templateVersion],
    ["model", report.model],
    ["models_that_answered", report.resolvedModels.join(" ")],
    ["blind", report.isBlind],
    ["scale", `${report.scale.min} to ${report.scale.max}`],
    ["pass_line", report.passLine],
    ["profiles", report.profileCount],
    ["completed", report.completedCount],
    ["failed", report.failedCount],
    ["cancelled", report.cancelledCount],
    ["cost_usd", toDollars(report.costNanos)],
    ["spread", report.spread],
  ];
}

function repeatabilityRows(report: RepeatabilityReport): CsvCell[][] {
  return [
    ["runs_per_profile", report.runsPerProfile],
    ["median_spread", report.medianSpread],
    ["steady_share", report.steadyShare],
    ["profiles_across_the_line", report.crossingCount],
    [],
    ["profile_id", "runs", "lowest", "highest", "spread", "across_the_line"],
    ...report.profiles.map((row) => [
      ...[row.profileId, row.runCount, row.lowest, row.highest, row.spread, row.isCrossing],
    ]),
  ];
}

function fairnessRows(report: FairnessReport): CsvCell[][] {
  return [
    ["unblind_reason", report.unblindReason],
    [],
    ["variant", "texts_that_differ", "texts_the_same", "nothing_to_swap"],
    ...report.twins.map((row) => [row.variant, row.different, row.identical, row.absent]),
    [],
    [
      "variant",
      "pairs",
      "compared",
      "mean_difference",
      "largest_difference",
      "beyond_spread",
      "gained",
      "lost",
    ],
    ...report.effects.map((row) => [
      ...[row.variant, row.pairCount, row.comparedCount, row.meanDifference, row.largestDifference],
      ...[row.beyondSpreadCount, row.gainedCount, row.lostCount],
    ]),
    [],
    [
      ...["variant", "original_passed", "original_decided", "twin_passed", "twin_decided", "ratio"],
      ...["below_four_fifths", "reason"],
    ],
    ...report.fourFifths.map((row) => [
      ...[row.variant, row.original.passedCount, row.original.decidedCount],
      ...[row.twin.passedCount, row.twin.decidedCount, row.ratio, row.isBelow, row.reason],
    ]),
  ];
}

/** A probe's report as a CSV file: figures first, then its tables, an empty line between them. */
export function probeFile(report: ProbeReport): string {
  const rows = report.kind === "repeatability" ? repeatabilityRows(report) : fairnessRows(report);
  return byteOrderMark + [...headOf(report), ...rows].map(csvLine).join("");
}
