import { z } from "zod";
import { templateRoles } from "@/db/enums";
import type { ApiDoor } from "@/lib/auth/doors";
import type { ErrorReason } from "@/lib/errors";
import { RequestBatch, RequestScoring, ScoringJobFilter } from "@/lib/scoring/schema";
import { ScoringPage } from "@/lib/scoring/scoring-filters";
import { TemplateQuery } from "@/lib/scoring/template-links";
import {
  ImportedProfiles,
  meantProfiles,
  Profile,
  ProfilesBody,
  Template,
  TemplateList,
} from "./catalogue-shapes";
import { Batch, Job, JobPage } from "./scoring-shapes";

/** One endpoint: what its route reads, what it answers, and what the OpenAPI document says of both. */
export interface Operation {
  /** What generated clients call it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | null;
  /** Of a body that has several forms, the one that was meant, so that its faults can be told. */
  readonly meantBody?: (given: unknown) => z.ZodType;
  readonly status: 200 | 201;
  readonly answer: z.ZodType;
  /** Which code a malformed id in the path has, as one that names nothing. */
  readonly notFound: ErrorReason;
  /** Further codes it may answer with, beside those of every operation. */
  readonly codes: readonly ErrorReason[];
  /** Whether the route sees to `Idempotency-Key`; else the mutation does, or nothing is changed. */
  readonly isOnce?: boolean;
  /** Whether it counts as a scoring, or as one of the other calls. */
  readonly counts: "scoring" | "call";
}

const nothing = z.strictObject({});
const ofProfile = z.strictObject({ profileId: z.uuid() });
const ofJob = z.strictObject({ jobId: z.uuid() });

const { shape: asked } = RequestScoring;
const overrides = {
  model: asked.model.describe("A model on the organization's list instead of the usual one."),
  maxTokens: asked.maxTokens.describe("Longest answer of the model."),
  temperature: asked.temperature,
  unblindReason: asked.unblindReason.describe("Shows the model name and contacts, for this reason."),
  isFresh: asked.isFresh.describe("Asks the model even when the same was scored within 24 h."),
  candidateId: asked.candidateId.describe("The candidate agent that an accountable lead is looked for."),
};

/** A rubric that only the other endpoint takes; any other unknown part is told as such. */
const promptAlone = (issue: z.core.$ZodRawIssue) =>
  issue.code === "unrecognized_keys" && issue.keys.some((key) => key === "role" || key === "templateId")
    ? "This path scores by a prompt alone. Leave out role and templateId, or send one of them without the prompt to …/score-template."
    : undefined;

const ScoreBody = z.strictObject(
  {
    prompt: asked.prompt.unwrap().describe("What to look for, in your own words."),
    ...overrides,
  },
  { error: promptAlone },
);

const ScoreTemplateBody = z
  .strictObject({
    templateId: asked.templateId,
    role: asked.role.describe(`Takes the default template of ${templateRoles.join(", ")}.`),
    prompt: asked.prompt,
    ...overrides,
  })
  .describe("Exactly one of templateId, role and prompt.");

const { idempotencyKey: _key, ...batchShape } = RequestBatch.shape;
const BatchBody = z.strictObject(batchShape).describe("Exactly one of templateId, role and prompt.");

