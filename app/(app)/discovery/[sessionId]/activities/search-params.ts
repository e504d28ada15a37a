import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  type SearchParams,
} from "nuqs/server";

/** Odd values fall back to nothing, so that a damaged link still opens the step. */
function parseAsPattern(pattern: RegExp) {
  return createParser({ parse: (text) => (pattern.test(text) ? text : null), serialize: String });
}

const parseAsCode = parseAsPattern(/^\d{2}-\d{4}\.\d{2}$/);
const parseAsId = parseAsPattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const parseAsActivity = parseAsPattern(/^[0-9A-Za-z.]{1,60}$/);

const activityParams = {
  /** The open occupation, and the one role looked at. */
  occupation: parseAsCode,
  role: parseAsId,
  /** The list of occupations. */
  q: parseAsString.withDefault(""),
  adjusted: parseAsBoolean.withDefault(false),
  after: parseAsPattern(/^[\d.]+_\d{2}-\d{4}\.\d{2}$/),
  /** The activity whose tasks are shown. */
  evidence: parseAsActivity,
};

export type ActivityQuery = inferParserType<typeof activityParams>;

export const loadActivityQuery = createLoader(activityParams);

const serialize = createSerializer(activityParams);

export function activitiesHref(
  sessionId: string,
  query: ActivityQuery,
  change: Partial<ActivityQuery>,
): string {
  return serialize(`/discovery/${sessionId}/activities`, { ...query, ...change });
}

export const activityViews = ["all", "selected", "unselected", "changed"] as const;
export type ActivityShown = (typeof activityViews)[number];

/** What the open occupation's table shows; read in the browser, since it asks nothing of the server. */
export const tableParams = {
  find: parseAsString.withDefault(""),
  show: parseAsStringLiteral(activityViews).withDefault("all"),
};

/** Opened in the browser and read by the server, which knows the tasks. */
export const evidenceParams = { evidence: parseAsActivity.withOptions({ shallow: false, history: "push" }) };

const loadTableQuery = createLoader(tableParams);
const serializeAll = createSerializer({ ...activityParams, ...tableParams });

/** The page as it was before the activity's tasks were shown, with the filter of its table. */
export async function closedEvidenceHref(
  sessionId: string,
  query: ActivityQuery,
  searchParams: Promise<SearchParams>,
): Promise<string> {
  const table = await loadTableQuery(searchParams);
  return serializeAll(`/discovery/${sessionId}/activities`, { ...query, ...table, evidence: null });
}
