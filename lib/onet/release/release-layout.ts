import type { InputField, InputName } from "@/lib/onet/release/release-inputs";

/**
 * Which file and column of O*NET's text download carries what, in one place per family of releases. With 30.3 (May
 * 2026) O*NET renamed files, columns and ids; a release with yet another layout gets a family of its own.
 */

type Columns<I extends InputName> = Readonly<Record<InputField<I>, string | null>>;

export type FileLayout = {
  /** Name without ending: `<file>.txt` or `.txt.gz`, and ` (30.2)` where the file comes from a neighbouring release. */
  readonly file: string;
  /** Field → column; null means that this file does not carry it. */
  readonly columns: Readonly<Record<string, string | null>>;
};

/** The files that make up an input, each with its stand-ins: of several the first that is there is read. */
type InputLayout<I extends InputName> = readonly (readonly (FileLayout & {
  readonly columns: Columns<I>;
})[])[];

export type FamilyLayout = { readonly [I in InputName]: InputLayout<I> };

const code = "O*NET-SOC Code";

/** The input is one file of this name. */
function one<I extends InputName>(file: string, columns: Columns<I>): InputLayout<I> {
  return [[{ file, columns }]];
}

const scaled = { code, elementId: "Element ID", scale: "Scale ID", value: "Data Value" } as const;
const flagged = { suppress: "Recommend Suppress", notRelevant: "Not Relevant", date: "Date" } as const;
const unflagged = { suppress: null, notRelevant: null, date: null } as const;
const skill = { ...scaled, ...flagged, name: "Element Name" } as const;

const taskRating = { code, taskId: "Task ID", scale: "Scale ID", value: "Data Value" } as const;

/** What both families have under the same names. */
const common = {
  occupations: one<"occupations">("Occupation Data", { code, title: "Title", description: "Description" }),
  reportedTitles: one<"reportedTitles">("Sample of Reported Titles", { code, title: "Reported Job Title" }),
  contentModel: one<"contentModel">("Content Model Reference", {
    id: "Element ID",
    name: "Element Name",
    description: "Description",
  }),
  workActivities: [
    [
      { file: "Work Activities", columns: { ...scaled, ...flagged } },
      { file: "Work Activities - values only", columns: { ...scaled, ...unflagged } },
    ],
  ],
  tasks: one<"tasks">("Task Statements", {
    code,
    taskId: "Task ID",
    statement: "Task",
    type: "Task Type",
    date: "Date",
  }),
  taskRatings: [
    [
      {
        file: "Task Ratings",
        columns: { ...taskRating, category: "Category", suppress: "Recommend Suppress", date: "Date" },
      },
      {
        file: "Task Ratings - importance only",
        columns: { ...taskRating, category: null, suppress: null, date: null },
      },
    ],
  ],
  relatedOccupations: one<"relatedOccupations">("Related Occupations", {
    code,
    relatedCode: "Related O*NET-SOC Code",
    tier: "Relatedness Tier",
    position: "Index",
  }),
  jobZones: one<"jobZones">("Job Zones", { code, jobZone: "Job Zone", date: "Date" }),
  emergingTasks: one<"emergingTasks">("Emerging Tasks", {
    code,
    statement: "Task",
    category: "Category",
    originalTaskId: "Original Task ID",
    date: "Date",
  }),
} as const;

const upTo302: FamilyLayout = {
  ...common,
  alternateTitles: one<"alternateTitles">("Alternate Titles", {
    code,
    title: "Alternate Title",
    shortTitle: "Short Title",
  }),
  iwas: one<"iwas">("IWA Reference", { id: "IWA ID", gwaId: "Element ID", name: "IWA Title" }),
  dwas: one<"dwas">("DWA Reference", { id: "DWA ID", iwaId: "IWA ID", name: "DWA Title" }),
  skills: one<"skills">("Skills", skill),
  taskDwas: one<"taskDwas">("Tasks to DWAs", { code, taskId: "Task ID", dwaId: "DWA ID", date: "Date" }),
  technologies: one<"technologies">("Technology Skills", {
    code,
    name: "Example",
    hot: "Hot Technology",
    inDemand: "In Demand",
  }),
};

const from303: FamilyLayout = {
  ...common,
  alternateTitles: one<"alternateTitles">("Job Titles", {
    code,
    title: "Job Title",
    shortTitle: "Short Title",
  }),
  iwas: one<"iwas">("GWAs to IWAs", {
    id: "IWA Element ID",
    gwaId: "GWA Element ID",
    name: "IWA Element Name",
  }),
  dwas: one<"dwas">("GWAs to IWAs to DWAs", {
    id: "DWA Element ID",
    iwaId: "IWA Element ID",
    name: "DWA Element Name",
  }),
  skills: [[{ file: "Essential Skills", columns: skill }], [{ file: "Transferable Skills", columns: skill }]],
  taskDwas: one<"taskDwas">("Tasks to DWAs", {
    code,
    taskId: "Task ID",
    dwaId: "DWA Element ID",
    date: "Date",
  }),
  technologies: one<"technologies">("Software Skills", {
    code,
    name: "Workplace Example",
    hot: "Hot Technology",
    inDemand: "In Demand",
  }),
};

/** A family is known by the file that holds its detailed work activities. */
export const families: readonly {
  readonly name: string;
  readonly mark: string;
  readonly layout: FamilyLayout;
}[] = [
  { name: "up to 30.2", mark: "DWA Reference", layout: upTo302 },
  { name: "30.3 and later", mark: "GWAs to IWAs to DWAs", layout: from303 },
];
