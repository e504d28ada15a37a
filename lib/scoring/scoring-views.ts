import type {
  BatchKind,
  ModelCallStatus,
  ModelErrorClass,
  ModelPurpose,
  ProfileVariant,
  ScoringFlag,
  ScoringOutcome,
  ScoringSource,
  ScoringStatus,
} from "@/db/enums";
import type { JobParameters, Rubric } from "./schema";

/** A job as lists show it. Points lie on its own scale. */
export interface ScoringJobRow {
  readonly id: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly batchId: string | null;
  readonly candidateId: string | null;
  readonly source: ScoringSource;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  /** The template's name as it was, or the one made for a free prompt. */
  readonly rubricName: string;
  readonly variant: ProfileVariant;
  readonly runNumber: number;
  readonly status: ScoringStatus;
  /** What we computed; null when there is no total. 0 is a score. */
  readonly overall: number | null;
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly spread: number | null;
  readonly outcome: ScoringOutcome | null;
  readonly gateOutcome: ScoringOutcome | null;
  readonly flags: readonly ScoringFlag[];
  readonly disagreement: number | null;
  readonly reviewedAt: Date | null;
  /** What a person put in the place of the computed total; null when they agreed with it. */
  readonly reviewedOverall: number | null;
  readonly reviewedOutcome: ScoringOutcome | null;
  readonly requestedModel: string;
  readonly resolvedModel: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly totalTokens: number | null;
  readonly costNanos: number | null;
  readonly durationMs: number | null;
  readonly reusedFromJobId: string | null;
  readonly retryCount: number;
  readonly errorClass: ModelErrorClass | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly failedAt: Date | null;
  readonly cancelledAt: Date | null;
}

export interface ScoringJobPage {
  readonly items: readonly ScoringJobRow[];
  readonly nextCursor: string | null;
}

export type ScoringCounts = Readonly<Record<ScoringStatus, number>>;

export interface ScoringPoint {
  readonly key: string;
  readonly label: string;
  /** Share of the total, 0–1. */
  readonly weight: number;
  /** Null: it abstains, for the reason beside it. */
  readonly points: number | null;
  readonly abstainReason: string | null;
  readonly rationale: string | null;
  readonly quote: string | null;
  /** Where the quote lies in the profile text: UTF-16 code units, end exclusive. */
  readonly quoteStart: number | null;
  readonly quoteEnd: number | null;
}

/** A row of the call ledger. */
export interface LedgerCall {
  readonly id: string;
  readonly status: ModelCallStatus;
  readonly provider: string;
  readonly requestedModel: string;
  readonly resolvedModel: string | null;
  readonly startedAt: Date;
  readonly durationMs: number | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly totalTokens: number | null;
  readonly reservedNanos: number;
  readonly costNanos: number;
  readonly errorClass: ModelErrorClass | null;
  readonly errorCode: string | null;
  readonly httpStatus: number | null;
  readonly retryAfterMs: number | null;
}

/**
 * Each time a model was asked, with its row in the ledger: null when it was refused before a call was made. A call that
 * no attempt was stored for (its worker died) stands as an attempt without a number.
 */
export interface ScoringAttempt {
  readonly id: string;
  readonly purpose: ModelPurpose;
  readonly retry: number | null;
  readonly number: number | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly errorClass: ModelErrorClass | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly rawAnswer: string | null;
  readonly call: LedgerCall | null;
}

export interface ScoringReview {
  readonly id: string;
  readonly reviewerName: string | null;
  readonly reviewedAt: Date;
  readonly overall: number | null;
  readonly outcome: ScoringOutcome;
  readonly reason: string;
}

export interface ScoringJobDetail extends ScoringJobRow {
  readonly profileVersion: number;
  readonly rubric: Rubric;
  readonly parameters: JobParameters;
  readonly promptVersion: string;
  readonly serializerVersion: string;
  readonly isBlind: boolean;
  readonly unblindReason: string | null;
  /** Null once its retention is over. */
  readonly prompt: string | null;
  readonly profileText: string | null;
  readonly textDroppedAt: Date | null;
  readonly inputHash: string;
  readonly estimateNanos: number;
  readonly requestedBy: string;
  readonly requesterName: string | null;
  readonly apiKeyName: string | null;
  readonly templateName: string | null;
  readonly publishedVersion: number | null;
  readonly gateScore: number | null;
  readonly gateReason: string | null;
  readonly modelOverall: number | null;
  readonly summary: string | null;
  readonly batchKind: BatchKind | null;
  readonly candidateName: string | null;
  /** When the result that this job shows was made. */
  readonly reusedCompletedAt: Date | null;
  readonly points: readonly ScoringPoint[];
  readonly attempts: readonly ScoringAttempt[];
  readonly reviews: readonly ScoringReview[];
}

/** A job as the review queue shows it before the reviewer asks for more: no score. */
export interface ReviewQueueRow {
  readonly id: string;
  readonly profileName: string;
  readonly rubricName: string;
  readonly flags: readonly ScoringFlag[];
  readonly disagreement: number;
  readonly completedAt: Date;
}

export interface BatchRow {
  readonly id: string;
  readonly kind: BatchKind;
  readonly source: ScoringSource;
  readonly templateName: string | null;
  readonly templateVersion: number | null;
  readonly candidateId: string | null;
  readonly candidateName: string | null;
  readonly itemCount: number;
  /** Of the scoring jobs that exist so far; the others are yet to be made. */
  readonly counts: ScoringCounts;
  readonly estimateLowNanos: number;
  readonly estimateHighNanos: number;
  readonly budgetNanos: number;
  /** By the ledger, calls in doubt included. */
  readonly spentNanos: number;
  readonly requesterName: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** The background job that makes its scorings, while it is open. */
  readonly openJobId: string | null;
}

export interface DashboardDay {
  /** ISO date, UTC. */
  readonly day: string;
  readonly requested: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly costNanos: number;
}

export interface ScoringDashboard {
  readonly days: readonly DashboardDay[];
  readonly total: Omit<DashboardDay, "day"> & { readonly open: number; readonly reused: number };
  /** Of failed jobs of the range, the most frequent first. */
  readonly errors: readonly {
    readonly errorClass: ModelErrorClass;
    readonly errorCode: string;
    readonly count: number;
  }[];
}
