import { z } from "zod";
import { batchKinds, scoringOutcomes, scoringStatuses, type TemplateRole, templateRoles } from "@/db/enums";

const line = (most: number) =>
  z.string().trim().min(1, "Write something here.").max(most, `At most ${most} characters.`);

const number = () => z.number({ error: "Give a number." });
const between = (least: number, most: number) => {
  const sentence = `Give a number from ${least} to ${most}.`;
  return number().min(least, sentence).max(most, sentence);
};
const wholeBetween = (least: number, most: number) => {
  const sentence = `Give a whole number from ${least} to ${most}.`;
  return z.int({ error: sentence }).min(least, sentence).max(most, sentence);
};

/** What a level of points looks like in a profile. */
const Anchor = z.strictObject({ points: number(), text: line(500) });

export const Criterion = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "Lower-case letters, digits and underscores, at most 40."),
  label: line(80),
  description: line(1_000),
  /** Share of the total, 0–1, in steps of a hundredth of a percent; all weights of a template sum to 1. */
  weight: number()
    .gt(0, "Give a weight above 0 %.")
    .max(1, "At most 100 %.")
    .multipleOf(0.0001, "At most two decimals."),
  anchors: z.array(Anchor).min(2, "Describe at least two levels.").max(11, "Describe at most eleven levels."),
});
export type Criterion = z.infer<typeof Criterion>;

/** A cheap look by a screening model; only profiles at or above the threshold are scored in detail. */
const Gate = z.strictObject({
  instructions: line(2_000),
  /** Null: the organization's screening model. */
  model: line(100).nullable(),
  /** 0–1; enforced by our code, whatever the model recommends. */
  threshold: between(0, 1),
});

const isClose = (a: number, b: number) => Math.abs(a - b) < 1e-6;

/** Everything a template settles. Versions are immutable. */
export const TemplateBody = z
  .strictObject({
    /** What is looked for, in the words of whoever wrote the template. */
    instructions: line(4_000),
    scale: z.strictObject({ min: wholeBetween(0, 100), max: wholeBetween(1, 100) }),
    criteria: z.array(Criterion).min(1, "Add at least one criterion.").max(20, "At most 20 criteria."),
    /** Points on the scale: `pass` decides between passed and rejected, from `strong` on it stands out. */
    thresholds: z.strictObject({ pass: number(), strong: number() }),
    /** Share of the weight that must carry evidence for there to be a total. */
    minCoverage: between(0, 1),
    gate: Gate.nullable(),
    /** Null: the organization's scoring model. */
    model: line(100).nullable(),
    temperature: between(0, 1),
    maxTokens: wholeBetween(100, 8_000),
  })
  .superRefine(({ scale, criteria, thresholds }, issues) => {
    const say = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: "custom", path, message });
    if (scale.min >= scale.max) say(["scale"], "The scale must end above where it begins.");
    const sum = criteria.reduce((total, { weight }) => total + weight, 0);
    if (!isClose(sum, 1))
      say(["criteria"], `The weights must sum to 100 %; they sum to ${Math.round(sum * 10_000) / 100} %.`);
    if (new Set(criteria.map(({ key }) => key)).size < criteria.length)
      say(["criteria"], "Two criteria have the same key.");
    criteria.forEach(({ anchors }, index) => {
      if (anchors.some(({ points }) => points < scale.min || points > scale.max))
        say(["criteria", index, "anchors"], "A level lies outside the scale.");
      if (new Set(anchors.map(({ points }) => points)).size < anchors.length)
        say(["criteria", index, "anchors"], "Two levels have the same points.");
    });
    const { pass, strong } = thresholds;
    if (pass < scale.min || strong > scale.max || pass > strong)
      say(["thresholds"], "The thresholds must lie on the scale, strong not below pass.");
  });
export type TemplateBody = z.infer<typeof TemplateBody>;

/** What a job is scored by: a template's body as it was, or one made for a free prompt. */
export const Rubric = z.strictObject({ name: line(200), role: z.enum(templateRoles), body: TemplateBody });
export type Rubric = z.infer<typeof Rubric>;

export const JobParameters = z.strictObject({
  temperature: z.number().min(0).max(1),
  maxTokens: z.int().min(100).max(8_000),
});
export type JobParameters = z.infer<typeof JobParameters>;

/** Why a criterion has no points: nothing in the profile bears on it, or what the model gave for it cannot be checked. */
export const abstainReasons = [
  "no_evidence",
  "no_quote",
  "quote_not_found",
  "quote_not_allowed",
  "quote_too_short",
  "quote_too_long",
  "canary",
] as const;
export type AbstainReason = (typeof abstainReasons)[number];

