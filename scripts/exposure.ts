import { parseArgs } from "node:util";
import { buildOccupationProfiles } from "@/lib/activities/occupation-profiles";
import { exposureTable, exposureTableLevels } from "@/lib/analysis/exposure-table";
import { AppError, invalid } from "@/lib/errors";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { readPackTable } from "@/lib/onet/reference-pack-reader";

/**
 * `npm run -s exposure -- --level occupation|gwa|iwa|dwa|task [--source id]`: one CSV line per element of the release on
 * standard output, from the reference pack alone. Meaning of the columns: docs/exposure.md.
 */

function main(args: string[]): void {
  const { level, source } = readArguments(args);
  const { names, rows } = readTable(level, source);
  const lines = rows.map((row) => {
    const label = row.basis === null ? source : `${source} (${row.basis})`;
    const cells = [row.id, names.get(row.id) ?? "", toDecimals(row.value), toDecimals(row.coverage), label];
    return cells.map(quoteCell).join(",");
  });
  process.stdout.write(["id,name,value,coverage,source", ...lines, ""].join("\r\n"));
}

function readArguments(args: string[]) {
  const { values } = parseArgs({ args, options: { level: { type: "string" }, source: { type: "string" } } });
  const level = exposureTableLevels.find((known) => known === values.level);
  if (level === undefined) {
    throw invalid(`Say which rows you want: --level ${exposureTableLevels.join("|")}.`);
  }
  return { level, source: values.source ?? defaultExposureSource };
}

type Level = (typeof exposureTableLevels)[number];

function readTable(level: Level, source: string) {
  const sources = readPackTable("exposure_sources").map((row) => row.source);
  if (!sources.includes(source)) {
    throw invalid(
      `There is no exposure source "${source}". Those of the reference pack: ${sources.join(", ")}.`,
    );
  }
  const occupations = readPackTable("occupations");
  const [gwas, iwas, dwas] = [readPackTable("gwas"), readPackTable("iwas"), readPackTable("dwas")];
  const tasks = readPackTable("tasks");
  const rows = exposureTable(level, {
    occupations: buildOccupationProfiles({
      occupations,
      tasks,
      taskDwas: readPackTable("task_dwas"),
      gwaRatings: readPackTable("gwa_ratings"),
    }),
    tree: { gwaIds: gwas.map((gwa) => gwa.id), iwas, dwas },
    scores: readPackTable("exposure_scores").filter((score) => score.source === source),
  });
  const titles = new Map(occupations.map((row) => [row.code, row.title]));
  const elements = [...gwas, ...iwas, ...dwas].map((row) => [row.id, row.name] as const);
  // The pack holds no statement of a task, so a task goes by its occupation.
  const taskNames = tasks.map(
    ({ taskId, code }) => [String(taskId), `${titles.get(code) ?? code}, task ${taskId}`] as const,
  );
  return { rows, names: new Map([...titles, ...elements, ...taskNames]) };
}

/** Six decimals; empty for unknown. */
function toDecimals(value: number | null): string {
  return value === null ? "" : value.toFixed(6);
}

/** By RFC 4180. */
function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isForReader(error: unknown): error is Error {
  if (error instanceof AppError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

// A reader that has seen enough (`| head`) closes the pipe: no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!isForReader(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
