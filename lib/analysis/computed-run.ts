import { type AnalysisOutput, analyse } from "./analysis";
import type { AnalysisInput } from "./analysis-input";
import { inputsHash } from "./inputs-hash";

/** A run's numbers with the hash of what they were computed from. */
export interface ComputedRun {
  readonly inputsHash: string;
  readonly output: AnalysisOutput;
}

export function computeRun(input: AnalysisInput): ComputedRun {
  return { inputsHash: inputsHash(input), output: analyse(input) };
}
