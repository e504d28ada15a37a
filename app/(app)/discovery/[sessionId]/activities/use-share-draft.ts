"use client";

import { useEffect, useMemo, useState } from "react";
import { z } from "zod";
import type { OccupationActivitiesView } from "@/lib/activities/schema";
import { resumeShares, type ShareEntry, startShares } from "@/lib/activities/share-draft";

/** One selected activity as the sliders show it. */
export interface SlidingActivity {
  readonly id: string;
  readonly name: string;
  readonly exposure: number | null;
  /** The typed share that stands; null where it follows the weight. */
  readonly typedShare: number | null;
  readonly entry: Parameters<typeof startShares>[0][number];
}

const SavedDraft = z.object({
  /** What it was moved away from. */
  base: z.string(),
  entries: z.array(z.object({ id: z.string(), share: z.number(), ratio: z.number(), isHeld: z.boolean() })),
});
type SavedDraft = z.infer<typeof SavedDraft>;

/** What is selected, the heaviest first, own activities last. */
export function slidingActivities(view: OccupationActivitiesView): SlidingActivity[] {
  const listed = view.groups
    .flatMap(({ activities }) => activities)
    .filter(({ selected }) => selected)
    .sort((a, b) => b.weightShare - a.weightShare)
    .map(({ id, name, exposure, typedShare, share, weightShare }) => ({
      id,
      name,
      exposure,
      typedShare,
      entry: { id, share, weight: weightShare, isOwn: false, isHeld: typedShare !== null, isFixed: false },
    }));
  const own = view.own.map(({ id, name, exposure, typedShare, share, isOfThisLayer }) => ({
    id,
    name,
    exposure,
    typedShare,
    entry: { id, share, weight: 0, isOwn: true, isHeld: true, isFixed: !isOfThisLayer },
  }));
  return [...listed, ...own];
}

function readSaved(key: string): SavedDraft | null {
  try {
    return SavedDraft.parse(JSON.parse(sessionStorage.getItem(key) ?? ""));
  } catch {
    // Nothing there, or not ours, or a browser that stores nothing.
    return null;
  }
}

function writeSaved(key: string, saved: SavedDraft | null): void {
  try {
    if (saved === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(saved));
  } catch {
    // A browser that stores nothing: the draft lives as long as the page.
  }
}

export interface ShareDraft {
  readonly entries: readonly ShareEntry[];
  readonly isChanged: boolean;
  /** Taken up after a reload; `adapted`: on other figures than it was moved away from. */
  readonly resumed: "resumed" | "adapted" | null;
  readonly set: (entries: readonly ShareEntry[]) => void;
  readonly discard: () => void;
}

/** The moved shares, kept in the tab until they are saved or discarded. */
export function useShareDraft(key: string, activities: readonly SlidingActivity[]): ShareDraft {
  const start = useMemo(() => startShares(activities.map(({ entry }) => entry)), [activities]);
  const base = JSON.stringify(start.map(({ id, share, isHeld }) => [id, share, isHeld]));
  const [saved, setSaved] = useState<SavedDraft | null>(null);
  const [isResumed, setResumed] = useState(false);
  useEffect(() => {
    const found = readSaved(key);
    setSaved(found);
    setResumed(found !== null);
  }, [key]);

  const change = (next: SavedDraft | null) => {
    setSaved(next);
    writeSaved(key, next);
  };
  const resumed = saved?.base === base ? "resumed" : "adapted";
  return {
    entries: saved === null ? start : resumeShares(start, saved.entries),
    isChanged: saved !== null,
    resumed: saved !== null && isResumed ? resumed : null,
    set: (entries) =>
      change({
        base,
        entries: entries.map(({ id, share, ratio, isHeld }) => ({ id, share, ratio, isHeld })),
      }),
    discard: () => {
      change(null);
      setResumed(false);
    },
  };
}
