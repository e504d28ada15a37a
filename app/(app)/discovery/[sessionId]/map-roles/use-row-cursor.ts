"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { RoleRow } from "@/lib/roles/schema";

interface Place {
  readonly id: string;
  readonly index: number;
}

/** Where the row is now; the one that took its place, when it left the list. */
function indexOf(rows: readonly RoleRow[], place: Place | null): number {
  if (place === null || rows.length === 0) return -1;
  const index = rows.findIndex(({ id }) => id === place.id);
  return index === -1 ? Math.min(place.index, rows.length - 1) : index;
}

/** A table the focus moves in: its rows carry `data-role`, their first button `data-first-action`. */
function focusRow(region: HTMLElement | null, id: string | undefined): void {
  if (!region) return;
  const row = id === undefined ? null : region.querySelector<HTMLElement>(`[data-role="${CSS.escape(id)}"]`);
  const target = row?.querySelector<HTMLElement>("[data-first-action]") ?? row ?? region;
  target.focus({ preventScroll: true });
  // Of the list and of the page around it.
  target.scrollIntoView({ block: "nearest" });
}

/**
 * The row a person works on. It has the focus on its first button, so that a screen reader says which one it is, and
 * keeps a keyboard user where they were when a decision takes the row out of the list, unless they went elsewhere.
 */
export function useRowCursor(
  rows: readonly RoleRow[],
  region: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
) {
  const [place, setPlace] = useState<Place | null>(null);
  const [keyed, setKeyed] = useState<Place | null>(null);
  const wantsFocus = useRef(false);
  const isHeld = useRef(false);
  const index = indexOf(rows, place);
  const role = rows[index];

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the row or what is around it changed
  useLayoutEffect(() => {
    const isLost = isHeld.current && document.activeElement === document.body;
    if (!wantsFocus.current && !isLost) return;
    wantsFocus.current = false;
    isHeld.current = false;
    if (index >= 0) scrollTo(index);
    focusRow(region.current, role?.id);
  }, [rows, role?.id, place]);

  const placeOf = (id: string): Place => ({ id, index: rows.findIndex((row) => row.id === id) });
  const moveTo = (next: number) => {
    const target = rows[Math.min(rows.length - 1, Math.max(0, next))];
    if (!target) return;
    wantsFocus.current = true;
    setPlace(placeOf(target.id));
    setKeyed(placeOf(target.id));
  };
  return {
    index,
    role,
    /** The row that was reached by key last: a row that opened under the pointer would take the click from its button. */
    keyedRole: rows[indexOf(rows, keyed)],
    move: (step: 1 | -1) => moveTo(index === -1 ? 0 : index + step),
    toFirst: () => moveTo(0),
    /** The focus came to a row by itself. */
    enter: (id: string) => {
      if (id === place?.id) return;
      if (id !== role?.id) isHeld.current = false;
      setPlace(placeOf(id));
    },
    /** The cursor stays here whatever becomes of the row. */
    hold: (held: RoleRow) => {
      isHeld.current = true;
      setPlace(placeOf(held.id));
    },
  };
}
