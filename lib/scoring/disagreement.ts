import type { TemplateBody } from "./schema";

export interface Doubt {
  readonly overall: number | null;
  readonly modelOverall: number | null;
  /** Share of the weight that carries evidence, 0–1. */
  readonly coverage: number;
  /** Half the range between repeated runs, in points; null: not measured. */
  readonly spread: number | null;
}

/** Shares of the scale from which on a sign of doubt counts in full, or not at all. */
const fullGap = 0.3;
const farFromLine = 0.1;
const fullSpread = 0.2;
/** Being near the line is no disagreement by itself: it counts half. */
const lineWeight = 0.5;

/**
 * How much a result asks for a person's eye, 0–1; the review queue is ordered by it. Four signs, each 0–1: the model's
 * own total lies elsewhere than ours, part of the weight has no evidence, the total is near the pass line, repeated runs
 * differ. Put together as 1 − Π(1 − sign): each sign raises it, none is hidden by another.
 */
export function disagreementOf({ scale, thresholds }: TemplateBody, doubt: Doubt): number {
  const span = scale.max - scale.min;
  const { overall, modelOverall, coverage, spread } = doubt;
  const signs = [
    overall === null || modelOverall === null ? 0 : Math.abs(overall - modelOverall) / span / fullGap,
    1 - coverage,
    overall === null
      ? 0
      : lineWeight * Math.max(0, 1 - Math.abs(overall - thresholds.pass) / span / farFromLine),
    (spread ?? 0) / span / fullSpread,
  ];
  const calm = signs.reduce((product, sign) => product * (1 - Math.min(1, Math.max(0, sign))), 1);
  return Math.round((1 - calm) * 1e6) / 1e6;
}
