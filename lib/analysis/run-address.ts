import { z } from "zod";
import { aggregateDimensions } from "@/db/enums";
import { firstValues, type LinkParams, readQuery } from "@/lib/http/link-query";
import { aggregateSorts, type ResultFilter, resultSorts, sortDirections, tierFilters } from "./run-views";

/** What a link to a run holds: which run, which view of it, its order and its filter, and what is open. */

export const runViews = ["roles", ...aggregateDimensions] as const;
export type RunView = (typeof runViews)[number];

const Count = z.coerce.number().int();
/** A department may have any name, so names and the choice "not stated" are told apart. */
const unstated = "none";
const namePrefix = "is:";
/** PostgreSQL takes no text with NUL in it. */
const isStorable = (text: string) => !text.includes("\0");
const Place = z
  .string()
  .max(503)
  .regex(/^(none$|is:)/)
  .refine(isStorable);

export function placeValue(name: string | null): string {
  return name === null ? unstated : `${namePrefix}${name}`;
}

/** Names as they stand in the link. */
const RunAddress = z.object({
  run: Count.min(1).optional(),
  view: z.enum(runViews).default("roles"),
  sort: z.enum([...resultSorts, ...aggregateSorts]).optional(),
  dir: z.enum(sortDirections).optional(),
  after: z.string().max(2000).optional(),
  role: z.uuid().optional(),
  activity: z.string().max(60).refine(isStorable).optional(),
  q: z.string().max(200).refine(isStorable).optional(),
  tier: z.enum(tierFilters).optional(),
  scored: z.enum(["yes", "no"]).optional(),
  department: Place.optional(),
  line: Place.optional(),
  location: Place.optional(),
  family: z.string().max(2).refine(isStorable).optional(),
  occupation: z.string().max(10).refine(isStorable).optional(),
  doing: z.string().max(60).refine(isStorable).optional(),
  coverage: Count.min(0).max(100).optional(),
  people: Count.min(0).max(100_000_000).optional(),
});
export type RunAddress = z.infer<typeof RunAddress>;

/** The filter's names in a link, in the order they are told in. */
export const filterParams = [
  "q",
  "tier",
  "scored",
  "department",
  "line",
  "location",
  "family",
  "occupation",
  "doing",
  "coverage",
  "people",
] as const satisfies readonly (keyof RunAddress)[];
export type FilterParam = (typeof filterParams)[number];

/** @throws ZodError when a value means nothing: an export must not hold more than was asked for */
export function parseRunAddress(params: LinkParams): RunAddress {
  return RunAddress.parse(firstValues(params));
}

/** For a page: what means nothing is left out, and said so. */
export function readRunAddress(params: LinkParams): { address: RunAddress; isDamaged: boolean } {
  const { query: address, isDamaged } = readQuery(RunAddress, params);
  return { address, isDamaged };
}

function readPlace(value: string | undefined): string | null | undefined {
  if (value === unstated) return null;
  return value?.slice(namePrefix.length);
}

export function toResultFilter(address: RunAddress): ResultFilter {
  return {
    search: address.q,
    tier: address.tier,
    isScored: address.scored === undefined ? undefined : address.scored === "yes",
    department: readPlace(address.department),
    lineOfBusiness: readPlace(address.line),
    location: readPlace(address.location),
    family: address.family,
    occupation: address.occupation,
    activity: address.doing,
    minCoverage: address.coverage,
    minHeadcount: address.people,
  };
}

/** The filter in one line, for exports: `tier=now; department=is:Finance`. Empty without one. */
export function filterText(address: RunAddress): string {
  return filterParams
    .flatMap((name) => (address[name] === undefined ? [] : `${name}=${address[name]}`))
    .join("; ");
}

const keepsThePage: ReadonlySet<string> = new Set(["after", "role", "activity"]);

/** A link that differs from the present one in these; null takes a part out. Another order or filter begins anew. */
export function runHref(
  present: RunAddress,
  changes: Partial<Record<keyof RunAddress, string | number | null>>,
): string {
  const beginsAnew = Object.keys(changes).some((name) => !keepsThePage.has(name));
  const merged = { ...present, ...(beginsAnew ? { after: undefined } : {}), ...changes };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) {
    const isDefault = name === "view" && value === "roles";
    if (value !== undefined && value !== null && !isDefault) params.set(name, String(value));
  }
  return `?${params}`;
}

/** What an export of a run is asked for with: order and filter, and the run by its number. */
export function exportParams(address: RunAddress, run: number): Record<string, string> {
  const link = runHref(address, { run, view: null, role: null, activity: null, after: null });
  return Object.fromEntries(new URLSearchParams(link));
}
