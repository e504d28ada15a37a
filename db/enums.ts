/** Literal unions that tables, forms and rules share. Imports nothing, so the browser may use it. */

export const memberRoles = ["analyst", "manager", "admin"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const tiers = ["now", "next_quarter", "future"] as const;
export type Tier = (typeof tiers)[number];

/** Where a decision came from; every decision a person or a rule makes carries one. */
export const decisionOrigins = ["default", "rule", "model", "user"] as const;
export type DecisionOrigin = (typeof decisionOrigins)[number];

/** What became of asking a model for a title's occupation; `refused`: it answered something that was not asked. */
export const modelChoiceOutcomes = ["chosen", "none", "refused", "failed"] as const;
export type ModelChoiceOutcome = (typeof modelChoiceOutcomes)[number];

export const activityLevels = ["dwa", "gwa", "own"] as const;
export type ActivityLevel = (typeof activityLevels)[number];

/** Which layer decided about an activity: the default rule, a choice for the occupation or one for the role. */
export const choiceLayers = ["default", "occupation", "role"] as const;
export type ChoiceLayer = (typeof choiceLayers)[number];

export const aggregateDimensions = [
  "department",
  "line_of_business",
  "location",
  "occupation",
  "occupation_family",
  "activity",
] as const;
export type AggregateDimension = (typeof aggregateDimensions)[number];

/** What a roster does to those that its session has already. */
export const uploadModes = ["add", "replace"] as const;
export type UploadMode = (typeof uploadModes)[number];

/** What a person does about faulty rows of a waiting roster: gives another value, or leaves the rows out. */
export const rowFixActions = ["replace", "skip"] as const;

/** Whether a person who checked a suggestion found it right. */
export const auditVerdicts = ["right", "wrong", "unsure"] as const;
export type AuditVerdict = (typeof auditVerdicts)[number];

export const jobKinds = [
  "roster.import",
  "roles.map",
  "analysis.run",
  "export.write",
  "onet.sync",
  "profiles.score",
] as const;
export type JobKind = (typeof jobKinds)[number];

/** How a run of a function stands; `waiting` is between two steps, for a retry, a sleep or a free slot. */
export const runStatuses = [
  "queued",
  "running",
  "waiting",
  "finished",
  "failed",
  "parked",
  "cancelled",
] as const;
export type RunStatus = (typeof runStatuses)[number];

export const exportKinds = ["organization_ranking", "session_ranking", "run_comparison"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What a step of a function is to the runner: tried at once, planned beside others, or a sleep. */
export const stepOps = ["run", "planned", "sleep"] as const;

export const actorKinds = ["user", "api_key", "system"] as const;

export const linkPurposes = ["first_admin", "password_reset"] as const;

/** Of the reference data, as O*NET and OEWS name them. */
export const titleKinds = ["alternate", "short", "reported"] as const;
export type TitleKind = (typeof titleKinds)[number];

export const taskTypes = ["core", "supplemental", "unrated"] as const;
export type TaskType = (typeof taskTypes)[number];

export const relatednessTiers = ["primary_short", "primary_long", "supplemental"] as const;
export type RelatednessTier = (typeof relatednessTiers)[number];

export const emergingTaskCategories = ["new", "revision"] as const;

/** Where the rows of an O*NET release came from. */
export const releaseOrigins = ["pack", "folder", "zip", "download", "web_services"] as const;

/** What can have a successor in another release. */
export const successorLevels = ["occupation", "task", "dwa", "iwa", "gwa"] as const;

export const syncTriggers = ["clock", "operator"] as const;

/** In their order. */
export const syncSteps = ["resolve", "fetch", "stage", "add", "report"] as const;

export const exposureSourceKinds = ["task_labels", "gwa_classes", "gwa_figures", "blend"] as const;
export type ExposureSourceKind = (typeof exposureSourceKinds)[number];

export const exposureLevels = ["task", "dwa", "iwa", "gwa"] as const;
export type ExposureLevel = (typeof exposureLevels)[number];

/** Coarse to fine. */
export const occupationGroups = ["total", "major", "minor", "broad", "detailed"] as const;
export type OccupationGroup = (typeof occupationGroups)[number];

/** What a model is called for; screens and the ledger show it. */
export const modelPurposes = [
  "scoring.screen",
  "scoring.score",
  "scoring.repair",
  "roles.map",
  "settings.test",
] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/** How a call in the ledger ended; `in_doubt` may have been charged although nobody heard the answer. */
export const modelCallStatuses = ["open", "answered", "failed", "in_doubt", "replayed"] as const;
export type ModelCallStatus = (typeof modelCallStatuses)[number];

/** What a failed call asks for: wait and try again, ask for a repaired answer, a person, or nothing helps. */
export const modelErrorClasses = ["retry_later", "repair", "needs_person", "never"] as const;
export type ModelErrorClass = (typeof modelErrorClasses)[number];

export const profileSources = ["csv", "json", "api", "manual"] as const;
export type ProfileSource = (typeof profileSources)[number];

/** What a profile is to a role or candidate of discovery. `lead`: accountable for the agent. */
export const profileLinkKinds = ["holds_role", "lead"] as const;
export type ProfileLinkKind = (typeof profileLinkKinds)[number];

/** Whom a scoring template is for. */
export const templateRoles = ["general", "cto", "cio", "ciso", "lead"] as const;
export type TemplateRole = (typeof templateRoles)[number];

/** What named the rubric of a scoring job: exactly one of the three. */
export const scoringSources = ["template", "role", "prompt"] as const;
export type ScoringSource = (typeof scoringSources)[number];

export const scoringStatuses = ["pending", "processing", "completed", "failed", "cancelled"] as const;
export type ScoringStatus = (typeof scoringStatuses)[number];

/** What a score, or a gate, amounts to. An error is none of the three. */
export const scoringOutcomes = ["passed", "rejected", "undetermined"] as const;
export type ScoringOutcome = (typeof scoringOutcomes)[number];

export const batchKinds = ["scoring", "rescore", "lead", "repeatability", "fairness"] as const;
export type BatchKind = (typeof batchKinds)[number];

/** The counterfactual twins of a profile, and the profile as it is. */
export const profileVariants = ["original", "name", "gender", "school", "gap_year"] as const;
export type ProfileVariant = (typeof profileVariants)[number];

/** Why a result needs a person's eye. */
export const scoringFlags = [
  "injection",
  "canary",
  "quote_refused",
  "abstained",
  "near_threshold",
  "spread_crosses_line",
] as const;
export type ScoringFlag = (typeof scoringFlags)[number];

export const apiScopes = ["profiles:read", "profiles:write", "scoring:read", "scoring:write"] as const;
export type ApiScope = (typeof apiScopes)[number];
