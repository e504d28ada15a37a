"use client";

import type { RoleRow } from "@/lib/roles/schema";
import type { Decisions } from "./use-decisions";
import type { useRowCursor } from "./use-row-cursor";
import { type KeyActions, useSingleKeys } from "./use-single-keys";

const mostCandidates = 5;
const moving = ["j", "k"];

interface Review {
  readonly areOn: boolean;
  readonly mayEdit: boolean;
  readonly cursor: ReturnType<typeof useRowCursor>;
  readonly decisions: Pick<Decisions, "decide" | "undoLast">;
  readonly choose: (role: RoleRow) => void;
  readonly select: (role: RoleRow) => void;
  readonly search: () => void;
  readonly showSheet: () => void;
}

/** Keys that act on the row a person is at; without one they wait for `j`. */
function editKeys({ cursor, decisions, choose, select }: Review): KeyActions {
  const { role } = cursor;
  const take = (place: number) => {
    const candidate = role?.suggestion?.candidates[place];
    if (!role || !candidate) return;
    cursor.hold(role);
    decisions.decide(role, candidate);
  };
  const onRole = (act: (role: RoleRow) => void) => () => {
    if (role) act(role);
  };
  return {
    ...Object.fromEntries(
      Array.from({ length: mostCandidates }, (_, place) => [String(place + 1), () => take(place)]),
    ),
    // Accepting a decided role would only write the same again.
    a: onRole(({ decision }) => (decision ? undefined : take(0))),
    n: onRole((open) => {
      cursor.hold(open);
      decisions.decide(open, null);
    }),
    c: onRole(choose),
    x: onRole(select),
    u: decisions.undoLast,
  };
}

/** The review by keyboard; `keys-dialog.tsx` says which key does what. */
export function useReviewKeys(review: Review): void {
  const { cursor, search, showSheet, mayEdit, areOn } = review;
  useSingleKeys(
    {
      j: () => cursor.move(1),
      k: () => cursor.move(-1),
      "/": search,
      "?": showSheet,
      ...(mayEdit ? editKeys(review) : {}),
    },
    areOn,
    moving,
  );
}
