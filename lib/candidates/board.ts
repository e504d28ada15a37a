/** Places on the board: numbers with gaps, so that a move touches the moved cards only. */

export interface PlacedCard {
  readonly id: string;
  readonly position: number;
}

/** Order within a tier; ties by id, so every reader sees the same board. */
export function comparePlaces(a: PlacedCard, b: PlacedCard): number {
  return a.position - b.position || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/**
 * Positions for `count` cards put behind `afterId` (null: on top) among the tier's other cards.
 * @param others the tier's cards without the moved ones
 * @returns null when `afterId` is not among them
 */
export function placesAfter(
  others: readonly PlacedCard[],
  afterId: string | null,
  count: number,
): number[] | null {
  const sorted = others.toSorted(comparePlaces);
  const index = afterId === null ? -1 : sorted.findIndex(({ id }) => id === afterId);
  if (afterId !== null && index < 0) return null;
  const below = index < 0 ? undefined : sorted[index]?.position;
  const above = sorted[index + 1]?.position;
  const from = below ?? (above === undefined ? 0 : above - count - 1);
  const to = above ?? from + count + 1;
  return Array.from({ length: count }, (_, step) => from + ((to - from) * (step + 1)) / (count + 1));
}
