import { type RelatednessTier, relatednessTiers, type TaskType } from "@/db/enums";
import { invalid } from "@/lib/errors";
import type { PackSourceRow, PackTableName } from "@/lib/onet/pack/pack-tables";
import type { ReleaseFolder } from "@/lib/onet/pack/release-folder-reader";

/** The rows of one release folder, reduced to codes, names and figures: no statement, no description. */
export type BuiltTables = { [N in PackTableName]: PackSourceRow<N>[] };
export type OnetTableName = Exclude<PackTableName, "exposure_sources" | "exposure_scores" | "wages">;
export type OnetTables = Pick<BuiltTables, OnetTableName>;

const gwaIdPattern = /^4\.A\.\d+\.[a-z]\.\d+$/;

export function buildOnetTables(folder: ReleaseFolder): OnetTables {
  const skillRows = folder.read("skills");
  return {
    occupations: folder.read("occupations").map((row) => ({ code: row["O*NET-SOC Code"], title: row.Title })),
    titles: buildTitles(folder),
    gwas: folder
      .read("contentModel")
      .filter((row) => gwaIdPattern.test(row["Element ID"]))
      .map((row) => ({ id: row["Element ID"], name: row["Element Name"] })),
    iwas: folder
      .read("iwas")
      .map((row) => ({ id: row["IWA ID"], gwa_id: row["Element ID"], name: row["IWA Title"] })),
    dwas: folder
      .read("dwas")
      .map((row) => ({ id: row["DWA ID"], iwa_id: row["IWA ID"], name: row["DWA Title"] })),
    gwa_ratings: buildGwaRatings(folder),
    skills: [...new Map(skillRows.map((row) => [row["Element ID"], row["Element Name"]]))].map(
      ([id, name]) => ({ id, name }),
    ),
    skill_ratings: buildSkillRatings(skillRows),
    tasks: buildTasks(folder),
    task_dwas: folder.read("taskDwas").map((row) => ({
      code: row["O*NET-SOC Code"],
      task_id: toInteger(row["Task ID"], "Task ID"),
      dwa_id: row["DWA ID"],
    })),
    technologies: folder.read("technologies").map((row) => ({
      code: row["O*NET-SOC Code"],
      name: row.Example,
      hot: row["Hot Technology"] === "Y",
      in_demand: row["In Demand"] === "Y",
    })),
    related_occupations: folder.read("relatedOccupations").map((row) => ({
      code: row["O*NET-SOC Code"],
      related_code: row["Related O*NET-SOC Code"],
      tier: toTier(row["Relatedness Tier"]),
      position: toInteger(row.Index, "Index"),
    })),
    job_zones: folder.read("jobZones").map((row) => ({
      code: row["O*NET-SOC Code"],
      job_zone: toInteger(row["Job Zone"], "Job Zone"),
    })),
  };
}

/** A short title that several alternate titles share counts once per occupation. */
function buildTitles(folder: ReleaseFolder): PackSourceRow<"titles">[] {
  const alternates = folder.read("alternateTitles");
  const titles = [
    ...alternates.map((row) => ({
      code: row["O*NET-SOC Code"],
      title: row["Alternate Title"],
      kind: "alternate" as const,
    })),
    ...alternates
      .filter((row) => row["Short Title"] !== "n/a")
      .map((row) => ({ code: row["O*NET-SOC Code"], title: row["Short Title"], kind: "short" as const })),
    ...folder.read("reportedTitles").map((row) => ({
      code: row["O*NET-SOC Code"],
      title: row["Reported Job Title"],
      kind: "reported" as const,
    })),
  ];
  return [...new Map(titles.map((row) => [`${row.code}\t${row.title}\t${row.kind}`, row])).values()];
}

type ScaledRow = {
  readonly "O*NET-SOC Code": string;
  readonly "Element ID": string;
  readonly "Scale ID": string;
  readonly "Data Value": string;
};

/** Importance (IM) and level (LV) of one occupation and element stand in two rows of the source. */
function pairByElement<R extends ScaledRow>(rows: readonly R[]): { importance?: R; level?: R; row: R }[] {
  const pairs = new Map<string, { importance?: R; level?: R; row: R }>();
  for (const row of rows) {
    const key = `${row["O*NET-SOC Code"]}\t${row["Element ID"]}`;
    const pair = pairs.get(key) ?? { row };
    if (row["Scale ID"] === "IM") pair.importance = row;
    if (row["Scale ID"] === "LV") pair.level = row;
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

function buildGwaRatings(folder: ReleaseFolder): PackSourceRow<"gwa_ratings">[] {
  return pairByElement(folder.read("workActivities")).map((pair) => ({
    code: pair.row["O*NET-SOC Code"],
    gwa_id: pair.row["Element ID"],
    importance: toDecimal(pair.importance?.["Data Value"], "Data Value"),
    level: toDecimal(pair.level?.["Data Value"], "Data Value"),
  }));
}

function buildSkillRatings(
  rows: readonly (ScaledRow & { readonly "Recommend Suppress": string; readonly "Not Relevant": string })[],
): PackSourceRow<"skill_ratings">[] {
  return pairByElement(rows).map((pair) => ({
    code: pair.row["O*NET-SOC Code"],
    skill_id: pair.row["Element ID"],
    importance: toDecimal(pair.importance?.["Data Value"], "Data Value"),
    level: toDecimal(pair.level?.["Data Value"], "Data Value"),
    suppress: pair.importance?.["Recommend Suppress"] === "Y" || pair.level?.["Recommend Suppress"] === "Y",
    not_relevant: pair.level?.["Not Relevant"] === "Y",
  }));
}

const taskTypes: Readonly<Record<string, TaskType>> = {
  Core: "core",
  Supplemental: "supplemental",
  "n/a": "unrated",
};

function buildTasks(folder: ReleaseFolder): PackSourceRow<"tasks">[] {
  const importance = new Map(
    folder
      .read("taskRatings")
      .filter((row) => row["Scale ID"] === "IM")
      .map((row) => [row["Task ID"], row["Data Value"]]),
  );
  return folder.read("tasks").map((row) => {
    const type = taskTypes[row["Task Type"]];
    if (type === undefined) {
      throw invalid(`Task ${row["Task ID"]} has the type "${row["Task Type"]}", which is not known.`);
    }
    return {
      task_id: toInteger(row["Task ID"], "Task ID"),
      code: row["O*NET-SOC Code"],
      type,
      importance: toDecimal(importance.get(row["Task ID"]), "Data Value"),
    };
  });
}

function toTier(text: string): RelatednessTier {
  const name = text.toLowerCase().replace("-", "_");
  const tier = relatednessTiers.find((known) => known === name);
  if (tier === undefined) throw invalid(`The relatedness tier "${text}" is not known.`);
  return tier;
}

function toInteger(text: string, column: string): number {
  if (!/^\d+$/.test(text)) throw invalid(`"${text}" in the column ${column} is not a whole number.`);
  return Number(text);
}

/** `n/a`, empty and absent are unknown. */
function toDecimal(text: string | undefined, column: string): number | null {
  if (text === undefined || text === "" || text === "n/a") return null;
  if (!/^\d+(\.\d+)?$/.test(text)) throw invalid(`"${text}" in the column ${column} is not a number.`);
  return Number(text);
}
