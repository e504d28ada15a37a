import { z } from "zod";

/** What the Web Services answer, as far as it is used; fields that are not named here are left out. */

const count = z.number().int().min(0);

/** `start` and `end` count from 1, both inclusive; a page without rows ends before it starts. */
const page = { start: count, end: count, total: count };

export const OccupationPage = z.object({
  ...page,
  occupation: z.array(z.object({ code: z.string(), title: z.string() })),
});
export type OccupationPage = z.infer<typeof OccupationPage>;

export const OccupationOverview = z.object({
  code: z.string(),
  title: z.string(),
  description: z.string().optional(),
});
export type OccupationOverview = z.infer<typeof OccupationOverview>;

export const TableList = z.array(z.object({ table_id: z.string(), title: z.string() }));

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const RowPage = z.object({
  ...page,
  table_id: z.string().optional(),
  row: z.array(z.record(z.string(), Cell)),
});
export type RowPage = z.infer<typeof RowPage>;

/** The sections of an occupation's details that are asked for, with the field that holds the items of each. */
export const detailSections = {
  tasks: "task",
  work_activities: "element",
  detailed_work_activities: "activity",
  skills: "element",
  technology_skills: "category",
  related_occupations: "occupation",
} as const;
export type DetailSection = keyof typeof detailSections;

export const DetailPage = z.object(page).loose();

const releaseNumber = /(?:^|\D)(\d{2}\.\d)(?:\D|$)/;

/**
 * The release of the data in an answer of `/about/`. The manual does not say under which name it stands there, so any
 * text beside the interface's own version that holds a number such as 31.0 is taken.
 */
export function releaseIn(about: unknown): string | undefined {
  if (typeof about !== "object" || about === null) return undefined;
  const fields = Object.entries(about).filter(([name]) => !/api|service|^version$/i.test(name));
  const texts = fields.flatMap(([, value]) => (typeof value === "string" ? [value] : []));
  return texts.map((text) => releaseNumber.exec(text)?.[1]).find((number) => number !== undefined);
}
