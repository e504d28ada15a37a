export interface DatedJob {
  readonly startYear: number | null;
  readonly startMonth: number | null;
  readonly endYear: number | null;
  readonly endMonth: number | null;
  readonly isCurrent: boolean;
}

const pad = (month: number) => String(month).padStart(2, "0");

const dateText = (year: number | null, month: number | null) =>
  year === null ? null : month === null ? String(year) : `${year}-${pad(month)}`;

/** When a job was held, in figures that read alike in every language. */
export function spanText({ startYear, startMonth, endYear, endMonth, isCurrent }: DatedJob): string {
  const start = dateText(startYear, startMonth);
  const end = isCurrent ? "now" : dateText(endYear, endMonth);
  if (start === null && end === null) return "dates not known";
  if (start === null) return `until ${end}`;
  return end === null ? `from ${start}` : `${start} to ${end}`;
}

/** Months since the year 0; a year alone counts as its middle. */
export const monthsAt = (year: number | null, month: number | null): number | null =>
  year === null ? null : year * 12 + (month ?? 6) - 1;

const unknown = Number.NEGATIVE_INFINITY;

function rank(job: DatedJob): readonly [number, number] {
  const start = monthsAt(job.startYear, job.startMonth) ?? unknown;
  const end = job.isCurrent ? Number.POSITIVE_INFINITY : (monthsAt(job.endYear, job.endMonth) ?? start);
  return [end, start];
}

const compare = (a: number, b: number) => (a === b ? 0 : a > b ? -1 : 1);

/** The newest first: what is held now, then by end, then by start; undated last, in the order given. */
export function newestFirst<Job extends DatedJob>(jobs: readonly Job[]): Job[] {
  return jobs
    .map((job, index) => ({ job, index, rank: rank(job) }))
    .sort((a, b) => compare(a.rank[0], b.rank[0]) || compare(a.rank[1], b.rank[1]) || a.index - b.index)
    .map(({ job }) => job);
}
