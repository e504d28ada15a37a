/** Small, whole releases in the layout that O*NET has had since 30.3, for the stub and for tests. */

/** The key that the stub takes. */
export const onetStubKey = "k7Zq-stub-4vWm-92xT";

type Value = string | number | null;

export interface OnetTable {
  /** As the Web Services call it, and as the file of the download is called. */
  readonly table: string;
  readonly file: string;
  /** Column of the Web Services, column of the file. */
  readonly columns: readonly (readonly [string, string])[];
  readonly rows: readonly (readonly Value[])[];
}

export interface OnetRelease {
  readonly number: string;
  readonly tables: readonly OnetTable[];
}

const code = ["onetsoc_code", "O*NET-SOC Code"] as const;
const element = ["element_id", "Element ID"] as const;
const scale = ["scale_id", "Scale ID"] as const;
const value = ["data_value", "Data Value"] as const;
const suppress = ["recommend_suppress", "Recommend Suppress"] as const;
const notRelevant = ["not_relevant", "Not Relevant"] as const;
const date = ["date_updated", "Date"] as const;
const task = ["task_id", "Task ID"] as const;
const day = "2026-08-01";

const gwas = ["4.A.1.a.1", "4.A.2.a.4", "4.A.3.b.1", "4.A.4.a.4"];
const count = (n: number) => Array.from({ length: n }, (_, index) => index);
const codeOf = (n: number) => `15-${String(1000 + n)}.00`;
const iwaOf = (n: number) => `${gwas[n % gwas.length]}.a`;
const dwaOf = (n: number) => `${iwaOf(n)}.${Math.floor(n / gwas.length) + 1}`;

function ratings(n: number, ids: readonly string[]): Value[][] {
  return count(n).flatMap((o) =>
    ids.flatMap((id, at) => [
      [codeOf(o), id, `Element ${id}`, "IM", 1 + ((o + at) % 17) / 4, "N", null, day],
      [
        codeOf(o),
        id,
        `Element ${id}`,
        "LV",
        ((o * 3 + at) % 27) / 4,
        "N",
        (o + at) % 9 === 0 ? "Y" : "N",
        day,
      ],
    ]),
  );
}

const rated = [
  code,
  element,
  ["element_name", "Element Name"],
  scale,
  value,
  suppress,
  notRelevant,
  date,
] as const;

function taskTables(n: number, tasksEach: number): OnetTable[] {
  const tasks = count(n * tasksEach).map((t) => ({
    id: 30_000 + t,
    code: codeOf(Math.floor(t / tasksEach)),
    t,
  }));
  return [
    {
      table: "task_statements",
      file: "Task Statements",
      columns: [code, task, ["task", "Task"], ["task_type", "Task Type"], date],
      rows: tasks.map(({ id, code: of, t }) => [
        ...[of, id, `Do piece of work ${t}, and see that it is done.`],
        ...[t % 5 === 4 ? null : t % 3 === 0 ? "Supplemental" : "Core", day],
      ]),
    },
    {
      table: "task_ratings",
      file: "Task Ratings",
      columns: [code, task, scale, ["category", "Category"], value, suppress, date],
      rows: tasks
        .filter(({ t }) => t % 5 !== 4)
        .flatMap(({ id, code: of, t }) => [
          [of, id, "IM", null, 1 + (t % 17) / 4, "N", day],
          [of, id, "RT", null, 20 + (t % 80), "N", day],
          ...count(7).map((category) => [of, id, "FT", category + 1, (t + category) % 100, "N", day]),
        ]),
    },
    {
      table: "tasks_to_dwas",
      file: "Tasks to DWAs",
      columns: [code, task, ["dwa_element_id", "DWA Element ID"], date],
      rows: tasks.map(({ id, code: of, t }) => [of, id, dwaOf(t % 16), day]),
    },
  ];
}

