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
import { reviewStates } from "@/lib/activities/schema";

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
  /** Which occupations are listed; left out, those to look at go first. */
  state: parseAsStringLiteral([...reviewStates, "all"]),
  after: parseAsPattern(/^[\d.]+_\d{2}-\d{4}\.\d{2}$/),
  /** The activity whose tasks are shown. */
  evidence: parseAsActivity,
  /** The panel that copies from other work: open, its search, what from, and whether over people's decisions. */
  copy: parseAsBoolean.withDefault(false),
  copyq: parseAsString.withDefault(""),
  from: parseAsCode,
  fromRole: parseAsId,
  over: parseAsBoolean.withDefault(false),
};

/** Nothing of the panels that lie over the page. */
export const panelsClosed = {
  evidence: null,
  copy: false,
  copyq: "",
  from: null,
  fromRole: null,
  over: false,
} as const;

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

export const activityViews = ["all", "selected", "unselected", "changed", "doubtful"] as const;
export type ActivityShown = (typeof activityViews)[number];

/** What the open occupation's table shows; read in the browser, since it asks nothing of the server. */
export const tableParams = {
  find: parseAsString.withDefault(""),
  show: parseAsStringLiteral(activityViews).withDefault("all"),
  /** Beside what holds, what would hold by default. */
  compare: parseAsBoolean.withDefault(false),
};

/** The panel with the sliders; what is moved in it lies in the browser until it is saved. */
export const sliderParams = {
  sliders: parseAsBoolean.withDefault(false).withOptions({ history: "push" }),
};

/** Opened in the browser and read by the server, which knows the tasks. */
export const evidenceParams = { evidence: parseAsActivity.withOptions({ shallow: false, history: "push" }) };

const loadTableQuery = createLoader(tableParams);
const serializeAll = createSerializer({ ...activityParams, ...tableParams });

/** The page without the panels that lie over it, with the filter of its table. */
export async function closedPanelsHref(
  sessionId: string,
  query: ActivityQuery,
  searchParams: Promise<SearchParams>,
): Promise<string> {
  const table = await loadTableQuery(searchParams);
  return serializeAll(`/discovery/${sessionId}/activities`, { ...query, ...table, ...panelsClosed });
}
