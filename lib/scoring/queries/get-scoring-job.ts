import "server-only";
import { and, desc, eq, isNotNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import {
  apiKeys,
  candidates,
  modelCalls,
  profiles,
  scoringAttempts,
  scoringBatches,
  scoringJobs,
  scoringPoints,
  scoringReviews,
  scoringTemplates,
  users,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { JobParameters, Rubric } from "../schema";
import type {
  LedgerCall,
  ScoringAttempt,
  ScoringJobDetail,
  ScoringPoint,
  ScoringReview,
} from "../scoring-views";
import { scoringRowColumns } from "./scoring-rows";

const reused = alias(scoringJobs, "reused");

const detailColumns = {
  ...scoringRowColumns,
  profileVersion: scoringJobs.profileVersion,
  rubric: scoringJobs.rubric,
  parameters: scoringJobs.parameters,
  promptVersion: scoringJobs.promptVersion,
  serializerVersion: scoringJobs.serializerVersion,
  isBlind: scoringJobs.isBlind,
  unblindReason: scoringJobs.unblindReason,
  prompt: scoringJobs.prompt,
  profileText: scoringJobs.profileText,
  textDroppedAt: scoringJobs.textDroppedAt,
  inputHash: scoringJobs.inputHash,
  estimateNanos: scoringJobs.estimateNanos,
  requestedBy: scoringJobs.requestedBy,
  requesterName: users.name,
  apiKeyName: apiKeys.name,
  templateName: scoringTemplates.name,
  publishedVersion: scoringTemplates.publishedVersion,
  gateScore: scoringJobs.gateScore,
  gateReason: scoringJobs.gateReason,
  modelOverall: scoringJobs.modelOverall,
  summary: scoringJobs.summary,
  batchKind: scoringBatches.kind,
  candidateName: candidates.name,
  reusedCompletedAt: reused.completedAt,
};

async function findJob(tx: Tx, ctx: Ctx, id: string) {
  const [row] = await tx
    .select(detailColumns)
    .from(scoringJobs)
    .innerJoin(profiles, and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, scoringJobs.profileId)))
    .leftJoin(users, eq(users.id, scoringJobs.requestedBy))
    .leftJoin(apiKeys, and(eq(apiKeys.orgId, ctx.orgId), eq(apiKeys.id, scoringJobs.apiKeyId)))
    .leftJoin(
      scoringTemplates,
      and(eq(scoringTemplates.orgId, ctx.orgId), eq(scoringTemplates.id, scoringJobs.templateId)),
    )
    .leftJoin(
      scoringBatches,
      and(eq(scoringBatches.orgId, ctx.orgId), eq(scoringBatches.id, scoringJobs.batchId)),
    )
    .leftJoin(candidates, and(eq(candidates.orgId, ctx.orgId), eq(candidates.id, scoringJobs.candidateId)))
    .leftJoin(reused, and(eq(reused.orgId, ctx.orgId), eq(reused.id, scoringJobs.reusedFromJobId)))
    .where(and(eq(scoringJobs.orgId, ctx.orgId), eq(scoringJobs.id, id)));
  return row;
}

async function listPoints(tx: Tx, ctx: Ctx, jobId: string): Promise<ScoringPoint[]> {
  return tx
    .select({
      key: scoringPoints.key,
      label: scoringPoints.label,
      weight: scoringPoints.weight,
      points: scoringPoints.points,
      abstainReason: scoringPoints.abstainReason,
      rationale: scoringPoints.rationale,
      quote: scoringPoints.quote,
      quoteStart: scoringPoints.quoteStart,
      quoteEnd: scoringPoints.quoteEnd,
    })
    .from(scoringPoints)
    .where(and(eq(scoringPoints.orgId, ctx.orgId), eq(scoringPoints.jobId, jobId)))
    .orderBy(scoringPoints.position);
}

const callColumns = {
  id: modelCalls.id,
  status: modelCalls.status,
  provider: modelCalls.provider,
  requestedModel: modelCalls.requestedModel,
  resolvedModel: modelCalls.resolvedModel,
  startedAt: modelCalls.startedAt,
  durationMs: modelCalls.durationMs,
  promptTokens: modelCalls.promptTokens,
  completionTokens: modelCalls.completionTokens,
  totalTokens: modelCalls.totalTokens,
  reservedNanos: modelCalls.reservedNanos,
  costNanos: modelCalls.costNanos,
  errorClass: modelCalls.errorClass,
  errorCode: modelCalls.errorCode,
  httpStatus: modelCalls.httpStatus,
  retryAfterMs: modelCalls.retryAfterMs,
};

