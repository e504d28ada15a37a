import { type BoardPlace, moveOnBoard } from "./board";
import type { CandidateCard } from "./schema";

/** What a person does to cards. The browser shows it at once; the server decides by the same rules. */
export type BoardChange =
  | { readonly kind: "move"; readonly ids: readonly string[]; readonly place: BoardPlace }
  | { readonly kind: "release"; readonly ids: readonly string[] }
  | { readonly kind: "choose"; readonly ids: readonly string[]; readonly isChosen: boolean }
  | { readonly kind: "dismiss"; readonly id: string };

/** The board as the server will have it after the change; as it was when the change is none. */
export function withChange(cards: readonly CandidateCard[], change: BoardChange): readonly CandidateCard[] {
  if (change.kind === "dismiss") return cards.filter(({ id }) => id !== change.id);
  const ids = new Set(change.ids);
  if (change.kind === "move") {
    const moved = moveOnBoard(cards, change.ids, change.place);
    return (
      moved?.map((card) => (ids.has(card.id) ? takenUp({ ...card, tierOrigin: "user" }) : card)) ?? cards
    );
  }
  return cards.map((card) => {
    if (!ids.has(card.id)) return card;
    return change.kind === "release" ? released(card) : chosen(card, change.isChosen);
  });
}

/** A person's change: a new version, and no longer out of date unless the latest run has no score for it. */
function takenUp(card: CandidateCard): CandidateCard {
  const staleReason = card.staleReason === "not_scored" ? card.staleReason : null;
  return { ...card, staleReason, version: card.version + 1 };
}

function released(card: CandidateCard): CandidateCard {
  if (!isReleasable(card)) return card;
  const { runTier, rank, version } = card;
  return {
    ...card,
    tier: runTier ?? card.tier,
    tierOrigin: "rule",
    position: rank ?? card.position,
    version: version + 1,
  };
}

function chosen(card: CandidateCard, isChosen: boolean): CandidateCard {
  if (card.isChosenForBuild === isChosen) return card;
  const marked = { ...card, isChosenForBuild: isChosen };
  return isChosen ? takenUp(marked) : { ...marked, version: card.version + 1 };
}

/** Moved by hand, and its run knows where else it would stand. */
export function isReleasable({ tierOrigin, runTier }: CandidateCard): boolean {
  return tierOrigin === "user" && runTier !== null;
}
