import type { JobKind } from "@/db/enums";

/** What somebody must know of a kind of work before they cancel it. */
interface KindFacts {
  /** What is there afterwards of work cancelled half way: what was done up to then, or nothing at all. */
  readonly leaves: "done_so_far" | "nothing";
  /** The service whose calls cost money, by its own name; those that were answered stay paid for. Null without one. */
  readonly paidService: string | null;
}

export const kindFacts: Readonly<Record<JobKind, KindFacts>> = {
  // Stored in one transaction at the very end.
  "roster.import": { leaves: "nothing", paidService: null },
  // Each batch stores its suggestions.
  "roles.map": { leaves: "done_so_far", paidService: null },
  "analysis.run": { leaves: "nothing", paidService: null },
  "export.write": { leaves: "nothing", paidService: null },
  // A release is added in one transaction, and changes nobody's numbers before it is taken into use.
  "onet.sync": { leaves: "nothing", paidService: null },
  // Scores that are there stay; those that wait are cancelled with it.
  "profiles.score": { leaves: "done_so_far", paidService: "OpenAI" },
};
