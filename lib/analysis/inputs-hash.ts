import { createHash } from "node:crypto";
import type { AnalysisInput } from "./analysis-input";
import { formulaVersion } from "./schema";

/**
 * SHA-256 (hex) over everything that decides a run's numbers, formula version included. Equal for equal inputs
 * whatever the order of rows and keys: every list of the input is a set.
 */
export function inputsHash(input: AnalysisInput): string {
  return createHash("sha256")
    .update(canonicalJson({ formulaVersion, ...input }))
    .digest("hex");
}

/** JSON with sorted keys and sorted lists, without absent values. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).sort().join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${entries.sort().join(",")}}`;
}
