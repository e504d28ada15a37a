import type { Tier } from "@/db/enums";
import type { ComputedDiff, Move, OccupationMove } from "./release-diff";

/** What the page "what would move" asks for and shows; safe for the browser. */

/** An exposure that changes by less than this is not worth a look. */
export const defaultLeastChange = 0.05;

export const moveViews = ["candidates", "occupations"] as const;
export type MoveView = (typeof moveViews)[number];

/** `used`: occupations that roles of the organization are mapped to. */
export const moveScopes = ["used", "all"] as const;
export type MoveScope = (typeof moveScopes)[number];

export const moveSorts = ["change", "name", "before", "after", "people"] as const;
export type MoveSort = (typeof moveSorts)[number];

export const movesPerPage = 50;

export interface MovesQuery {
  readonly view: MoveView;
  readonly scope: MoveScope;
  /** The least change of exposure, 0–1. */
  readonly by: number;
  readonly sort: MoveSort;
  readonly dir: "asc" | "desc";
  readonly page: number;
}

export interface MovedOccupation extends OccupationMove {
  /** Roles of the organization that are mapped to it, and their people. */
  readonly roleCount: number;
  readonly headcount: number;
}

export interface MovedCandidate extends Move {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly roleTitle: string;
  readonly headcount: number;
  readonly sessionId: string;
  readonly sessionName: string;
  /** What O*NET changed about the role's occupation; null where neither release has it. */
  readonly occupation: OccupationMove | null;
}

export interface ReleaseDiff {
  readonly from: string;
  readonly to: string;
  readonly source: { readonly name: string; readonly version: string };
  readonly occupations: readonly MovedOccupation[];
  readonly candidates: readonly MovedCandidate[];
}

export interface MovesPage<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pageCount: number;
  readonly total: number;
}

/** By how much; null where one of the two is unknown. */
export function changeOf({ before, after }: Move): number | null {
  return before === null || after === null ? null : after - before;
}

const leastChange = 1e-6;
const rounding = 1e-9;

/** A figure that appears or goes counts as moved, by whatever amount. */
export function hasMoved(move: Move, by: number): boolean {
  const change = changeOf(move);
  if (change === null) return move.before !== move.after;
  // A threshold of 0 must not list what only rounds, and one of .05 must list .25 − .2.
  return Math.abs(change) >= Math.max(by, leastChange) - rounding;
}

interface Listed {
  readonly move: Move;
  readonly name: string;
  readonly people: number;
}

function pageOf<T>(
  rows: readonly T[],
  listed: (row: T) => Listed,
  { by, sort, dir, page }: MovesQuery,
): MovesPage<T> {
  const keyed = rows
    .map((row) => ({ row, ...listed(row) }))
    .filter(({ move }) => hasMoved(move, by))
    .sort((a, b) => compareListed(a, b, sort, dir));
  const pageCount = Math.max(1, Math.ceil(keyed.length / movesPerPage));
  const shown = Math.min(page, pageCount);
  return {
    items: keyed.slice((shown - 1) * movesPerPage, shown * movesPerPage).map(({ row }) => row),
    page: shown,
    pageCount,
    total: keyed.length,
  };
}

/** Unknown sorts as the largest change, and below every figure. */
function keyOf({ move, people }: Listed, sort: Exclude<MoveSort, "name">): number {
  if (sort === "people") return people;
  if (sort !== "change") return move[sort] ?? -1;
  const change = changeOf(move);
  return change === null ? 2 : Math.abs(change);
}

function compareListed(a: Listed, b: Listed, sort: MoveSort, dir: "asc" | "desc"): number {
  const byName = a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  const order = sort === "name" ? byName : keyOf(a, sort) - keyOf(b, sort);
  return (dir === "asc" ? order : -order) || byName;
}

export function pageOfOccupations(diff: ReleaseDiff, query: MovesQuery): MovesPage<MovedOccupation> {
  const rows = query.scope === "all" ? diff.occupations : diff.occupations.filter((row) => row.roleCount > 0);
  return pageOf(rows, (row) => ({ move: row, name: row.title, people: row.headcount }), query);
}

export function pageOfCandidates(diff: ReleaseDiff, query: MovesQuery): MovesPage<MovedCandidate> {
  return pageOf(diff.candidates, (row) => ({ move: row, name: row.name, people: row.headcount }), query);
}

/** What the thread computed, with what only the database knows. */
export function describeDiff(
  computed: ComputedDiff,
  known: Pick<ReleaseDiff, "from" | "to" | "source"> & {
    readonly usage: ReadonlyMap<string, { readonly roleCount: number; readonly headcount: number }>;
    readonly candidates: readonly Omit<MovedCandidate, "before" | "after" | "occupation">[];
  },
): ReleaseDiff {
  const byCode = new Map(computed.occupations.map((move) => [move.code, move]));
  const byId = new Map(computed.candidates.map((move) => [move.id, move]));
  return {
    from: known.from,
    to: known.to,
    source: known.source,
    occupations: computed.occupations.map((move) => ({
      ...move,
      ...(known.usage.get(move.code) ?? { roleCount: 0, headcount: 0 }),
    })),
    candidates: known.candidates.map((candidate) => {
      const move = byId.get(candidate.id);
      return {
        ...candidate,
        before: move?.before ?? null,
        after: move?.after ?? null,
        occupation: (move?.code ? byCode.get(move.code) : undefined) ?? null,
      };
    }),
  };
}
