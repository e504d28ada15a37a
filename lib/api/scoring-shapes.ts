import { z } from "zod";
import {
  batchKinds,
  modelErrorClasses,
  profileVariants,
  scoringFlags,
  scoringOutcomes,
  scoringSources,
  scoringStatuses,
} from "@/db/enums";
import { retryLimit } from "@/lib/scoring/retry-rules";
import type { BatchRow, ScoringJobDetail, ScoringJobRow } from "@/lib/scoring/scoring-views";
import { MaybeMoment, Moment, moment, usd } from "./moments";

const JobError = z.object({
  class: z.enum(modelErrorClasses).nullable().describe("What the fault asks for."),
  code: z.string(),
  message: z.string(),
  isRetryable: z.boolean().describe("Whether a retry is allowed and may help."),
});

const Score = z.object({
  overall: z.number().nullable().describe("Our weighted total on the template's scale; 0 is a score."),
  scaleMin: z.number(),
  scaleMax: z.number(),
  outcome: z.enum(scoringOutcomes).nullable(),
  gateOutcome: z.enum(scoringOutcomes).nullable().describe("Of the cheap look before the scoring."),
  spread: z.number().nullable().describe("Half the range between repeated runs, in points."),
  flags: z.array(z.enum(scoringFlags)),
  review: z
    .object({
      reviewedAt: Moment,
      overall: z.number().nullable().describe("Null: agrees with the computed total."),
      outcome: z.enum(scoringOutcomes).nullable(),
    })
    .nullable()
    .describe("What a person decided; it goes before the computed figures."),
});

const jobBasics = {
  id: z.uuid(),
  status: z.enum(scoringStatuses),
  profileId: z.uuid(),
  batchId: z.uuid().nullable(),
  candidateId: z.uuid().nullable(),
  source: z.enum(scoringSources),
  templateId: z.uuid().nullable(),
  templateVersion: z.int().nullable(),
  rubricName: z.string(),
  variant: z.enum(profileVariants),
  runNumber: z.int(),
  requestedModel: z.string(),
  resolvedModel: z.string().nullable().describe("The dated model that answered."),
  usage: z
    .object({
      promptTokens: z.int().nullable(),
      completionTokens: z.int().nullable(),
      totalTokens: z.int(),
    })
    .nullable(),
  costUsd: z.number().nullable(),
  durationMs: z.int().nullable(),
  reusedFromJobId: z.uuid().nullable().describe("The job whose result this one shows, from the last 24 h."),
  retryCount: z.int(),
  error: JobError.nullable().describe("Why it failed; an error is never a rejection."),
  createdAt: Moment,
  startedAt: MaybeMoment,
  completedAt: MaybeMoment,
  failedAt: MaybeMoment,
  cancelledAt: MaybeMoment,
};

export const JobSummary = z.object({ ...jobBasics, result: Score.nullable() });
export type JobSummary = z.infer<typeof JobSummary>;

const Points = z.object({
  key: z.string(),
  label: z.string(),
  weight: z.number().describe("Share of the total, 0–1."),
  points: z.number().nullable().describe("Null: it abstains, for want of evidence."),
  abstainReason: z.string().nullable(),
  rationale: z.string().nullable(),
  quote: z.string().nullable().describe("A passage of the profile text."),
});

export const Job = z.object({
  ...jobBasics,
  profileVersion: z.int(),
  isBlind: z.boolean().describe("Whether name and contacts were kept from the model."),
  parameters: z.object({ temperature: z.number(), maxTokens: z.int() }),
  result: Score.extend({ summary: z.string().nullable(), points: z.array(Points) }).nullable(),
});
export type Job = z.infer<typeof Job>;

export const JobPage = z.object({
  items: z.array(JobSummary),
  nextCursor: z.string().nullable().describe("Send it as `cursor` for the next page; null on the last one."),
});

