/**
 * File and column names of the source folders, in one place: O*NET renames both between releases, so a release with
 * another layout gets its own list. Of several candidate names the first that lies in the folder is read.
 */
export type SourceFormat = "onet" | "csv" | "tsv";

export type SourceFile = {
  readonly folder: "onet" | "exposure" | "wages";
  /** Candidate names, without `.gz`. */
  readonly files: readonly [string, ...string[]];
  readonly format: SourceFormat;
  readonly columns: readonly string[];
  readonly origin: string;
  readonly licence: string;
};

const onetLicence = "CC BY 4.0 (USDOL/ETA)";
const onetOrigin = "O*NET database, U.S. Department of Labor, Employment and Training Administration";

function onetFile<const C extends string>(columns: readonly C[], ...files: [string, ...string[]]) {
  return {
    folder: "onet" as const,
    files,
    format: "onet" as const,
    columns,
    origin: onetOrigin,
    licence: onetLicence,
  };
}

const code = "O*NET-SOC Code";

export const releaseLayout = {
  occupations: onetFile([code, "Title"], "Occupation Data.txt"),
  alternateTitles: onetFile([code, "Alternate Title", "Short Title"], "Alternate Titles.txt"),
  reportedTitles: onetFile([code, "Reported Job Title"], "Sample of Reported Titles.txt"),
  contentModel: onetFile(["Element ID", "Element Name"], "Content Model Reference.txt"),
  iwas: onetFile(["Element ID", "IWA ID", "IWA Title"], "IWA Reference.txt"),
  dwas: onetFile(["Element ID", "IWA ID", "DWA ID", "DWA Title"], "DWA Reference.txt"),
  workActivities: onetFile(
    [code, "Element ID", "Scale ID", "Data Value"],
    "Work Activities.txt",
    "Work Activities - values only (30.0).txt",
  ),
  skills: onetFile(
    [code, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Not Relevant"],
    "Skills.txt",
    "Skills (30.2).txt",
  ),
  tasks: onetFile([code, "Task ID", "Task Type"], "Task Statements.txt"),
  taskRatings: onetFile(
    [code, "Task ID", "Scale ID", "Data Value"],
    "Task Ratings.txt",
    "Task Ratings - importance only (30.1).txt",
  ),
  taskDwas: onetFile([code, "Task ID", "DWA ID"], "Tasks to DWAs.txt"),
  technologies: onetFile([code, "Example", "Hot Technology", "In Demand"], "Technology Skills.txt"),
  relatedOccupations: onetFile(
    [code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
    "Related Occupations.txt",
  ),
  jobZones: onetFile([code, "Job Zone"], "Job Zones.txt"),
  eloundouTasks: {
    folder: "exposure",
    files: ["eloundou_task_labels.tsv"],
    format: "tsv",
    columns: ["Task ID", "gpt4_exposure", "human_labels"],
    origin: "openai/GPTs-are-GPTs at 0471612fef3c, data/full_labelset.tsv",
    licence: "MIT, (c) 2024 OpenAI",
  },
  cdrTasks: {
    folder: "exposure",
    files: ["cdr_task_labels.csv"],
    format: "csv",
    columns: ["task_id", "consensus_C", "consensus_D", "consensus_R"],
    origin: "danparshall/reproduction-task-exposure at 9d3ecf9e96cc, consensus of 2026-03-13",
    licence: "MIT, (c) 2026 D. Parshall, A. Lopez-Luzuriaga",
  },
  wages: {
    folder: "wages",
    files: ["oews_national_may2024.csv"],
    format: "csv",
    columns: ["OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "H_MEAN", "A_MEAN"],
    origin:
      "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national, May 2024",
    licence: "public domain (U.S. government work; cite BLS)",
  },
} as const;

export type SourceName = keyof typeof releaseLayout;
export type SourceRow<N extends SourceName> = Readonly<
  Record<(typeof releaseLayout)[N]["columns"][number], string>
>;
