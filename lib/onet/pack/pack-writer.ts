import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { invalid } from "@/lib/errors";
import { buildExposureScores, buildExposureSources } from "@/lib/onet/pack/exposure-tables";
import { type BuiltTables, buildOnetTables, type OnetTableName } from "@/lib/onet/pack/onet-tables";
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
import { tableBuilders } from "@/lib/onet/release/table-builders";
import { formatTable } from "@/lib/onet/release/table-format";

async function buildPackTables(folder: ReleaseFolder): Promise<BuiltTables> {
  const onet = await buildOnetTables(folder.onet);
  const scores = buildExposureScores(folder, onet);
  return {
    ...onet,
    exposure_scores: scores,
    exposure_sources: buildExposureSources(scores, onet),
    wages: buildWages(folder),
  };
}

/** Writes every table and the manifest. The same input gives the same bytes: sorted rows, no date, no locale. */
export async function writePack(target: string, folder: ReleaseFolder): Promise<PackManifest> {
  const tables = await buildPackTables(folder);
  mkdirSync(target, { recursive: true });
  const manifest: PackManifest = {
    packVersion: 1,
    release: folder.onet.number,
    attribution: attributionOf(folder.onet.number),
    tables: packTableNames.map((name) => {
      const text = formatTable(name, packShape(name), tables[name]);
      // The pack's readers take cells as they stand.
      if (text.includes("\\")) throw invalid(`${name} holds a backslash, which the pack cannot hold.`);
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

const onetOrigin = "O*NET database, U.S. Department of Labor, Employment and Training Administration";
const onetLicence = "CC BY 4.0 (USDOL/ETA)";

/** The sources of the other tables are O*NET's. */
const sourcesByTable: Readonly<
  Record<Exclude<PackTableName, OnetTableName>, readonly [SourceName, ...SourceName[]]>
> = {
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
  return {
    table,
    file: `${name}.tsv`,
    rows,
    sha256: createHash("sha256").update(text).digest("hex"),
    ...originOf(name, folder),
    columns: Object.keys(columns),
  };
}

function originOf(
  name: PackTableName,
  { onet }: ReleaseFolder,
): Pick<PackManifestTable, "release" | "source" | "licence"> {
  if (name === "exposure_sources" || name === "exposure_scores") {
    const layouts = sourcesByTable[name].map((source) => releaseLayout[source]);
    const classes = "GWA classes of Kochhar (2023), Pew Research Center, as a public replication gives them";
    const licences = layouts.map(({ licence }) => licence);
    return {
      release: onet.number,
      source: [...layouts.map(({ origin }) => origin), classes].join("; "),
      licence: [...new Set([...licences, "see exposure_sources.tsv per source"])].join("; "),
    };
  }
  if (name === "wages") {
    const { origin, file, licence } = releaseLayout.wages;
    return { release: `May ${wageYear}`, source: `${origin}; ${file.replace(/\.csv$/, "")}`, licence };
  }
  const parts = tableBuilders[name].inputs.map((input) => onet.describe(input));
  return {
    release: parts[0]?.release ?? onet.number,
    source: [onetOrigin, parts.flatMap(({ files }) => files).join(", ")].join("; "),
    licence: onetLicence,
  };
}