export const Batch = z.object({
  id: z.uuid(),
  kind: z.enum(batchKinds),
  source: z.enum(scoringSources),
  templateName: z.string().nullable(),
  templateVersion: z.int().nullable(),
  candidateId: z.uuid().nullable(),
  itemCount: z.int(),
  counts: z
    .object({
      pending: z.int(),
      processing: z.int(),
      completed: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    })
    .describe("Of the scoring jobs that exist so far."),
  estimateUsd: z.object({ low: z.number(), high: z.number() }),
  budgetUsd: z.number(),
  spentUsd: z.number(),
  createdAt: Moment,
  endedAt: MaybeMoment,
});
export type Batch = z.infer<typeof Batch>;

function errorOf(job: ScoringJobRow): z.infer<typeof JobError> | null {
  if (job.status !== "failed") return null;
  return {
    class: job.errorClass,
    code: job.errorCode ?? "unknown",
    message: job.errorMessage ?? "The scoring failed. Nothing of it was kept.",
    isRetryable: job.retryCount < retryLimit && job.errorClass !== "never",
  };
}

function scoreOf(job: ScoringJobRow): z.infer<typeof Score> | null {
  if (job.status !== "completed") return null;
  const { reviewedAt, reviewedOverall, reviewedOutcome } = job;
  return {
    overall: job.overall,
    scaleMin: job.scaleMin,
    scaleMax: job.scaleMax,
    outcome: job.outcome,
    gateOutcome: job.gateOutcome,
    spread: job.spread,
    flags: [...job.flags],
    review: reviewedAt && {
      reviewedAt: moment(reviewedAt),
      overall: reviewedOverall,
      outcome: reviewedOutcome,
    },
  };
}

function basicsOf(job: ScoringJobRow) {
  const { promptTokens, completionTokens, totalTokens } = job;
  return {
    id: job.id,
    status: job.status,
    profileId: job.profileId,
    batchId: job.batchId,
    candidateId: job.candidateId,
    source: job.source,
    templateId: job.templateId,
    templateVersion: job.templateVersion,
    rubricName: job.rubricName,
    variant: job.variant,
    runNumber: job.runNumber,
    requestedModel: job.requestedModel,
    resolvedModel: job.resolvedModel,
    usage: totalTokens === null ? null : { promptTokens, completionTokens, totalTokens },
    costUsd: usd(job.costNanos),
    durationMs: job.durationMs,
    reusedFromJobId: job.reusedFromJobId,
    retryCount: job.retryCount,
    error: errorOf(job),
    createdAt: moment(job.createdAt),
    startedAt: moment(job.startedAt),
    completedAt: moment(job.completedAt),
    failedAt: moment(job.failedAt),
    cancelledAt: moment(job.cancelledAt),
  };
}

export function jobSummary(job: ScoringJobRow): JobSummary {
  return { ...basicsOf(job), result: scoreOf(job) };
}

export function jobAnswer(job: ScoringJobDetail): Job {
  const score = scoreOf(job);
  return {
    ...basicsOf(job),
    profileVersion: job.profileVersion,
    isBlind: job.isBlind,
    parameters: job.parameters,
    result: score && {
      ...score,
      summary: job.summary,
      points: job.points.map(({ quoteStart: _start, quoteEnd: _end, ...point }) => point),
    },
  };
}

export function batchAnswer(batch: BatchRow): Batch {
  return {
    id: batch.id,
    kind: batch.kind,
    source: batch.source,
    templateName: batch.templateName,
    templateVersion: batch.templateVersion,
    candidateId: batch.candidateId,
    itemCount: batch.itemCount,
    counts: batch.counts,
    estimateUsd: { low: usd(batch.estimateLowNanos), high: usd(batch.estimateHighNanos) },
    budgetUsd: usd(batch.budgetNanos),
    spentUsd: usd(batch.spentNanos),
    createdAt: moment(batch.createdAt),
    endedAt: moment(batch.endedAt),
  };
}
