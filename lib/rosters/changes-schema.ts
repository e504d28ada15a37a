import { z } from "zod";
import type { ModeSuggestion } from "./mode-suggestion";
import type { RoleDifference, RosterDifference } from "./roster-difference";

/** What the screen asks about a next roster, and what it gets. */

/** `moved`: roles whose people changed departments, whatever their number did. */
export const changeLists = ["new", "gone", "grown", "shrunk", "moved"] as const;
export type ChangeList = (typeof changeLists)[number];

export const changesPerPage = 50;

export const ListRosterChangesInput = z.strictObject({
  uploadId: z.uuid(),
  /** The first that is not empty when left out. */
  list: z.enum(changeLists).optional(),
  /** Part of the title, in any case. */
  search: z.string().max(200).default(""),
  page: z.int().min(1).default(1),
});
export type ListRosterChangesInput = z.infer<typeof ListRosterChangesInput>;

/** What was decided for the rosters before and holds for the next one, what waits, and what is left to do. */
export interface CarriedOver {
  /** Occupations that people or rules settled on, for roles that are in both. */
  readonly decisions: number;
  /** Departures from the default activities and own activities; those for a whole occupation among them. */
  readonly activityChoices: number;
  /** Cards of the roadmap whose roles are in both, and how many of them a person put into their tier. */
  readonly cards: number;
  readonly chosenTiers: number;
  /** Decisions and cards of roles whose people left: they stay, and hold again if the role comes back. */
  readonly waitingDecisions: number;
  readonly waitingCards: number;
  /** New roles that nobody decided. */
  readonly rolesToDecide: number;
}

export interface RosterChanges {
  readonly uploadId: string;
  readonly isImported: boolean;
  readonly difference: Pick<RosterDifference, "before" | "after" | "counts">;
  readonly carriedOver: CarriedOver;
  /** Of a waiting roster. */
  readonly suggestion: ModeSuggestion | null;
  /** Rows with faults, which are not counted. */
  readonly faultCount: number;
  readonly list: ChangeList;
  readonly search: string;
  readonly page: number;
  readonly pageCount: number;
  /** Roles of the list that the search leaves. */
  readonly matchCount: number;
  /** The largest difference first. */
  readonly items: readonly RoleDifference[];
}
