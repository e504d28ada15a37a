import "server-only";
import { indexDecisions } from "@/lib/activities/activity-decisions";
import {
  findAdjustments,
  groupByOccupation,
  type MappedOccupation,
  matchesSearch,
} from "@/lib/activities/occupation-list";
import { resolveRoleActivities } from "@/lib/activities/role-activities";
import {
  type ListedOccupations,
  ListOccupationsInput,
  occupationsPerPage,
  type ReviewState,
} from "@/lib/activities/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { loadSessionActivities } from "./session-activities";
import { loadReview, type OccupationStanding } from "./session-review";

function readCursor(cursor: string): { headcount: number; code: string } {
  const [people, code] = cursor.split("_");
  const headcount = Number(people);
  if (!code || Number.isNaN(headcount)) throw invalid("This page link is damaged. Open the list anew.");
  return { headcount, code };
}

function isBeyond(occupation: MappedOccupation, cursor: ReturnType<typeof readCursor>): boolean {
  if (occupation.headcount !== cursor.headcount) return occupation.headcount < cursor.headcount;
  return occupation.code > cursor.code;
}

function countStates(standings: ReadonlyMap<string, OccupationStanding>): Record<ReviewState, number> {
  const counts: Record<ReviewState, number> = { look: 0, default: 0, right: 0 };
  for (const { state } of standings.values()) counts[state] += 1;
  return counts;
}

/** While nothing is searched for, what is to be looked at goes first. */
function stateShown(
  asked: { readonly state?: ReviewState | "all"; readonly search: string; readonly onlyAdjusted: boolean },
  counts: Readonly<Record<ReviewState, number>>,
): ReviewState | null {
  if (asked.state === "all") return null;
  if (asked.state !== undefined) return asked.state;
  return asked.search === "" && !asked.onlyAdjusted && counts.look > 0 ? "look" : null;
}

/**
 * The occupations that the session's roles are mapped to, decided or accepted by the rule, the most people first,
 * 100 a page. Those to be looked at come by their effect on the ranking, and only the first 100: as they are settled,
 * the next come up.
 */
export async function listOccupationsWithActivities(ctx: Ctx, input: unknown): Promise<ListedOccupations> {
  const asked = ListOccupationsInput.parse(input);
  const { sessionId, search = "", onlyAdjusted, after } = asked;
  const { reference, shareMode, mapped, choices, own } = await loadSessionActivities(ctx, sessionId);
  const standings = await loadReview(ctx, sessionId);
  const counts = countStates(standings);
  const state = stateShown({ state: asked.state, search, onlyAdjusted }, counts);
  const cursor = after && state !== "look" ? readCursor(after) : undefined;
  const all = groupByOccupation(mapped, reference.occupationTitles);
  const adjusted = findAdjustments(mapped, [...choices, ...own]);
  const decisionsOf = indexDecisions(choices, own);
  const matching = all.filter(
    (occupation) =>
      (!onlyAdjusted || adjusted.codes.has(occupation.code)) &&
      (state === null || standings.get(occupation.code)?.state === state) &&
      matchesSearch(occupation, search),
  );
  const wanted =
    cursor === undefined ? matching : matching.filter((occupation) => isBeyond(occupation, cursor));
  if (state === "look") sortByEffect(wanted, [...standings.keys()]);
  const items = wanted.slice(0, occupationsPerPage).flatMap(({ code, title, roles, headcount }) => {
    const standing = standings.get(code);
    if (standing === undefined) return [];
    const described = reference.activities.activitiesOf(code).activities;
    const decisions = decisionsOf(code, null);
    const { activities } = resolveRoleActivities(described, decisions, reference.lookup, shareMode);
    return {
      code,
      title,
      roleCount: roles.length,
      headcount,
      activityCount: activities.length,
      selectedCount: activities.filter(({ selected }) => selected).length,
      isAdjusted: adjusted.codes.has(code),
      need: standing.need,
      review: standing.review,
    };
  });
  const last = wanted.length > items.length && state !== "look" ? items.at(-1) : undefined;
  const unmapped = mapped.filter(({ code, isDecided }) => code === null && !isDecided);
  return {
    items,
    nextCursor: last ? `${last.headcount}_${last.code}` : null,
    state: state,
    counts,
    matchCount: matching.length,
    total: all.length,
    adjustedTotal: all.filter(({ code }) => adjusted.codes.has(code)).length,
    unmapped: {
      roleCount: unmapped.length,
      headcount: unmapped.reduce((sum, role) => sum + role.headcount, 0),
    },
  };
}

function sortByEffect(occupations: MappedOccupation[], codesByEffect: readonly string[]): void {
  const places = new Map(codesByEffect.map((code, place) => [code, place]));
  occupations.sort((a, b) => (places.get(a.code) ?? 0) - (places.get(b.code) ?? 0));
}
