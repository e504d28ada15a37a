/** O*NET-SOC codes (`11-1011.00`) and activity ids (`4.A.2.a.4.I09.D03`): always text, never arithmetic. */

const codePattern = /^(\d{2})-?(\d{4})(?:\.?(\d{2}))?$/;

/**
 * The O*NET-SOC code a person may have meant: `11-1011`, `11-1011.00`, `111011` and `11101100` are `11-1011.00`.
 * @returns null when the text has another shape. Whether the occupation exists is another question.
 */
export function parseOnetCode(text: string): string | null {
  const match = codePattern.exec(text.trim());
  return match === null ? null : `${match[1]}-${match[2]}.${match[3] ?? "00"}`;
}

/** The 2018 SOC code inside an O*NET-SOC code: the key to wages. Several O*NET codes can share one. */
export function socOf(code: string): string {
  return code.slice(0, 7);
}

/** `4.A.2.a.4.I09.D03` → `4.A.2.a.4.I09`; null for an id of another depth. */
export function iwaIdOf(dwaId: string): string | null {
  const segments = dwaId.split(".");
  return segments.length === 7 ? segments.slice(0, 6).join(".") : null;
}

/** The GWA of a DWA or an IWA (`4.A.2.a.4.I09` → `4.A.2.a.4`); null for an id of another depth. */
export function gwaIdOf(activityId: string): string | null {
  const segments = activityId.split(".");
  return segments.length === 6 || segments.length === 7 ? segments.slice(0, 5).join(".") : null;
}

/** Lengths of the code prefixes that make two occupations siblings, nearest first (scoring.md "Complexity"). */
const siblingPrefixLengths = [7, 6, 5, 4, 2] as const;

export interface SiblingGroup {
  readonly prefix: string;
  /** In code order. */
  readonly codes: readonly string[];
}

/** `13-1041.07` → `13-1041`, `13-104`, `13-10`, `13-1`, `13`. */
export function siblingPrefixes(code: string): string[] {
  return siblingPrefixLengths.map((length) => code.slice(0, length));
}

/**
 * The described occupations nearest to one that O*NET says nothing about: those of the longest prefix that any of them
 * shares.
 * @param describedCodes those with tasks, or with ratings, whichever is wanted
 * @returns null when not even the major group holds one (the military)
 */
export function findSiblings(code: string, describedCodes: readonly string[]): SiblingGroup | null {
  for (const prefix of siblingPrefixes(code)) {
    const codes = describedCodes.filter((other) => other !== code && other.startsWith(prefix));
    if (codes.length > 0) return { prefix, codes: codes.sort() };
  }
  return null;
}
