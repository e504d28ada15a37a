/**
 * Names of the files and columns of the pack's sources beside O*NET's, whose layout stands in
 * `lib/onet/release/release-layout.ts`.
 */
export type SourceFile = {
  readonly folder: "exposure" | "wages";
  /** Without `.gz`. */
  readonly file: string;
  readonly format: "csv" | "tsv";
  readonly columns: readonly string[];
  readonly origin: string;
  readonly licence: string;
};

export const releaseLayout = {
  eloundouTasks: {
    folder: "exposure",
    file: "eloundou_task_labels.tsv",
    format: "tsv",
    columns: ["Task ID", "gpt4_exposure", "human_labels"],
    origin: "openai/GPTs-are-GPTs at 0471612fef3c, data/full_labelset.tsv",
    licence: "MIT, (c) 2024 OpenAI",
  },
  cdrTasks: {
    folder: "exposure",
    file: "cdr_task_labels.csv",
    format: "csv",
    columns: ["task_id", "consensus_C", "consensus_D", "consensus_R"],
    origin: "danparshall/reproduction-task-exposure at 9d3ecf9e96cc, consensus of 2026-03-13",
    licence: "MIT, (c) 2026 D. Parshall, A. Lopez-Luzuriaga",
  },
  wages: {
    folder: "wages",
    file: "oews_national_may2024.csv",
    format: "csv",
    columns: ["OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "H_MEAN", "A_MEAN"],
    origin:
      "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national, May 2024",
    licence: "public domain (U.S. government work; cite BLS)",
  },
} as const satisfies Record<string, SourceFile>;

export type SourceName = keyof typeof releaseLayout;
export type SourceRow<N extends SourceName> = Readonly<
  Record<(typeof releaseLayout)[N]["columns"][number], string>
>;
