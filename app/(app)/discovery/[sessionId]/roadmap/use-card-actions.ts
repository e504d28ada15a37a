"use client";

import { useLayoutEffect, useMemo, useRef } from "react";
import type { Step } from "@/lib/candidates/board";

/** What a card asks of the board. */
export interface CardActions {
  readonly open: (id: string) => void;
  readonly select: (id: string, isSelected: boolean) => void;
  readonly step: (id: string, step: Step) => void;
  readonly previewText: (id: string) => string | null;
}

/** The same functions through all renderings, each doing what it does at the last one: cards need no new drawing for them. */
export function useCardActions(actions: CardActions): CardActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      open: (id) => latest.current.open(id),
      select: (id, isSelected) => latest.current.select(id, isSelected),
      step: (id, step) => latest.current.step(id, step),
      previewText: (id) => latest.current.previewText(id),
    }),
    [],
  );
}
