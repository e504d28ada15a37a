/** A text of a model as it may be stored and shown: one paragraph, no control characters, cut; null when nothing is left. */
export function modelText(text: string, longest: number): string | null {
  const clean = text
    .replace(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  if (clean === "") return null;
  if (clean.length <= longest) return clean;
  // Not in the middle of a character of two units.
  return `${clean.slice(0, longest - 1).replace(/\p{Cs}$/u, "")}…`;
}

/** Takes a canary out of a text, however its letters are written; the raw answers that are stored go through this as well. */
export function redact(text: string, canary: string): { readonly text: string; readonly isFound: boolean } {
  if (canary === "") return { text, isFound: false };
  const signs = [...canary.replace(/^mark-/, "")].map((sign) => sign.replace(/[^a-z0-9]/gi, "\\$&"));
  const pattern = new RegExp(signs.join("[\\s-]*"), "gi");
  const redacted = text.replace(pattern, "[removed]");
  return { text: redacted, isFound: redacted !== text };
}
