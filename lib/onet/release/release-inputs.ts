import type { releaseOrigins } from "@/db/enums";

/**
 * What an O*NET release is made of, whatever its files, columns and ids are called in the release at hand or in the Web
 * Services. `release-layout.ts` says which file and column carries what.
 */
export const inputFields = {
  occupations: ["code", "title", "description"],
  alternateTitles: ["code", "title", "shortTitle"],
  reportedTitles: ["code", "title"],
  contentModel: ["id", "name", "description"],
  iwas: ["id", "gwaId", "name"],
  dwas: ["id", "iwaId", "name"],
  /** One row per occupation, GWA and scale: importance (IM) and level (LV). */
  workActivities: ["code", "elementId", "scale", "value", "suppress", "notRelevant", "date"],
  /** The same for skills. */
  skills: ["code", "elementId", "name", "scale", "value", "suppress", "notRelevant", "date"],
  tasks: ["code", "taskId", "statement", "type", "date"],
  /** Importance (IM), relevance (RT) and frequency (FT, one row for each of seven categories). */
  taskRatings: ["code", "taskId", "scale", "category", "value", "suppress", "date"],
  taskDwas: ["code", "taskId", "dwaId", "date"],
  technologies: ["code", "name", "hot", "inDemand"],
  relatedOccupations: ["code", "relatedCode", "tier", "position"],
  jobZones: ["code", "jobZone", "date"],
  emergingTasks: ["code", "statement", "category", "originalTaskId", "date"],
} as const satisfies Record<string, readonly string[]>;

export type InputName = keyof typeof inputFields;
export type InputField<I extends InputName> = (typeof inputFields)[I][number];

export const inputNames = Object.keys(inputFields) as InputName[];

/** Texts as the source writes them, trimmed; null is `n/a`, empty, or a column that this source does not have. */
export type SourceRow<I extends InputName> = Readonly<Record<InputField<I>, string | null>>;

export type InputDescription = {
  /** Official names of the files, without ending. */
  readonly files: readonly string[];
  /** Release of the figures, where the file's own name says another than the source's. */
  readonly release: string;
  /** Changes when the bytes behind it do; a table that was staged from the same is not read again. */
  readonly fingerprint: string;
  /** Fields that this source does not carry. */
  readonly absent: ReadonlySet<string>;
};

/** A release to be read: a folder, a zip file, or the Web Services. */
export type ReleaseSource = {
  readonly origin: (typeof releaseOrigins)[number];
  /** O*NET's number, `31.0`. */
  readonly number: string;
  describe(input: InputName): InputDescription;
  /** The rows in batches, each as soon as it is there; may be called again. */
  read<I extends InputName>(input: I): AsyncIterable<readonly SourceRow<I>[]>;
  close(): Promise<void>;
};

/** O*NET's numbers: `30.1`, `31.0`. */
export const releaseNumberPattern = /^\d{1,3}\.\d{1,2}$/;
