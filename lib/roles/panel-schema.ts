import { z } from "zod";
import type { DecisionOrigin } from "@/db/enums";
import type { OccupationName, RoleRow } from "./schema";

/** What the panel of one role shows; safe for the browser. */

export const RolePanelInput = z.strictObject({ sessionId: z.uuid(), roleId: z.uuid() });

const mostCommentCharacters = 2000;

export const AddCommentInput = z.strictObject({
  sessionId: z.uuid(),
  roleId: z.uuid(),
  body: z
    .string()
    .transform((text) => text.normalize("NFC").replaceAll("\0", "").trim())
    .pipe(
      z
        .string()
        .min(1, "Write something first.")
        .max(mostCommentCharacters, `Use at most ${mostCommentCharacters} characters.`),
    ),
});

export const RemoveCommentInput = z.strictObject({
  sessionId: z.uuid(),
  roleId: z.uuid(),
  commentId: z.uuid(),
});

export interface RoleComment {
  readonly id: string;
  readonly authorName: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly isOwn: boolean;
}

/** What people of the organization decided for the same title in other sessions. */
export interface DecisionElsewhere {
  /** Null: no occupation. */
  readonly occupation: OccupationName | null;
  /** The release in use does not have the occupation, so it cannot be taken. */
  readonly isMissing: boolean;
  readonly sessionCount: number;
  readonly headcount: number;
  readonly latest: {
    readonly sessionName: string;
    readonly decidedByName: string;
    readonly decidedAt: Date;
  };
}

/**
 * A described occupation that may stand for one that O*NET does not describe. `sibling`: its code begins alike;
 * `related`: O*NET names it as related; `title`: one of its titles has the words; `candidate`: the matcher found it too.
 */
export interface ProfiledSibling extends OccupationName {
  readonly why: "sibling" | "related" | "title" | "candidate";
}

export interface UndescribedOccupation extends OccupationName {
  readonly siblings: readonly ProfiledSibling[];
}

/** Another role that this one was split off from, or that was split off from or merged into it. */
export interface RelatedRole {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
}

export interface DepartmentOfRole {
  readonly name: string | null;
  readonly headcount: number;
}

/** The alias that the title has, used or not. */
export interface AliasOfRole {
  readonly id: string;
  readonly title: string;
  readonly department: string | null;
  /** Null: no occupation. */
  readonly occupation: OccupationName | null;
  readonly isMissing: boolean;
  readonly learntFromName: string;
  readonly createdAt: Date;
}

export interface RolePanelView {
  readonly role: RoleRow;
  /** As rosters have it. */
  readonly bareTitle: string;
  /** All, the most people first. */
  readonly departments: readonly DepartmentOfRole[];
  readonly isPart: boolean;
  readonly mergedInto: RelatedRole | null;
  readonly whole: RelatedRole | null;
  readonly parts: readonly RelatedRole[];
  readonly spellings: readonly RelatedRole[];
  readonly comments: readonly RoleComment[];
  readonly elsewhere: readonly DecisionElsewhere[];
  readonly undescribed: readonly UndescribedOccupation[];
  readonly alias: AliasOfRole | null;
  readonly release: string;
}

/** A group of titles that look like spellings of one. */
export interface SpellingProposal {
  readonly into: SpelledRole;
  readonly others: readonly SpelledRole[];
}

export interface SpelledRole {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  readonly decision: { readonly occupation: string | null; readonly origin: DecisionOrigin } | null;
}

export interface SpellingProposals {
  readonly groupCount: number;
  /** Titles that would go into others. */
  readonly otherCount: number;
  /** At most `proposalsShown`, the most people first. */
  readonly items: readonly SpellingProposal[];
}

export const proposalsShown = 200;
