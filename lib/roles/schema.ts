import { z } from "zod";
import type { AuditVerdict, DecisionOrigin, ModelChoiceOutcome } from "@/db/enums";
import { parseOnetCode } from "@/lib/onet/codes";
import type { Doubt } from "./audit-estimate";

/**
 * Where a role stands. `open`: nobody decided; `unclear`: nor does the rule accept the suggestion; `decided`: has an
 * occupation; `none`: decided to have none.
 */
export const roleStates = ["open", "unclear", "decided", "none", "all"] as const;
export type RoleState = (typeof roleStates)[number];

/** `review` is headcount × uncertainty: what moves the ranking most comes first, what is decided last. */
/** `review` by what a mistake would do to the ranking, `doubt` by how many people are expected wrong. */
export const roleSorts = ["review", "doubt", "title", "headcount", "confidence"] as const;
export type RoleSort = (typeof roleSorts)[number];
export const sortDirections = ["asc", "desc"] as const;

/** What a model said of a role. `other`: not what the matcher found best; `unanswered`: asked without a usable answer. */
export const modelViews = ["chosen", "other", "none", "unanswered"] as const;
export type ModelView = (typeof modelViews)[number];

export const rolesPerPage = 100;
/** Roles that one click may confirm by selection; a threshold has no such bound. */
const maxSelectedRoles = 5000;

export const Percent = z.int().min(0).max(100);

const OnetCode = z.string().transform((text, context) => {
  const code = parseOnetCode(text);
  if (code !== null) return code;
  context.addIssue("An O*NET code looks like 43-3051.00.");
  return z.NEVER;
});

export const RoleFilter = z.strictObject({
  state: z.enum(roleStates).default("open"),
  /** Part of the title, in any case. */
  search: z.string().max(200).optional(),
  /** Roles with people in this department; null means people without one. */
  department: z.string().max(500).nullable().optional(),
  /** Confidence in whole percent, rounded down, both ends included; a role without a suggestion has none. */
  minPercent: Percent.optional(),
  maxPercent: Percent.optional(),
  model: z.enum(modelViews).optional(),
  /** Roles that came with this upload: the rosters whose place it took do not have them. */
  since: z.uuid().optional(),
});
export type RoleFilter = z.infer<typeof RoleFilter>;

export const ListRolesInput = z.strictObject({
  sessionId: z.uuid(),
  filter: RoleFilter,
  sort: z.enum(roleSorts).default("review"),
  direction: z.enum(sortDirections).default("desc"),
  /** Keyset cursor: the `nextCursor` of the page before, in the same order. */
  after: z.string().max(2000).optional(),
});

export const SummarizeRolesInput = z.strictObject({ sessionId: z.uuid(), filter: RoleFilter });

export const FindOccupationsInput = z.strictObject({ q: z.string().max(200) });

export const RequestMappingInput = z.strictObject({ sessionId: z.uuid() });

/** The margin rule in whole percent. */
const PolicyPercents = z.strictObject({ minPercent: Percent, minMarginPercent: Percent });

export const ChangeMatchPolicyInput = z.strictObject({
  policy: PolicyPercents,
  /** The rule as the person saw it. */
  seen: PolicyPercents,
});

/** The decision as the person saw it, or null for a role they saw open: what changed meanwhile is not overwritten. */
const SeenDecision = z.strictObject({ version: z.int().min(1), onetCode: OnetCode.nullable() });

export const DecideRoleInput = z.strictObject({
  sessionId: z.uuid(),
  roleId: z.uuid(),
  /** Null decides that the role has no occupation; the analysis leaves it out. */
  onetCode: OnetCode.nullable(),
  reason: z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().max(500, "Use at most 500 characters."))
    .optional(),
  seen: SeenDecision.nullable(),
});

export const ReopenRoleInput = z.strictObject({
  sessionId: z.uuid(),
  roleId: z.uuid(),
  seen: SeenDecision,
});

export const ConfirmRolesInput = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("threshold"),
    sessionId: z.uuid(),
    minPercent: Percent,
    /** Only where the second occupation lies this far behind; null: wherever it lies. */
    minMarginPercent: Percent.nullable(),
    filter: RoleFilter,
  }),
  z.strictObject({
    by: z.literal("selection"),
    sessionId: z.uuid(),
    /** Each role with the occupation the person saw, which a regenerate may have replaced since. */
    roles: z
      .array(z.strictObject({ roleId: z.uuid(), onetCode: OnetCode }))
      .min(1, "Select at least one role.")
      .max(maxSelectedRoles, `Select at most ${maxSelectedRoles} roles at a time.`),
  }),
]);

export const UndoRoleBatchInput = z.strictObject({ sessionId: z.uuid(), batchId: z.uuid() });

/** What stands in `decision_batches.criteria`. */
export const BatchCriteria = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("threshold"),
    minPercent: Percent,
    minMarginPercent: Percent.nullable(),
    filter: RoleFilter,
  }),
  z.object({ by: z.literal("selection") }),
]);
export type BatchCriteria = z.infer<typeof BatchCriteria>;

/** What stands in `role_suggestions.candidates`: the best five, best first. */
export const StoredCandidates = z.array(
  z.object({ code: z.string(), score: z.number(), words: z.array(z.string()) }),
);
export type StoredCandidates = z.infer<typeof StoredCandidates>;

