"use client";

import { useEffect, useState } from "react";
import type { FoundRole } from "@/lib/roles/shape-schema";

type Answer =
  | { readonly state: "idle" | "failed" }
  | { readonly state: "found"; readonly roles: readonly FoundRole[] };

const pauseMs = 200;

/** Roles of the session with the text in their title; asks once the typing pauses. */
export function useRoleSearch(sessionId: string, text: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ state: "idle" });
  useEffect(() => {
    const q = text.trim();
    if (q === "") {
      setAnswer({ state: "idle" });
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/sessions/${sessionId}/roles?${new URLSearchParams({ q })}`, { signal: controller.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error(`The search answered ${response.status}.`);
          const { roles }: { roles: FoundRole[] } = await response.json();
          setAnswer({ state: "found", roles });
        })
        .catch(() => controller.signal.aborted || setAnswer({ state: "failed" }));
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [sessionId, text]);
  return answer;
}
