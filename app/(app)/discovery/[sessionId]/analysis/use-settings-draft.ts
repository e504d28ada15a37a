"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { AnalysisSettings, type SettingsDraft } from "@/lib/analysis/schema";
import { changeAnalysisSettingsAction } from "./actions";
import { fromFields, type SettingsFields, sourceKey, toFields } from "./settings-form";

const pauseMs = 600;

export type DraftState = "kept" | "keeping" | "incomplete";

/**
 * The settings while they are typed: kept on the server once the typing pauses or the field is left, unless they
 * cannot be used as they stand.
 */
export function useSettingsDraft(sessionId: string, { settings, defaults, sources }: SettingsDraft) {
  const [fields, setFields] = useState(() => toFields(settings));
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<SettingsFields>(undefined);
  const isComplete = AnalysisSettings.safeParse(fromFields(fields)).success;

  const keep = (next: AnalysisSettings | null, done?: string) =>
    startTransition(async () => {
      const result = await changeAnalysisSettingsAction({ sessionId, settings: next });
      if (!result.ok) toast.error(result.message);
      else if (done) toast.success(done);
    });

  const flush = () => {
    clearTimeout(timer.current);
    const next = waiting.current;
    waiting.current = undefined;
    const parsed = next && AnalysisSettings.safeParse(fromFields(next));
    if (parsed?.success) keep(parsed.data);
  };

  // Whoever leaves the page within the pause has changed it all the same.
  const flushLatest = useRef(flush);
  useEffect(() => {
    flushLatest.current = flush;
  });
  useEffect(() => () => flushLatest.current(), []);

  const change = (changes: Partial<SettingsFields>) => {
    // The floor belongs to the source.
    const source = sources.find((known) => sourceKey(known) === changes.source);
    const next = { ...fields, ...changes, ...(source ? { exposureFloor: String(source.floor) } : {}) };
    setFields(next);
    waiting.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, pauseMs);
  };

  const reset = (done: string) => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    setFields(toFields(defaults));
    keep(null, done);
  };

  const state: DraftState = isComplete ? (isPending ? "keeping" : "kept") : "incomplete";
  return { fields, state, change, flush, reset };
}
