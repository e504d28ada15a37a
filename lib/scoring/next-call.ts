import type { ModelErrorClass, ModelPurpose } from "@/db/enums";

/** Calls for one job and retry, whatever happens. */
export const callLimit = 5;

/** A call that was begun; without an end, its process died or is still waiting. */
export interface PastCall {
  readonly purpose: ModelPurpose;
  /** It was refused before anything was sent, and cost nothing. */
  readonly isUnsent: boolean;
  readonly errorClass: ModelErrorClass | null;
  readonly rawAnswer: string | null;
  readonly faults: readonly string[];
}

/** What a job asks a model next; `repairs` is the answer that could not be used. */
export interface NextCall {
  readonly phase: "screen" | "score";
  readonly purpose: ModelPurpose;
  readonly repairs: PastCall | null;
}

export interface CallState {
  /** The calls of the present retry, oldest first. */
  readonly calls: readonly PastCall[];
  /** The rubric has a gate, and nothing is decided there yet. */
  readonly isAtGate: boolean;
}

/** A faulty answer is repaired once: when that is faulty too, nothing is left to ask. @returns null then */
export function nextCall({ calls, isAtGate }: CallState): NextCall | null {
  if (calls.filter(({ isUnsent }) => !isUnsent).length >= callLimit) return null;
  const phase = isAtGate ? "screen" : "score";
  const purpose = isAtGate ? "scoring.screen" : "scoring.score";
  const began = calls.findIndex((call) => call.purpose === purpose);
  const ofPhase = began < 0 ? [] : calls.slice(began);
  const repairs = ofPhase.find((call) => call.purpose === purpose && call.errorClass === "repair") ?? null;
  if (!repairs) return { phase, purpose, repairs };
  const isSpent = ofPhase.some((call) => call.purpose === "scoring.repair" && call.errorClass === "repair");
  return isSpent ? null : { phase, purpose: "scoring.repair", repairs };
}
