"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { DraftBody } from "@/lib/scoring/template-schema";
import { saveTemplateDraftAction } from "../actions";

const pauseMs = 600;

export type SaveState =
  | { readonly kind: "saved" | "waiting" | "saving" }
  | { readonly kind: "failed"; readonly message: string };

interface Kept {
  readonly draft: DraftBody;
  readonly revision: number;
}

/**
 * A draft while it is typed: kept on the server once the typing pauses, one save after the other, each under the
 * revision that the one before gave. After somebody else's change nothing more is sent.
 */
export function useDraft(templateId: string, { draft: given, revision: givenRevision }: Kept) {
  const router = useRouter();
  const [draft, setDraft] = useState(given);
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const revision = useRef(givenRevision);
  const waiting = useRef<DraftBody>(undefined);
  const saves = useRef<Promise<void>>(Promise.resolve());
  const isOvertaken = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = async (next: DraftBody) => {
    if (isOvertaken.current) return;
    const result = await saveTemplateDraftAction({ templateId, revision: revision.current, draft: next });
    if (result.ok) {
      revision.current = result.data.revision;
      setState({ kind: waiting.current ? "waiting" : "saved" });
      return;
    }
    isOvertaken.current = result.code === "conflict" || result.code === "not_found";
    waiting.current ??= next;
    setState({ kind: "failed", message: result.message });
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer.current);
    const next = waiting.current;
    if (next === undefined || isOvertaken.current) return saves.current;
    waiting.current = undefined;
    setState({ kind: "saving" });
    saves.current = saves.current.then(() => save(next));
    return saves.current;
  };

  // Whoever leaves the page within the pause has changed it all the same.
  const flushLatest = useEffectEvent(flush);
  useEffect(() => () => void flushLatest(), []);

  // Coming back by the browser's button shows the page as it was left: what was saved since is read again, and taken
  // over while nothing is typed.
  const takeOver = useEffectEvent(() => {
    if (waiting.current || givenRevision <= revision.current) return;
    revision.current = givenRevision;
    setDraft(given);
  });
  useEffect(() => router.refresh(), [router]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the revision that tells of another draft
  useEffect(takeOver, [givenRevision]);

  const change = (next: DraftBody) => {
    setDraft(next);
    waiting.current = next;
    if (!isOvertaken.current) setState({ kind: "waiting" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseMs);
  };

  /** What is typed is saved first. @returns the revision to act on; null when it could not be saved */
  const settle = async (): Promise<number | null> => {
    await flush();
    return waiting.current || isOvertaken.current ? null : revision.current;
  };

  /** After it was published or discarded. */
  const adopt = (kept: Kept) => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    revision.current = kept.revision;
    setDraft(kept.draft);
    setState({ kind: "saved" });
  };

  return { draft, state, change, settle, adopt };
}
