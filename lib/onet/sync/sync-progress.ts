import type { syncSteps } from "@/db/enums";

/** How far a sync is as a whole. Pure. */

export type SyncStep = (typeof syncSteps)[number];

/** Which part of the whole each step is, in hundredths; in their order. */
const shares: readonly { readonly step: SyncStep; readonly from: number; readonly to: number }[] = [
  { step: "resolve", from: 0, to: 2 },
  { step: "fetch", from: 2, to: 40 },
  { step: "stage", from: 40, to: 75 },
  { step: "add", from: 75, to: 95 },
  { step: "report", from: 95, to: 100 },
];

/** Hundredths of the whole, 0–100. */
export function percentOf(step: SyncStep, done: number, total: number | null): number {
  const { from, to } = shares.find((each) => each.step === step) ?? { from: 0, to: 0 };
  const share = total ? Math.min(1, done / total) : 0;
  return Math.round(from + (to - from) * share);
}

/** The step that so many hundredths fall into. */
export function stepAt(percent: number): SyncStep {
  return shares.find(({ to }) => percent < to)?.step ?? "report";
}
