"use client";

import { useEffect, useState } from "react";

export type TypedSearch<T> =
  | { readonly state: "idle" | "searching" | "failed" }
  | { readonly state: "found"; readonly found: readonly T[] };

/** Where a search is asked, and under which name its answer holds the list. */
export interface SearchDoor {
  readonly path: string;
  readonly list: string;
  readonly params?: Readonly<Record<string, string>>;
}

const pauseMs = 200;

async function fetchList<T>(address: string, list: string, signal: AbortSignal): Promise<readonly T[]> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  const body: Readonly<Record<string, readonly T[]>> = await response.json();
  return body[list] ?? [];
}

/** Asks a search of ours for the text (`?q=`) once the typing pauses, and forgets what an earlier text found. */
export function useTypedSearch<T>({ path, list, params }: SearchDoor, text: string): TypedSearch<T> {
  const [answer, setAnswer] = useState<TypedSearch<T>>({ state: "idle" });
  const q = text.trim();
  const address = q === "" ? null : `${path}?${new URLSearchParams({ ...params, q })}`;
  useEffect(() => {
    if (address === null) {
      setAnswer({ state: "idle" });
      return;
    }
    setAnswer({ state: "searching" });
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchList<T>(address, list, controller.signal).then(
        (found) => setAnswer({ state: "found", found }),
        () => controller.signal.aborted || setAnswer({ state: "failed" }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [address, list]);
  return answer;
}
