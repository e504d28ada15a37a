import { type MoveList, movesPerPage, type RoleMove } from "./schema";

/** How far a role moved, by what the list goes by; null where it does not belong there. */
const weights: Readonly<Record<MoveList, (move: RoleMove) => number | null>> = {
  tier: ({ tier, priority }) =>
    tier.before === tier.after ? null : 1 + Math.abs((priority?.after ?? 0) - (priority?.before ?? 0)),
  priority: ({ priority }) => distance(priority),
  rank: ({ rank }) => distance(rank),
  reach: ({ reach }) => distance(reach),
};

function distance(moved: { readonly before: number; readonly after: number } | null): number | null {
  if (moved === null || moved.before === moved.after) return null;
  return Math.abs(moved.after - moved.before);
}

/** The roles that moved, the farthest first. */
export function listMoves(
  roles: readonly RoleMove[],
  { by, q }: { readonly by: MoveList; readonly q: string },
): RoleMove[] {
  const wanted = q.trim().toLowerCase();
  return roles
    .flatMap((move) => {
      const weight = weights[by](move);
      return weight === null || !move.title.toLowerCase().includes(wanted) ? [] : [{ move, weight }];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ move }) => move);
}

/** One page of them. */
export function pageOfMoves(
  roles: readonly RoleMove[],
  { page, ...query }: { readonly by: MoveList; readonly q: string; readonly page: number },
): {
  readonly items: readonly RoleMove[];
  readonly page: number;
  readonly pageCount: number;
  readonly matchCount: number;
} {
  const found = listMoves(roles, query);
  const pageCount = Math.max(1, Math.ceil(found.length / movesPerPage));
  const shown = Math.min(Math.max(1, page), pageCount);
  const items = found.slice((shown - 1) * movesPerPage, shown * movesPerPage);
  return { items, page: shown, pageCount, matchCount: found.length };
}
