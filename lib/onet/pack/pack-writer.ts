import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { invalid } from "@/lib/errors";
import { buildExposureScores, buildExposureSources } from "@/lib/onet/pack/exposure-tables";
import { type BuiltTables, buildOnetTables } from "@/lib/onet/pack/onet-tables";
import {
  type PackManifest,
  type PackManifestTable,
  type PackTableName,
  packShape,
  packTableNames,
} from "@/lib/onet/pack/pack-tables";
import type { ReleaseFolder } from "@/lib/onet/pack/release-folder-reader";
import { releaseLayout, type SourceName } from "@/lib/onet/pack/release-layout";
import { buildWages, wageYear } from "@/lib/onet/pack/wage-table";

type PackValue = string | number | boolean | null;

function buildPackTables(folder: ReleaseFolder): BuiltTables {
  const onet = buildOnetTables(folder);
  const scores = buildExposureScores(folder, onet);
  return {
    ...onet,
    exposure_scores: scores,
    exposure_sources: buildExposureSources(scores, onet),
    wages: buildWages(folder),
  };
}

/** Writes every table and the manifest. The same input gives the same bytes: sorted rows, no date, no locale. */
export function writePack(target: string, folder: ReleaseFolder): PackManifest {
  const tables = buildPackTables(folder);
  mkdirSync(target, { recursive: true });
  const manifest: PackManifest = {
    packVersion: 1,
    release: folder.release,
    attribution: attributionOf(folder.release),
    tables: packTableNames.map((name) => {
      const text = formatTable(name, tables[name]);
      writeFileSync(join(target, `${name}.tsv`), text);
      return describeTable(name, text, tables[name].length, folder);
    }),
  };
  writeFileSync(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function attributionOf(release: string): string {
  return `This product includes information from the O*NET ${release} Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA. Opportune has modified all or some of this information. USDOL/ETA has not approved, endorsed, or tested these modifications.`;
}

function formatTable(name: PackTableName, rows: readonly Readonly<Record<string, PackValue>>[]): string {
  const { columns, key } = packShape(name);
  const names = Object.keys(columns);
  const sorted = [...rows].sort((a, b) => compareByKey(key, a, b));
  sorted.forEach((row, index) => {
    const next = sorted[index + 1];
    if (next !== undefined && compareByKey(key, row, next) === 0) {
      throw invalid(`${name}: two rows have the key ${key.map((column) => row[column]).join(", ")}.`);
    }
  });
  const lines = sorted.map((row) =>
    names.map((column) => formatCell(`${name}.${column}`, row[column])).join("\t"),
  );
  return `${[names.join("\t"), ...lines].join("\n")}\n`;
}

function compareByKey(
  key: readonly string[],
  a: Readonly<Record<string, PackValue>>,
  b: Readonly<Record<string, PackValue>>,
): number {
  for (const column of key) {
    const left = a[column] ?? "";
    const right = b[column] ?? "";
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

/** Tabs, line ends and backslashes would need quoting, which the pack and `COPY` do without. */
function formatCell(place: string, value: PackValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(Math.round(value * 1e6) / 1e6);
  if (/[\t\r\n\\]/.test(value) || value === "" || value !== value.trim()) {
    throw invalid(`${place} holds ${JSON.stringify(value)}, which the pack cannot hold.`);
  }
  return value;
}

const sourcesByTable: Readonly<Record<PackTableName, readonly [SourceName, ...SourceName[]]>> = {
  occupations: ["occupations"],
  titles: ["alternateTitles", "reportedTitles"],
  gwas: ["contentModel"],
  iwas: ["iwas"],
  dwas: ["dwas"],
  gwa_ratings: ["workActivities"],
  skills: ["skills"],
  skill_ratings: ["skills"],
  tasks: ["tasks", "taskRatings"],
  task_dwas: ["taskDwas"],
  technologies: ["technologies"],
  related_occupations: ["relatedOccupations"],
  job_zones: ["jobZones"],
  exposure_sources: ["eloundouTasks", "cdrTasks"],
  exposure_scores: ["eloundouTasks", "cdrTasks"],
  wages: ["wages"],
};

function describeTable(
  name: PackTableName,
  text: string,
  rows: number,
  folder: ReleaseFolder,
): PackManifestTable {
  const { table, columns } = packShape(name);
  const sources = sourcesByTable[name];
  const isExposure = name === "exposure_sources" || name === "exposure_scores";
  const origins = sources.map((source) => releaseLayout[source].origin);
  const files = sources.map((source) => releaseLayout[source].files[0].replace(/\.(txt|csv|tsv)$/, ""));
  const licences = sources.map((source) => releaseLayout[source].licence);
  const ours = [
    "GWA classes of Kochhar (2023), Pew Research Center, as a public replication gives them",
    "figures of Opportune's original plan",
    "Opportune's blend of these and of O*NET's ratings",
  ];
  return {
    table,
    file: `${name}.tsv`,
    rows,
    sha256: createHash("sha256").update(text).digest("hex"),
    release:
      name === "wages" ? `May ${wageYear}` : isExposure ? folder.release : folder.releaseOf(sources[0]),
    source: [...new Set(isExposure ? [...origins, ...ours] : origins), isExposure ? "" : files.join(", ")]
      .filter((part) => part !== "")
      .join("; "),
    licence: [...new Set(isExposure ? [...licences, "see exposure_sources.tsv per source"] : licences)].join(
      "; ",
    ),
    columns: Object.keys(columns),
  };
}
