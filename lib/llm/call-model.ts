import "server-only";
import { createHash } from "node:crypto";
import type { OrgId, Tx } from "@/db/client";
import { checkReply } from "./check-reply";
import { modelError } from "./error-table";
import { type AllowedModel, costNanos } from "./models";
import { type CallEnd, closeCall, openCall } from "./mutations/model-calls";
import { askOpenAi, type CallOutcome, wireRequest } from "./openai-client";
import type { CallPurpose, ModelError, ModelReply, ModelRequest, ModelUsage } from "./port";
import { findProviderAccess } from "./provider";
import { countTokens } from "./tokens";

interface Tenant {
  readonly orgId: OrgId;
}

/** What is kept of an answer as it came. */
const longestRawAnswer = 64_000;

/** What a server charged that does not say: counted as the house's models count. */
function usageOf(outcome: CallOutcome, sentTokens: number): ModelUsage | null {
  if (!outcome.isAnswered) return null;
  if (outcome.usage) return outcome.usage;
  const completionTokens = countTokens(outcome.content ?? "");
  return { promptTokens: sentTokens, completionTokens, totalTokens: sentTokens + completionTokens };
}

interface Ended<T> {
  readonly end: CallEnd;
  readonly value?: T;
  readonly error?: (callId: string) => ModelError;
}

function endOf<T>(
  outcome: CallOutcome,
  request: ModelRequest<T>,
  model: AllowedModel,
  more: { readonly sentTokens: number; readonly durationMs: number },
): Ended<T> {
  const { durationMs, sentTokens } = more;
  const usage = usageOf(outcome, sentTokens);
  if (!outcome.isAnswered) {
    const { code, isInDoubt, httpStatus, retryAfterMs, requestId } = outcome;
    return {
      end: {
        ...{ durationMs, usage, isInDoubt, httpStatus, retryAfterMs, requestId, errorCode: code },
        ...{ resolvedModel: null, finishReason: null, costNanos: 0, isReplayed: false },
      },
      error: (callId) => modelError(code, { callId, retryAfterMs }),
    };
  }
  const checked = checkReply(outcome, request.schema);
  const { resolvedModel, finishReason, isReplayed, requestId } = outcome;
  const end: CallEnd = {
    ...{ durationMs, resolvedModel, finishReason, usage, isReplayed, requestId },
    ...{ isInDoubt: false, httpStatus: 200, retryAfterMs: null },
    costNanos: usage ? costNanos(model, usage) : 0,
    errorCode: checked.isSound ? null : checked.code,
  };
  if (checked.isSound) return { end, value: checked.value };
  const { code, faults } = checked;
  const rawAnswer = outcome.content?.slice(0, longestRawAnswer) ?? outcome.refusal;
  return { end, error: (callId) => modelError(code, { callId, rawAnswer, faults }) };
}

/** Stores what came of a call in the transaction that closes its row of the ledger: both are there, or neither is. */
export type KeepResult<T> = (
  tx: Tx,
  result: { readonly reply: ModelReply<T> } | { readonly error: ModelError },
) => Promise<void>;

/**
 * Asks a model once: within the organization's budgets, written down before and after, only while the server is up.
 * Never within a transaction: what is written before the call must outlive a process that dies during it.
 * @throws ModelError with the class that says what to do
 */
export async function callModel<T>(
  ctx: Tenant,
  request: ModelRequest<T>,
  purpose: CallPurpose,
  keep?: KeepResult<T>,
): Promise<ModelReply<T>> {
  const access = findProviderAccess();
  if (!access) throw modelError("not_configured");
  const wire = wireRequest(access, request);
  const sentTokens = [request.system, request.user, JSON.stringify(wire.response_format ?? "")]
    .map(countTokens)
    .reduce((sum, count) => sum + count, 0);
  const { purpose: name, subjectId, batchId, idempotencyKey } = purpose;
  const { callId, model } = await openCall(ctx, {
    ...{ purpose: name, subjectId, batchId, idempotencyKey, sentTokens },
    ...{ server: access, requestedModel: request.model, maxTokens: request.maxTokens },
    requestHash: createHash("sha256").update(JSON.stringify(wire)).digest("hex"),
  });
  const startedAt = performance.now();
  const outcome = await askOpenAi(access, wire, idempotencyKey);
  const durationMs = Math.round(performance.now() - startedAt);
  const { end, value, error } = endOf(outcome, request, model, { sentTokens, durationMs });
  const failure = error?.(callId);
  const replyAt = (cost: number) => replyOf(outcome, end, { value: value as T, callId, costNanos: cost });
  const call = { callId, idempotencyKey, host: access.host };
  const cost = await closeCall(ctx, call, end, async (tx, cost) => {
    await keep?.(tx, failure ? { error: failure } : { reply: replyAt(cost) });
  });
  if (failure) throw failure;
  return replyAt(cost);
}

function replyOf<T>(
  outcome: CallOutcome,
  { usage, durationMs }: CallEnd,
  known: Pick<ModelReply<T>, "value" | "callId" | "costNanos">,
): ModelReply<T> {
  if (!outcome.isAnswered || !usage) throw new Error("An answered call has an answer and its usage.");
  const { content, resolvedModel } = outcome;
  return {
    ...known,
    rawAnswer: (content ?? "").slice(0, longestRawAnswer),
    usage,
    resolvedModel,
    durationMs,
  };
}
