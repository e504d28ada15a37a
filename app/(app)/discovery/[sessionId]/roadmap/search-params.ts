import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

export const roadmapViews = ["board", "table"] as const;
export type RoadmapView = (typeof roadmapViews)[number];

const roadmapParams = {
  view: parseAsStringLiteral(roadmapViews).withDefault("board"),
  /** Of the list below the board: what is looked for, and the rank after which its page begins. */
  q: parseAsString.withDefault(""),
  after: parseAsInteger.withDefault(0),
};

/** What stands in the address, but for the open card, which the board itself reads. */
export type RoadmapQuery = inferParserType<typeof roadmapParams>;

export const loadRoadmapQuery = createLoader(roadmapParams);

const serialize = createSerializer(roadmapParams);

export function roadmapHref(sessionId: string, query: RoadmapQuery, change: Partial<RoadmapQuery>): string {
  return serialize(`/discovery/${sessionId}/roadmap`, { ...query, ...change });
}
