export interface MappedTitle {
  readonly title: string;
  /** Null: decided to have no occupation. */
  readonly code: string | null;
  readonly headcount?: number;
  readonly department?: string | null;
}

const timekeeper: MappedTitle = { title: "Timekeeper", code: "43-3051.00", headcount: 30 };

/** Twelve roles over four departments, one without an occupation, enough for tiers by percentile. */
export const twelveTitles: readonly MappedTitle[] = [
  timekeeper,
  { title: "Bookkeeper", code: "43-3031.00", headcount: 40 },
  { title: "Payroll Clerk", code: "43-3051.00", headcount: 12 },
  { title: "Software Developer", code: "15-1252.00", headcount: 25, department: "IT" },
  { title: "Data Scientist", code: "15-2051.00", headcount: 8, department: "IT" },
  { title: "Registered Nurse", code: "29-1141.00", headcount: 60, department: "Care" },
  { title: "Nursing Assistant", code: "31-1131.00", headcount: 45, department: "Care" },
  { title: "Electrician", code: "47-2111.00", headcount: 9, department: "Plant" },
  { title: "Welder", code: "51-4121.00", headcount: 14, department: "Plant" },
  { title: "Line Cook", code: "35-2014.00", headcount: 6, department: null },
  { title: "Managers, All Other", code: "11-9199.00", headcount: 3, department: null },
  { title: "Board Member", code: null, headcount: 2, department: null },
];
