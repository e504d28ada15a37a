import type { InputField, InputName } from "@/lib/onet/release/release-inputs";

/**
 * Which tables of the Web Services feed which part of a release, and which column each field: the counterpart of the
 * files in `lib/onet/release`. Of several sets of tables the first that the service has is read; of several columns the
 * first that the rows have. Names up to 30.2 and from 30.3 on stand side by side.
 */
interface InputTables<I extends InputName> {
  readonly sets: readonly (readonly [string, ...string[]])[];
  readonly columns: Readonly<Record<InputField<I>, readonly string[]>>;
}

const code = ["onetsoc_code", "o_net_soc_code"];
const date = ["date_updated", "date"];
const suppress = ["recommend_suppress"];
const notRelevant = ["not_relevant"];
const scale = ["scale_id"];
const value = ["data_value"];
const taskId = ["task_id"];
const gwaId = ["gwa_element_id", "element_id"];
const iwaId = ["iwa_element_id", "iwa_id"];
const dwaId = ["dwa_element_id", "dwa_id"];

const tables: { readonly [I in InputName]: InputTables<I> } = {
  occupations: {
    sets: [["occupation_data"]],
    columns: { code, title: ["title"], description: ["description"] },
  },
  alternateTitles: {
    sets: [["alternate_titles"], ["job_titles"]],
    columns: { code, title: ["alternate_title", "job_title"], shortTitle: ["short_title"] },
  },
  reportedTitles: {
    sets: [["sample_of_reported_titles"]],
    columns: { code, title: ["reported_job_title"] },
  },
  contentModel: {
    sets: [["content_model_reference"]],
    columns: { id: ["element_id"], name: ["element_name"], description: ["description"] },
  },
  iwas: {
    sets: [["iwa_reference"], ["gwas_to_iwas"]],
    columns: { id: iwaId, gwaId, name: ["iwa_title", "iwa_element_name"] },
  },
  dwas: {
    sets: [["dwa_reference"], ["gwas_to_iwas_to_dwas"]],
    columns: { id: dwaId, iwaId, name: ["dwa_title", "dwa_element_name"] },
  },
  workActivities: {
    sets: [["work_activities"]],
    columns: { code, elementId: ["element_id"], scale, value, suppress, notRelevant, date },
  },
  skills: {
    sets: [["skills"], ["essential_skills", "transferable_skills"]],
    columns: {
      code,
      elementId: ["element_id"],
      name: ["element_name"],
      scale,
      value,
      suppress,
      notRelevant,
      date,
    },
  },
  tasks: {
    sets: [["task_statements"]],
    columns: { code, taskId, statement: ["task"], type: ["task_type"], date },
  },
  taskRatings: {
    sets: [["task_ratings"]],
    columns: { code, taskId, scale, category: ["category"], value, suppress, date },
  },
  taskDwas: {
    sets: [["tasks_to_dwas"]],
    columns: { code, taskId, dwaId, date },
  },
  technologies: {
    sets: [["technology_skills"], ["software_skills"]],
    columns: {
      code,
      name: ["example", "workplace_example"],
      hot: ["hot_technology"],
      inDemand: ["in_demand"],
    },
  },
  relatedOccupations: {
    sets: [["related_occupations"]],
    columns: {
      code,
      relatedCode: ["related_onetsoc_code", "related_o_net_soc_code"],
      tier: ["relatedness_tier"],
      position: ["related_index", "index"],
    },
  },
  jobZones: {
    sets: [["job_zones"]],
    columns: { code, jobZone: ["job_zone"], date },
  },
  emergingTasks: {
    sets: [["emerging_tasks"]],
    columns: {
      code,
      statement: ["task"],
      category: ["category"],
      originalTaskId: ["original_task_id"],
      date,
    },
  },
};

/** The tables that feed one part of a release; undefined when the service lacks some of each set. */
export function tablesFor(input: InputName, offered: ReadonlySet<string>): readonly string[] | undefined {
  return tables[input].sets.find((set) => set.every((table) => offered.has(table)));
}

/** Every table that may be read, under the names of all families. */
export const everyTable: readonly string[] = Object.values(tables).flatMap(({ sets }) => sets.flat());

/** The name under which a field may stand, the first choice first. */
export function columnsFor(input: InputName, field: string): readonly string[] {
  const columns: Readonly<Record<string, readonly string[]>> = tables[input].columns;
  return columns[field] ?? [];
}

/** For a sentence: the tables one would expect. */
export function expectedTables(input: InputName): string {
  return tables[input].sets.map((set) => set.join(" and ")).join(", or ");
}
