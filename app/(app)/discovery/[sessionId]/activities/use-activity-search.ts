"use client";

import { useEffect, useState } from "react";
import type { FoundActivity } from "@/lib/activities/schema";

export type ActivitySearch =
  | { readonly state: "idle" | "searching" | "failed" }
  | { readonly state: "found"; readonly found: readonly FoundActivity[] };

const pauseMs = 250;

async function fetchActivities(
  session: string,
  q: string,
  signal: AbortSignal,
): Promise<readonly FoundActivity[]> {
  const response = await fetch(`/api/activities?${new URLSearchParams({ session, q })}`, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  const body: { activities: FoundActivity[] } = await response.json();
  return body.activities;
}

/** Looks for O*NET activities like the text once the typing pauses, and forgets what an earlier text found. */
export function useActivitySearch(sessionId: string, text: string): ActivitySearch {
  const [answer, setAnswer] = useState<ActivitySearch>({ state: "idle" });
  useEffect(() => {
    const q = text.trim();
    if (q === "") {
      setAnswer({ state: "idle" });
      return;
    }
    setAnswer({ state: "searching" });
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchActivities(sessionId, q, controller.signal).then(
        (found) => setAnswer({ state: "found", found }),
        () => controller.signal.aborted || setAnswer({ state: "failed" }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [sessionId, text]);
  return answer;
}