/** Exactly one of these says what a profile is scored by. */
const rubricSource = {
  templateId: z.uuid().optional(),
  role: z.enum(templateRoles).optional(),
  prompt: z.string().trim().min(10, "Say in at least 10 characters what to look for.").max(4_000).optional(),
};
export interface RubricSource {
  readonly templateId?: string;
  readonly role?: TemplateRole;
  readonly prompt?: string;
  /** Of a template being worked on: its draft, tried on a profile before it is published. Never over the API. */
  readonly draftOf?: string;
}
const hasOneSource = ({ templateId, role, prompt, draftOf }: RubricSource) =>
  [templateId, role, prompt, draftOf].filter((value) => value !== undefined).length === 1;
const oneSource = {
  error: "Give exactly one of templateId, role and prompt, and leave out the others.",
  path: ["templateId"],
};

const overrides = {
  /** A model on the allow-list instead of the template's. */
  model: line(100).optional(),
  maxTokens: z.int().min(100).max(8_000).optional(),
  temperature: z.number().min(0).max(1).optional(),
  /** Shows the model name and contacts; needs the reason. */
  unblindReason: line(500).optional(),
  /** A new call even when the same was scored within a day. */
  isFresh: z.boolean().optional(),
};

/** One scoring of one profile. */
export const RequestScoring = z
  .strictObject({
    profileId: z.uuid(),
    ...rubricSource,
    draftOf: z.uuid().optional(),
    ...overrides,
    candidateId: z.uuid().optional(),
    /** Asking again under the same key gives the job that the first one made. */
    idempotencyKey: line(200).optional(),
  })
  .refine(hasOneSource, oneSource);
export type RequestScoring = z.infer<typeof RequestScoring>;

/** Who is scored: the ids, or everybody the list's filter leaves. */
export const ProfileSelection = z.union([
  z.strictObject({ profileIds: z.array(z.uuid()).min(1).max(10_000) }),
  z.strictObject({ query: z.string().trim().max(200), isUnscored: z.boolean().optional() }),
]);
export type ProfileSelection = z.infer<typeof ProfileSelection>;

/** Many scorings at once. Of a probe, `runsPerProfile` says how often each is scored. */
export const RequestBatch = z
  .strictObject({
    kind: z.enum(batchKinds).default("scoring"),
    selection: ProfileSelection,
    ...rubricSource,
    ...overrides,
    candidateId: z.uuid().optional(),
    runsPerProfile: z.int().min(1).max(10).optional(),
    /** In US dollars; null or absent: the high end of the estimate. */
    budgetUsd: z.number().positive().max(100_000).nullable().optional(),
    /** The estimate the person saw and agreed to, in US dollars; needed above the organization's limit. */
    confirmedUsd: z.number().nonnegative().optional(),
    idempotencyKey: line(200).optional(),
  })
  .refine(hasOneSource, oneSource);
export type RequestBatch = z.infer<typeof RequestBatch>;

export const ScoringJobInput = z.strictObject({ jobId: z.uuid() });

/** A person's decision about a result. */
export const ReviewScoring = z.strictObject({
  jobId: z.uuid(),
  outcome: z.enum(scoringOutcomes),
  /** On the job's scale; null agrees with the computed total. */
  overall: z.number().nullable().default(null),
  reason: line(2_000),
  /** The latest review that the person saw; when given, another one since then refuses this one. */
  seenReviewId: z.uuid().nullable().optional(),
});
export type ReviewScoring = z.infer<typeof ReviewScoring>;

export const errorFilters = ["retry_later", "repair", "needs_person", "never"] as const;

/** The list's filters; the same object drives the list, its counts and the bulk retry. */
export const ScoringJobFilter = z.strictObject({
  status: z.enum(scoringStatuses).optional(),
  templateId: z.uuid().optional(),
  profileId: z.uuid().optional(),
  batchId: z.uuid().optional(),
  candidateId: z.uuid().optional(),
  outcome: z.enum(scoringOutcomes).optional(),
  errorClass: z.enum(errorFilters).optional(),
  /** Share of the scale, 0–1, both ends included. */
  minShare: z.number().min(0).max(1).optional(),
  maxShare: z.number().min(0).max(1).optional(),
  /** Those that have no score: open, failed, cancelled, screened out or abstaining. */
  isUnscored: z.boolean().optional(),
  isFlagged: z.boolean().optional(),
});
export type ScoringJobFilter = z.infer<typeof ScoringJobFilter>;