/** @param change other words here and there, as a correction or the next release has them */
export function makeOnetRelease(
  number: string,
  {
    occupations = 24,
    tasksEach = 5,
    change = "",
  }: { occupations?: number; tasksEach?: number; change?: string } = {},
): OnetRelease {
  const n = occupations;
  const tables: OnetTable[] = [
    {
      table: "occupation_data",
      file: "Occupation Data",
      columns: [code, ["title", "Title"], ["description", "Description"]],
      rows: count(n).map((o) => [codeOf(o), `Keepers of thing ${o}`, `They keep thing ${o}${change}.`]),
    },
    {
      table: "job_titles",
      file: "Job Titles",
      columns: [code, ["job_title", "Job Title"], ["short_title", "Short Title"]],
      rows: count(n).flatMap((o) => [
        [codeOf(o), `Thing ${o} Keeper`, `TK${o}`],
        [codeOf(o), `Guardian of ${o}`, null],
      ]),
    },
    {
      table: "sample_of_reported_titles",
      file: "Sample of Reported Titles",
      columns: [code, ["reported_job_title", "Reported Job Title"]],
      rows: count(n).map((o) => [codeOf(o), `Thing ${o} Keeper`]),
    },
    {
      table: "content_model_reference",
      file: "Content Model Reference",
      columns: [element, ["element_name", "Element Name"], ["description", "Description"]],
      rows: gwas.map((id, at) => [id, `Working in way ${at}`, `Way ${at}.`]),
    },
    {
      table: "gwas_to_iwas",
      file: "GWAs to IWAs",
      columns: [
        ["gwa_element_id", "GWA Element ID"],
        ["iwa_element_id", "IWA Element ID"],
        ["iwa_element_name", "IWA Element Name"],
      ],
      rows: gwas.map((id, at) => [id, iwaOf(at), `Work on part ${at}`]),
    },
    {
      table: "gwas_to_iwas_to_dwas",
      file: "GWAs to IWAs to DWAs",
      columns: [
        ["gwa_element_id", "GWA Element ID"],
        ["iwa_element_id", "IWA Element ID"],
        ["dwa_element_id", "DWA Element ID"],
        ["dwa_element_name", "DWA Element Name"],
      ],
      rows: count(16).map((d) => [gwas[d % 4] ?? "", iwaOf(d), dwaOf(d), `Work on detail ${d}`]),
    },
    { table: "work_activities", file: "Work Activities", columns: rated, rows: ratings(n, gwas) },
    {
      table: "essential_skills",
      file: "Essential Skills",
      columns: rated,
      rows: ratings(n, ["2.A.1.a", "2.A.1.b"]),
    },
    {
      table: "transferable_skills",
      file: "Transferable Skills",
      columns: rated,
      rows: ratings(n, ["2.B.1.a"]),
    },
    ...taskTables(n, tasksEach),
    {
      table: "software_skills",
      file: "Software Skills",
      columns: [
        code,
        ["workplace_example", "Workplace Example"],
        ["hot_technology", "Hot Technology"],
        ["in_demand", "In Demand"],
      ],
      rows: count(n).flatMap((o) => [
        [codeOf(o), "Tables", "Y", o % 2 === 0 ? "Y" : "N"],
        [codeOf(o), `Register ${o}`, "N", "N"],
      ]),
    },
    {
      table: "related_occupations",
      file: "Related Occupations",
      columns: [
        code,
        ["related_onetsoc_code", "Related O*NET-SOC Code"],
        ["relatedness_tier", "Relatedness Tier"],
        ["related_index", "Index"],
      ],
      rows: count(n).map((o) => [codeOf(o), codeOf((o + 1) % n), "Primary-Short", 1]),
    },
    {
      table: "job_zones",
      file: "Job Zones",
      columns: [code, ["job_zone", "Job Zone"], date],
      rows: count(n).map((o) => [codeOf(o), 1 + (o % 5), day]),
    },
    {
      table: "emerging_tasks",
      file: "Emerging Tasks",
      columns: [
        code,
        ["task", "Task"],
        ["category", "Category"],
        ["original_task_id", "Original Task ID"],
        date,
      ],
      rows: [
        [codeOf(0), "Keep things with a machine.", "New", null, day],
        [codeOf(1), "Keep things in another way.", "Revision", 30_000 + tasksEach, day],
      ],
    },
  ];
  return { number, tables };
}

/** Rows as the Web Services send them. */
export function rowsOf({ columns, rows }: OnetTable): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(columns.map(([name], at) => [name, row[at] ?? null])));
}

function cellOf(cell: Value | undefined): string {
  if (cell === null || cell === undefined) return "n/a";
  return typeof cell === "string" ? cell.replace(/^(\d{4})-(\d{2})-\d{2}$/, "$2/$1") : String(cell);
}

/** Name and text of each file of the download. */
export function textFilesOf({
  number,
  tables,
}: OnetRelease): { readonly name: string; readonly content: string }[] {
  const folder = `db_${number.replace(".", "_")}_text`;
  const files = tables.map(({ file, columns, rows }) => {
    const lines = [
      columns.map(([, title]) => title),
      ...rows.map((row) => columns.map((_, at) => cellOf(row[at]))),
    ];
    return {
      name: `${folder}/${file}.txt`,
      content: `${lines.map((line) => line.join("\t")).join("\r\n")}\r\n`,
    };
  });
  return [
    { name: `${folder}/Read Me.txt`, content: `O*NET ${number} Database\r\nAugust 2026 Release\r\n` },
    ...files,
  ];
}
