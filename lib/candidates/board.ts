import { type Tier, tiers } from "@/db/enums";

/** Places on the board: numbers with gaps, so that a move touches the moved cards only. */

export interface PlacedCard {
  readonly id: string;
  readonly position: number;
}

export interface BoardCard extends PlacedCard {
  readonly tier: Tier;
}

/** Where cards go: into a tier, behind a card of it or, with null, on top. */
export interface BoardPlace {
  readonly tier: Tier;
  readonly afterId: string | null;
}

export interface Placement {
  /** Of the moved cards, in their order. */
  readonly positions: readonly number[];
  /** Cards that made room, with their new positions. Empty unless the gap was used up. */
  readonly shifted: readonly PlacedCard[];
}

/** Under this the next halvings would soon meet in the same number. */
const leastGap = 1e-6;
/** What making room leaves between cards, so that it is not needed again at once. */
const roomyGap = 1e-3;

/** Order within a tier; ties by id, so every reader sees the same board. */
function comparePlaces(a: PlacedCard, b: PlacedCard): number {
  return a.position - b.position || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/**
 * Places for `count` cards behind `afterId` (null: on top) among the tier's other cards. Where the gap is used up,
 * as few neighbours as needed move apart; the order of all others stays.
 * @param others the tier's cards without the moved ones
 * @returns null when `afterId` is not among them
 */
export function placesAfter(
  others: readonly PlacedCard[],
  afterId: string | null,
  count: number,
): Placement | null {
  const sorted = others.toSorted(comparePlaces);
  const above = afterId === null ? -1 : sorted.findIndex(({ id }) => id === afterId);
  if (afterId !== null && above < 0) return null;
  let [low, high] = [above, above + 1];
  let gap = gapWithin(sorted, low, high, count);
  if (gap < leastGap) {
    while (gap < roomyGap) {
      low = Math.max(low - 1, -1);
      high = Math.min(high + 1, sorted.length);
      gap = gapWithin(sorted, low, high, count);
    }
  }
  const ceiling = sorted[high]?.position ?? high - low + count;
  const start = sorted[low]?.position ?? ceiling - gap * (high - low + count);
  const placeAt = (step: number) => start + gap * step;
  const before = above - low;
  return {
    positions: Array.from({ length: count }, (_, index) => placeAt(before + 1 + index)),
    shifted: [
      ...sorted.slice(low + 1, above + 1).map(({ id }, index) => ({ id, position: placeAt(index + 1) })),
      ...sorted
        .slice(above + 1, high)
        .map(({ id }, index) => ({ id, position: placeAt(before + count + 1 + index) })),
    ],
  };
}

/** Even distance of the cards between two others, `count` new ones included; 1 where one side is open. */
function gapWithin(sorted: readonly PlacedCard[], low: number, high: number, count: number): number {
  const from = sorted[low]?.position;
  const to = sorted[high]?.position;
  return from === undefined || to === undefined ? 1 : (to - from) / (high - low + count);
}

/** The cards of a tier in their order. */
export function cardsOfTier<Card extends BoardCard>(cards: readonly Card[], tier: Tier): Card[] {
  return cards.filter((card) => card.tier === tier).sort(comparePlaces);
}

/** Tier by tier, each in its order: how the board is read. */
export function inBoardOrder<Card extends BoardCard>(cards: readonly Card[]): Card[] {
  return tiers.flatMap((tier) => cardsOfTier(cards, tier));
}

/**
 * The board after a move, as the server will have it.
 * @returns null when the place is not on the board
 */
export function moveOnBoard<Card extends BoardCard>(
  cards: readonly Card[],
  ids: readonly string[],
  place: BoardPlace,
): Card[] | null {
  const moving = new Set(ids);
  const others = cards.filter(({ id, tier }) => tier === place.tier && !moving.has(id));
  const placement = placesAfter(others, place.afterId, ids.length);
  if (!placement) return null;
  const positions = new Map(placement.shifted.map(({ id, position }) => [id, position]));
  for (const [index, id] of ids.entries()) positions.set(id, placement.positions[index] ?? 0);
  return cards.map((card) => {
    const position = positions.get(card.id);
    if (position === undefined) return card;
    return { ...card, position, tier: moving.has(card.id) ? place.tier : card.tier };
  });
}

export const steps = ["up", "down", "top", "previous_tier", "next_tier"] as const;
export type Step = (typeof steps)[number];

/**
 * Where one step takes a card: over or under its neighbour, on top of its tier, or to the same height of the next tier.
 * @returns null at the edge of the board
 */
export function placeAfterStep(cards: readonly BoardCard[], id: string, step: Step): BoardPlace | null {
  const card = cards.find((each) => each.id === id);
  if (!card) return null;
  const column = cardsOfTier(cards, card.tier);
  const index = column.indexOf(card);
  if (step === "previous_tier" || step === "next_tier") {
    const target = tiers[tiers.indexOf(card.tier) + (step === "next_tier" ? 1 : -1)];
    const there = target ? cardsOfTier(cards, target) : [];
    return target ? behind(there, target, Math.min(index, there.length)) : null;
  }
  if (step === "down") return index + 1 < column.length ? behind(column, card.tier, index + 2) : null;
  if (index === 0) return null;
  return behind(column, card.tier, step === "top" ? 0 : index - 1);
}

/** The place behind the first `count` cards of a tier. */
function behind(column: readonly BoardCard[], tier: Tier, count: number): BoardPlace {
  return { tier, afterId: column[count - 1]?.id ?? null };
}

/** Behind everything that stays in the tier. */
export function placeAtEnd(cards: readonly BoardCard[], ids: readonly string[], tier: Tier): BoardPlace {
  const moving = new Set(ids);
  const last = cardsOfTier(cards, tier).findLast(({ id }) => !moving.has(id));
  return { tier, afterId: last?.id ?? null };
}

/** What the pointer is over while cards are dragged: a card's upper or lower half, or a tier below its cards. */
export interface DropTarget {
  readonly tier: Tier;
  readonly overId: string | null;
  readonly isUpperHalf: boolean;
}

/**
 * Where a drop puts the dragged cards.
 * @returns null when nothing would change
 */
export function placeOfDrop(
  cards: readonly BoardCard[],
  ids: readonly string[],
  { tier, overId, isUpperHalf }: DropTarget,
): BoardPlace | null {
  const column = cardsOfTier(cards, tier);
  const over = overId === null ? -1 : column.findIndex(({ id }) => id === overId);
  const until = over < 0 ? column.length : over + (isUpperHalf ? 0 : 1);
  const moving = new Set(ids);
  const before = column.slice(0, until).findLast(({ id }) => !moving.has(id));
  const place = { tier, afterId: before?.id ?? null };
  const moved = moveOnBoard(cards, ids, place);
  const isSame =
    moved !== null &&
    cards.every((card) => ids.every((id) => id !== card.id || card.tier === tier)) &&
    cardsOfTier(moved, tier).every(({ id }, index) => column[index]?.id === id);
  return isSame ? null : place;
}
