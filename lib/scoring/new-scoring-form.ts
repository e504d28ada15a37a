import type { RequestBatch } from "./schema";

/** What the form for new scorings holds, as the browser gives it. */
export interface FormFields {
  get(name: string): unknown;
}

export interface FormFrame {
  /** Chosen before: in a list, or by a link. Empty: whoever the search finds. */
  readonly profileIds: readonly string[];
  readonly candidateId: string | null;
}

/** What goes to the server; it checks all of it. */
export type AskedScoring = Partial<Omit<RequestBatch, "selection">> & {
  readonly selection: { profileIds: readonly string[] } | { query: string; isUnscored?: boolean };
};

const textOf = (fields: FormFields, name: string): string => {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
};

function sourceOf(fields: FormFields): Pick<AskedScoring, "templateId" | "role" | "prompt"> {
  const source = textOf(fields, "source");
  if (source === "prompt") return { prompt: textOf(fields, "prompt") };
  if (source === "role") return { role: textOf(fields, "role") as RequestBatch["role"] };
  return { templateId: textOf(fields, "template") };
}

function selectionOf(fields: FormFields, { profileIds }: FormFrame): AskedScoring["selection"] {
  if (textOf(fields, "who") === "chosen" && profileIds.length > 0) return { profileIds };
  const isUnscored = textOf(fields, "unscored") === "yes";
  return { query: textOf(fields, "query"), ...(isUnscored ? { isUnscored } : {}) };
}

/** A field that was left empty is left out: the server's own choice holds. */
export function askedScoring(fields: FormFields, frame: FormFrame): AskedScoring {
  const model = textOf(fields, "model");
  const unblindReason = textOf(fields, "unblindReason");
  const budget = textOf(fields, "budget");
  return {
    kind: frame.candidateId === null ? "scoring" : "lead",
    selection: selectionOf(fields, frame),
    ...sourceOf(fields),
    ...(model ? { model } : {}),
    ...(unblindReason ? { unblindReason } : {}),
    ...(budget ? { budgetUsd: Number(budget) } : {}),
    ...(textOf(fields, "fresh") === "yes" ? { isFresh: true } : {}),
    ...(frame.candidateId === null ? {} : { candidateId: frame.candidateId }),
  };
}

/** Of one chosen person a single scoring is asked for, which has a page of its own; otherwise undefined. */
export function singleProfileId({ kind, selection }: AskedScoring): string | undefined {
  if (kind !== "scoring" || !("profileIds" in selection)) return undefined;
  return selection.profileIds.length === 1 ? selection.profileIds[0] : undefined;
}
