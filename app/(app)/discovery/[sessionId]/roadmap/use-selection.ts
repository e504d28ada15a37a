"use client";

import { useState } from "react";
import { inBoardOrder } from "@/lib/candidates/board";
import type { CandidateCard } from "@/lib/candidates/schema";

/** The cards that are ticked; those that left the board are forgotten. */
export function useSelection(cards: readonly CandidateCard[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ids = inBoardOrder(cards.filter(({ id }) => ticked.has(id))).map(({ id }) => id);
  const set = (changed: readonly string[], isSelected: boolean) =>
    setTicked((present) => {
      const next = new Set(present);
      for (const id of changed) {
        if (isSelected) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  return {
    /** In board order. */
    ids,
    has: (id: string) => ticked.has(id),
    set,
    clear: () => setTicked(new Set()),
    /** What an action on this card takes along: the whole selection when the card belongs to it. */
    with: (id: string) => (ticked.has(id) ? ids : [id]),
  };
}

export type Selection = ReturnType<typeof useSelection>;
