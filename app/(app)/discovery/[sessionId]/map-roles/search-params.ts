import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { z } from "zod";
import { modelViews, type RoleFilter, roleSorts, roleStates, sortDirections } from "@/lib/roles/schema";

const parseAsPercent = createParser({
  parse(text) {
    const percent = parseAsInteger.parse(text);
    return percent === null || percent < 0 || percent > 100 ? null : percent;
  },
  serialize: String,
});

/** PostgreSQL takes no text with NUL in it. */
const parseAsText = createParser({
  parse: (text) => (text.includes("\0") ? null : text),
  serialize: String,
});

const parseAsId = createParser({
  parse: (text) => (z.uuid().safeParse(text).success ? text : null),
  serialize: String,
});

const roleParams = {
  state: parseAsStringLiteral(roleStates).withDefault("open"),
  q: parseAsText.withDefault(""),
  department: parseAsText.withDefault(""),
  min: parseAsPercent,
  max: parseAsPercent,
  model: parseAsStringLiteral(modelViews),
  since: parseAsId,
  sort: parseAsStringLiteral(roleSorts).withDefault("review"),
  dir: parseAsStringLiteral(sortDirections).withDefault("desc"),
  after: parseAsString,
  /** The role whose panel is open. */
  role: parseAsId,
  look: parseAsStringLiteral(["spellings"]),
};

/** What stands in the address; everything else is read anew. Odd values fall back to the default. */
export type RoleQuery = inferParserType<typeof roleParams>;

export const loadRoleQuery = createLoader(roleParams);

const serialize = createSerializer(roleParams);

/** The parameters of the filter, cleared. */
export const noFilter = { q: "", department: "", min: null, max: null, model: null, since: null } as const;

/** The address of the list with some parameters changed; a change other than the page begins at the first page and closes what is open. */
export function roleListHref(sessionId: string, query: RoleQuery, change: Partial<RoleQuery>): string {
  return serialize(`/discovery/${sessionId}/map-roles`, {
    ...query,
    after: null,
    role: null,
    look: null,
    ...change,
  });
}

/** A department may have any name, so names and the choice "without one" are told apart. */
const withoutDepartment = "none";
const namePrefix = "is:";

export function departmentValue(name: string | null): string {
  return name === null ? withoutDepartment : `${namePrefix}${name}`;
}

function readDepartment(value: string): string | null | undefined {
  if (value === withoutDepartment) return null;
  return value.startsWith(namePrefix) ? value.slice(namePrefix.length, 500) : undefined;
}

export function toFilter(query: RoleQuery): RoleFilter {
  return {
    state: query.state,
    search: query.q.slice(0, 200).trim() || undefined,
    department: readDepartment(query.department),
    minPercent: query.min ?? undefined,
    maxPercent: query.max ?? undefined,
    model: query.model ?? undefined,
    since: query.since ?? undefined,
  };
}

/** Whether anything but the state narrows the list. */
export function isNarrowed(filter: RoleFilter): boolean {
  const { search, department, minPercent, maxPercent, model, since } = filter;
  return [search, department, minPercent, maxPercent, model, since].some((value) => value !== undefined);
}
