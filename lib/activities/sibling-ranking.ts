import type { ProfiledSibling } from "@/lib/roles/panel-schema";

/** A described occupation that might stand for one that O*NET does not describe. */
export interface SiblingToRank extends ProfiledSibling {
  /** Word lists of its own title and the others it goes by. */
  readonly titles: readonly (readonly string[])[];
}

const reasonOrder: Readonly<Record<ProfiledSibling["why"], number>> = {
  candidate: 0,
  title: 1,
  sibling: 2,
  related: 3,
};

/** Shared words by all words of both, 0–1. */
function overlap(a: ReadonlySet<string>, b: readonly string[]): number {
  const other = new Set(b);
  const shared = [...other].filter((word) => a.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + other.size - shared);
}

/** Those whose titles come nearest to the role's, the best first; ties by why they are offered, then by code. */
export function rankSiblings(
  titleWords: readonly string[],
  siblings: readonly SiblingToRank[],
  limit: number,
): ProfiledSibling[] {
  const words = new Set(titleWords);
  return siblings
    .map(({ titles, ...sibling }) => ({
      sibling,
      match: titles.reduce((best, title) => Math.max(best, overlap(words, title)), 0),
    }))
    .sort(
      (a, b) =>
        b.match - a.match ||
        reasonOrder[a.sibling.why] - reasonOrder[b.sibling.why] ||
        (a.sibling.code < b.sibling.code ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ sibling }) => sibling);
}
