/** Keeps 0.29 × 100 from being 28. The queries add the same. */
export const percentTolerance = 1e-9;

/** 0–1 as whole percent, rounded down: what is shown as 85 % is what a threshold of 85 % takes. */
export function toPercent(share: number): number {
  return Math.floor(share * 100 + percentTolerance);
}