const share = z.coerce.number().min(0).max(1).optional();
const filter = ScoringJobFilter.shape;
const JobsQuery = z.strictObject({
  status: filter.status,
  templateId: filter.templateId,
  profileId: filter.profileId,
  batchId: filter.batchId,
  candidateId: filter.candidateId,
  outcome: filter.outcome,
  errorClass: filter.errorClass,
  minShare: share.describe("Least score, as a share of its scale, 0–1."),
  maxShare: share.describe("Highest score, as a share of its scale, 0–1."),
  isUnscored: z.stringbool().optional(),
  isFlagged: z.stringbool().optional(),
  cursor: ScoringPage.shape.after.describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const scoringCodes = [
  "PROVIDER_NOT_CONFIGURED",
  "TEMPLATE_NOT_FOUND",
  "NO_DEFAULT_TEMPLATE",
  "TEMPLATE_INACTIVE",
  "INVALID_VALUE",
] as const;

const get = { body: null, query: nothing, status: 200, codes: [], counts: "call" } as const;

export const operations = {
  "POST /api/v1/profiles": {
    id: "importProfiles",
    summary: "Add or change profiles",
    description:
      "One profile, or up to 100. A profile is known by its externalId: a second import changes it, keeps its id, its scores and what it said before.",
    params: nothing,
    query: nothing,
    body: ProfilesBody,
    meantBody: meantProfiles,
    isOnce: true,
    status: 200,
    answer: ImportedProfiles,
    notFound: "PROFILE_NOT_FOUND",
    codes: [],
    counts: "call",
  },
  "GET /api/v1/profiles/[profileId]": {
    ...get,
    id: "getProfile",
    summary: "Read a profile",
    params: ofProfile,
    answer: Profile,
    notFound: "PROFILE_NOT_FOUND",
  },
  "POST /api/v1/profiles/[profileId]/score": {
    id: "scoreProfile",
    summary: "Score a profile by a prompt",
    description: "Answers at once with a pending job; ask for the job until it has ended.",
    params: ofProfile,
    query: nothing,
    body: ScoreBody,
    status: 201,
    answer: Job,
    notFound: "PROFILE_NOT_FOUND",
    codes: scoringCodes,
    counts: "scoring",
  },
  "POST /api/v1/profiles/[profileId]/score-template": {
    id: "scoreProfileByTemplate",
    summary: "Score a profile by a template, by a role's default template, or by a prompt",
    description: "Answers at once with a pending job; ask for the job until it has ended.",
    params: ofProfile,
    query: nothing,
    body: ScoreTemplateBody,
    status: 201,
    answer: Job,
    notFound: "PROFILE_NOT_FOUND",
    codes: scoringCodes,
    counts: "scoring",
  },
  "GET /api/v1/scoring-jobs": {
    ...get,
    id: "listScoringJobs",
    summary: "List scoring jobs, the newest first",
    params: nothing,
    query: JobsQuery,
    answer: JobPage,
    notFound: "JOB_NOT_FOUND",
  },
  "GET /api/v1/scoring-jobs/[jobId]": {
    ...get,
    id: "getScoringJob",
    summary: "Read a scoring job with its result or error",
    params: ofJob,
    answer: Job,
    notFound: "JOB_NOT_FOUND",
  },
  "POST /api/v1/scoring-jobs/[jobId]/retry": {
    id: "retryScoringJob",
    summary: "Start a failed job again",
    isOnce: true,
    description: "At most three times, from the same snapshot of profile, prompt and model.",
    params: ofJob,
    query: nothing,
    body: null,
    status: 200,
    answer: Job,
    notFound: "JOB_NOT_FOUND",
    codes: ["JOB_NOT_RETRYABLE", "RETRY_LIMIT_EXCEEDED", "PROVIDER_NOT_CONFIGURED"],
    counts: "scoring",
  },
  "POST /api/v1/scoring-jobs/[jobId]/cancel": {
    id: "cancelScoringJob",
    summary: "Cancel a job that has not ended",
    isOnce: true,
    description: "A call that is under way may still be charged; its answer is not kept.",
    params: ofJob,
    query: nothing,
    body: null,
    status: 200,
    answer: Job,
    notFound: "JOB_NOT_FOUND",
    codes: ["JOB_NOT_CANCELLABLE"],
    counts: "call",
  },
  "GET /api/v1/templates": {
    ...get,
    id: "listTemplates",
    summary: "List scoring templates",
    params: nothing,
    query: z.strictObject(TemplateQuery.shape),
    answer: TemplateList,
    notFound: "TEMPLATE_NOT_FOUND",
  },
  "GET /api/v1/templates/[templateId]": {
    ...get,
    id: "getTemplate",
    summary: "Read a scoring template",
    params: z.strictObject({ templateId: z.uuid() }),
    answer: Template,
    notFound: "TEMPLATE_NOT_FOUND",
  },
  "POST /api/v1/batches": {
    id: "requestBatch",
    summary: "Score many profiles",
    description:
      "Bounded by its budget instead of the limits per hour. Above the organization's limit it wants confirmedUsd.",
    params: nothing,
    query: nothing,
    body: BatchBody,
    status: 201,
    answer: Batch,
    notFound: "BATCH_NOT_FOUND",
    codes: [...scoringCodes, "CONFIRMATION_NEEDED"],
    counts: "call",
  },
  "GET /api/v1/batches/[batchId]": {
    ...get,
    id: "getBatch",
    summary: "Read how far a batch is",
    params: z.strictObject({ batchId: z.uuid() }),
    answer: Batch,
    notFound: "BATCH_NOT_FOUND",
  },
} as const satisfies Record<ApiDoor, Operation>;

export type Operations = typeof operations;
