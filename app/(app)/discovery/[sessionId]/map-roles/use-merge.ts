"use client";

import { useState } from "react";
import { mergeRolesAction } from "./shape-actions";
import { useShapes } from "./use-shapes";

export interface MergeToMake {
  readonly role: { readonly id: string; readonly title: string };
  readonly into: { readonly id: string; readonly title: string };
  readonly done: string;
}

/** Merges one role into another; where both are decided differently, a person says first which decision stays. */
export function useMerge(sessionId: string) {
  const { shape, isPending } = useShapes(sessionId);
  const [asked, setAsked] = useState<MergeToMake | null>(null);
  const merge = (wanted: MergeToMake, keepId: string | null = null) =>
    shape(
      () =>
        mergeRolesAction({
          sessionId,
          merges: [{ intoId: wanted.into.id, roleIds: [wanted.role.id], keepId }],
        }),
      wanted.done,
      { ask: () => setAsked(wanted), after: () => setAsked(null) },
    );
  return { merge, asked, cancel: () => setAsked(null), isPending };
}
