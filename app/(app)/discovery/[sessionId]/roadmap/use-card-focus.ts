"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * A moved card may be taken out of the page and put in elsewhere, which takes the focus away. Puts it back on the same
 * button of the same card, unless the person went elsewhere.
 * @param region where the cards stand
 * @param cards whatever changes when cards move
 */
export function useCardFocus(region: RefObject<HTMLElement | null>, cards: unknown) {
  const wanted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cards are what may have taken the focus away
  useLayoutEffect(() => {
    if (wanted.current === null || document.activeElement !== document.body) return;
    region.current?.querySelector<HTMLElement>(`[data-focus="${wanted.current}"]`)?.focus();
  }, [cards, region]);
  return {
    /** Call before a move, with the `data-focus` of the button it came from. */
    keep: (name: string) => {
      wanted.current = name;
    },
  };
}
