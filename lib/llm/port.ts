import type { z } from "zod";
import type { ModelErrorClass, ModelPurpose } from "@/db/enums";

/** One request to a model, as every provider's adapter takes it. */
export interface ModelRequest<T> {
  /** A name on the allow-list (lib/llm/models.ts, or one of the organization's own). */
  readonly model: string;
  /** Instructions; nothing of a third party stands in it. */
  readonly system: string;
  /** Data, fenced by the prompt's builder. */
  readonly user: string;
  /** What the answer must be; strict structured output on the wire, checked again here. */
  readonly schema: z.ZodType<T>;
  /** `[a-z_]`, names the schema on the wire. */
  readonly schemaName: string;
  /** 0–1 */
  readonly temperature: number;
  /** Longest answer. */
  readonly maxTokens: number;
}

/** What the call is for, as the ledger and the budgets know it. */
export interface CallPurpose {
  readonly purpose: ModelPurpose;
  readonly subjectId: string | null;
  readonly batchId: string | null;
  /** The same for every repeat of the same call; a repeat under a new key would be a second charge. */
  readonly idempotencyKey: string;
}

export interface ModelUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalTokens: number;
}

/** An answer that fulfils the schema. */
export interface ModelReply<T> {
  readonly value: T;
  /** As it came, at most 64 kB of it. */
  readonly rawAnswer: string;
  /** Row of the call ledger. */
  readonly callId: string;
  readonly usage: ModelUsage;
  readonly costNanos: number;
  /** The dated model that answered. */
  readonly resolvedModel: string;
  readonly durationMs: number;
}

/** Stable codes of what can go wrong with a call; `docs/model-calls.md` says what becomes of each. */
export const modelErrorCodes = [
  "rate_limited",
  "server_error",
  "overloaded",
  "unreachable",
  "connection_lost",
  "timed_out",
  "circuit_open",
  "not_json",
  "wrong_schema",
  "out_of_range",
  "empty_answer",
  "cut_off",
  "too_large",
  "refused",
  "bad_key",
  "no_credit",
  "unknown_model",
  "bad_request",
  "budget_reached",
  "not_configured",
] as const;
export type ModelErrorCode = (typeof modelErrorCodes)[number];

/** Why a call gave no usable answer. The message is written for people. */
export class ModelError extends Error {
  readonly errorClass: ModelErrorClass;
  readonly code: ModelErrorCode;
  /** What the provider asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** Null when it was refused before a call was made. */
  readonly callId: string | null;
  /** What came, when something came; for the repair and for people. */
  readonly rawAnswer: string | null;
  /** What is wrong with the answer, in words the model can act on. */
  readonly faults: readonly string[];

  constructor(
    errorClass: ModelErrorClass,
    code: ModelErrorCode,
    message: string,
    more: {
      readonly retryAfterMs?: number | null;
      readonly callId?: string | null;
      readonly rawAnswer?: string | null;
      readonly faults?: readonly string[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ModelError";
    this.errorClass = errorClass;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.callId = more.callId ?? null;
    this.rawAnswer = more.rawAnswer ?? null;
    this.faults = more.faults ?? [];
  }
}