async function listStoredAttempts(tx: Tx, ctx: Ctx, jobId: string): Promise<ScoringAttempt[]> {
  return tx
    .select({
      id: scoringAttempts.id,
      purpose: scoringAttempts.purpose,
      retry: scoringAttempts.retry,
      number: scoringAttempts.number,
      startedAt: scoringAttempts.startedAt,
      endedAt: scoringAttempts.endedAt,
      errorClass: scoringAttempts.errorClass,
      errorCode: scoringAttempts.errorCode,
      errorMessage: scoringAttempts.errorMessage,
      rawAnswer: scoringAttempts.rawAnswer,
      call: callColumns,
    })
    .from(scoringAttempts)
    .leftJoin(
      modelCalls,
      and(eq(modelCalls.orgId, scoringAttempts.orgId), eq(modelCalls.id, scoringAttempts.callId)),
    )
    .where(and(eq(scoringAttempts.orgId, ctx.orgId), eq(scoringAttempts.jobId, jobId)));
}

/** Calls whose attempt was never stored: the process died between the two. */
async function listLostCalls(tx: Tx, ctx: Ctx, jobId: string): Promise<ScoringAttempt[]> {
  const stored = tx
    .select({ one: sql`1` })
    .from(scoringAttempts)
    .where(
      and(
        eq(scoringAttempts.orgId, ctx.orgId),
        eq(scoringAttempts.jobId, jobId),
        eq(scoringAttempts.callId, modelCalls.id),
      ),
    );
  const calls = await tx
    .select({ ...callColumns, purpose: modelCalls.purpose })
    .from(modelCalls)
    .where(
      and(
        eq(modelCalls.orgId, ctx.orgId),
        isNotNull(modelCalls.subjectId),
        eq(modelCalls.subjectId, jobId),
        notExists(stored),
      ),
    );
  return calls.map(({ purpose, ...call }) => lostAttempt(purpose, call));
}

function lostAttempt(purpose: ScoringAttempt["purpose"], call: LedgerCall): ScoringAttempt {
  return {
    id: call.id,
    purpose,
    retry: null,
    number: null,
    startedAt: call.startedAt,
    endedAt: null,
    errorClass: call.errorClass,
    errorCode: call.errorCode,
    errorMessage: null,
    rawAnswer: null,
    call,
  };
}

async function listReviews(tx: Tx, ctx: Ctx, jobId: string): Promise<ScoringReview[]> {
  return tx
    .select({
      id: scoringReviews.id,
      reviewerName: users.name,
      reviewedAt: scoringReviews.reviewedAt,
      overall: scoringReviews.overall,
      outcome: scoringReviews.outcome,
      reason: scoringReviews.reason,
    })
    .from(scoringReviews)
    .leftJoin(users, eq(users.id, scoringReviews.reviewedBy))
    .where(and(eq(scoringReviews.orgId, ctx.orgId), eq(scoringReviews.jobId, jobId)))
    .orderBy(desc(scoringReviews.reviewedAt), desc(scoringReviews.id));
}

/**
 * A scoring job with everything that is known of it.
 * @throws AppError `forbidden`, `not_found` (also for an id that is none)
 */
export async function getScoringJob(ctx: Ctx, id: string): Promise<ScoringJobDetail> {
  authorize(ctx, "scoring:read");
  if (!z.uuid().safeParse(id).success) throw notFound("scoring", "JOB_NOT_FOUND");
  return inOrg(ctx, async (tx) => {
    const [job, points, attempts, lost, reviews] = await Promise.all([
      findJob(tx, ctx, id),
      listPoints(tx, ctx, id),
      listStoredAttempts(tx, ctx, id),
      listLostCalls(tx, ctx, id),
      listReviews(tx, ctx, id),
    ]);
    if (!job) throw notFound("scoring", "JOB_NOT_FOUND");
    return {
      ...job,
      rubric: Rubric.parse(job.rubric),
      parameters: JobParameters.parse(job.parameters),
      points,
      attempts: [...attempts, ...lost].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()),
      reviews,
    };
  });
}