/** What the matcher says of a role. */
export interface SuggestionToSave {
  readonly roleId: string;
  readonly matcherVersion: string;
  /** The best first; empty when nothing in the title is known. */
  readonly candidates: StoredCandidates;
  readonly confidence: number;
  readonly margin: number;
  readonly isAccepted: boolean;
  /** By how much the role's exposure would be off, were another candidate right: 0–1; null when not known. */
  readonly effect: number | null;
  /** The organization's alias that gave the first candidate, or said that there is no occupation. */
  readonly aliasId: string | null;
}

/** How asking a model went in a session, over the roles that nobody decided. */
export interface ModelMapping {
  readonly askedCount: number;
  readonly unansweredCount: number;
  /** The most common cause: a code of lib/llm, or `refused`. */
  readonly why: string;
}

export interface OccupationName {
  readonly code: string;
  readonly title: string;
}

export interface RoleCandidate extends OccupationName {
  /** 0–1. */
  readonly score: number;
  /** Words of the title that spoke for it, as the matcher reads them. */
  readonly words: readonly string[];
}

/** What a model said when it was asked to choose among a title's candidates. */
export interface ModelChoice {
  readonly outcome: ModelChoiceOutcome;
  readonly reason: string | null;
  readonly modelName: string;
  /** It chose another occupation than the matcher, or none. */
  readonly isDisputed: boolean;
}

export interface RoleSuggestion {
  /** Best first; the one that a model chose goes before what the matcher found best. */
  readonly candidates: readonly RoleCandidate[];
  /** Null: no model was asked. */
  readonly choice: ModelChoice | null;
  /** What the matcher alone found best; its confidence is about this one. */
  readonly matched: OccupationName | null;
  /** Of the matcher's best candidate, and how far its second lies behind: 0–1 each. */
  readonly confidence: number;
  readonly margin: number;
  readonly isAccepted: boolean;
  /** By how much the role's exposure would be off, were another candidate right: 0–1; null when not known. */
  readonly effect: number | null;
  /** What a person found who checked it in a sample; null: nobody, or it was another suggestion then. */
  readonly verdict: AuditVerdict | null;
  /** The organization's alias that gave the first candidate, or said that there is no occupation. */
  readonly aliasId: string | null;
}

export interface RoleDecision {
  /** Null: no occupation. */
  readonly occupation: OccupationName | null;
  /** The release in use, where it does not have the occupation; the role gets no score under it. */
  readonly missingIn: string | null;
  readonly origin: DecisionOrigin;
  readonly decidedByName: string;
  readonly decidedAt: Date;
  readonly reason: string | null;
  readonly version: number;
}

export interface RoleRow {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  /** The largest first, three at most; a null name stands for people without a department. */
  readonly departments: readonly { readonly name: string | null; readonly headcount: number }[];
  readonly departmentCount: number;
  readonly suggestion: RoleSuggestion | null;
  readonly decision: RoleDecision | null;
  /** What people wrote to each other about it. */
  readonly commentCount: number;
}

export interface RolePage {
  readonly items: readonly RoleRow[];
  readonly nextCursor: string | null;
}

/** Roles and the people who have them. */
export interface RoleCount {
  readonly roles: number;
  readonly people: number;
}

export interface RoleSummary {
  readonly byState: Readonly<Record<RoleState, RoleCount>>;
  /** Decided by nobody, but accepted by the rule: the analysis uses them as not confirmed. */
  readonly accepted: RoleCount;
  readonly withoutSuggestion: RoleCount;
  /** Roles that the filter leaves. */
  readonly matching: RoleCount;
  /** What could be confirmed within the filter, by whole percent of confidence, lowest first. */
  readonly confirmable: readonly ConfirmableCount[];
  readonly checks: readonly CheckedBand[];
}

export interface ConfirmableCount extends RoleCount {
  readonly percent: number;
  /** The second occupation lies as far behind as the rule wants it. */
  readonly hasMargin: boolean;
  /** Of those that nobody checked and found right. */
  readonly doubt: Doubt;
}

/** What was found of checked suggestions that stand still, by band of confidence. */
export interface CheckedBand {
  readonly band: number;
  readonly right: number;
  readonly wrong: number;
}

export interface DecisionBatch {
  readonly id: string;
  readonly madeByName: string;
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
  readonly criteria: BatchCriteria;
  readonly decisionCount: number;
  /** Decisions that still stand as the batch made them. */
  readonly standingCount: number;
}

export interface UndoneBatch {
  readonly batchId: string;
  readonly undoneCount: number;
  /** Roles that somebody decided anew since; they stay as they are. At most 20 are named. */
  readonly skipped: readonly { readonly roleId: string; readonly title: string }[];
  readonly skippedCount: number;
}

/** What the analysis takes for a role: the decision, else what the rule accepts, else nothing. */
export interface MappedRole {
  readonly roleId: string;
  readonly title: string;
  readonly headcount: number;
  /** Null with `isDecided`: no occupation. Null without: not mapped. */
  readonly code: string | null;
  readonly origin: DecisionOrigin | null;
  readonly isDecided: boolean;
}

export const rolesLeftBehindNamed = 50;

/** Roles whose decided occupation the release in use does not have. */
export interface RolesLeftBehind {
  /** The one in use. */
  readonly release: string;
  readonly count: number;
  /** At most `rolesLeftBehindNamed`. */
  readonly items: readonly {
    readonly title: string;
    readonly headcount: number;
    readonly code: string;
    readonly occupation: string;
    /** The release the decision stays with. */
    readonly release: string;
  }[];
}
