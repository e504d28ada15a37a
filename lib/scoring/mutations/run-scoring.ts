import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import type { JobRef } from "@/lib/jobs/events";
import { callModel } from "@/lib/llm/call-model";
import { type CallPurpose, ModelError, type ModelReply, type ModelRequest } from "@/lib/llm/port";
import { gateTokens } from "../gate-tokens";
import { JobParameters } from "../schema";
import { ScoringFault } from "../scoring-fault";
import { answerSchema, gateSchema, profileMessage, repairMessage } from "../scoring-prompt";
import { closeAttempt, type ScoringStep, storeGate, storeScore } from "./store-scoring";
import { type TakenScoring, takeUpScoring } from "./take-up-scoring";

/**
 * One call of a job, from taking it up to storing what came of it: the step that a run repeats until it is over. What
 * is next stands in the rows, so that a repeated step goes on where the last one ended. Result and ledger are written
 * in one transaction: an answer is either known and stored, or in doubt.
 * @throws ScoringFault, AppError
 */
export async function runScoring(ref: JobRef, runId: string): Promise<ScoringStep> {
  const taken = await takeUpScoring(ref, runId);
  if (!taken) return { isOver: true };
  return taken.call.phase === "screen"
    ? ask(taken, gateSchema, (tx, reply) => storeGate(tx, taken, reply))
    : ask(taken, answerSchema(taken.rubric), (tx, reply) => storeScore(tx, taken, reply));
}

async function ask<T>(
  taken: TakenScoring,
  schema: z.ZodType<T>,
  store: (tx: Tx, reply: ModelReply<T>) => Promise<ScoringStep>,
): Promise<ScoringStep> {
  let step: ScoringStep = { isOver: true };
  let callsLeft: number | undefined;
  try {
    await callModel(taken.ctx, requestOf(taken, schema), purposeOf(taken), async (tx, result) => {
      if ("reply" in result) step = await store(tx, result.reply);
      else callsLeft = await closeAttempt(tx, taken, result.error);
    });
    return step;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Refused before anything was sent: then nothing was kept either.
    callsLeft ??= await inOrg(taken.ctx, (tx) => closeAttempt(tx, taken, error));
    if (error.errorClass === "repair" && !taken.call.repairs && callsLeft > 0) return { isOver: false };
    throw faultOf(error, callsLeft);
  }
}

/** Out of the snapshot alone. */
function requestOf<T>({ job, rubric, call }: TakenScoring, schema: z.ZodType<T>): ModelRequest<T> {
  const isGate = call.phase === "screen";
  const { temperature, maxTokens } = JobParameters.parse(job.parameters);
  const system = isGate ? job.gatePrompt : job.prompt;
  const text = job.profileText;
  if (system === null || text === null) {
    const message =
      "The texts of this scoring were dropped when their retention was over. Score the profile again.";
    throw new ScoringFault("text_dropped", message, { isFinal: true });
  }
  const asked = profileMessage(text);
  return {
    model: (isGate ? rubric.body.gate?.model : null) ?? job.requestedModel,
    system,
    user: call.repairs ? repairMessage(asked, call.repairs.rawAnswer, call.repairs.faults) : asked,
    schema,
    schemaName: isGate ? "first_look" : "scoring",
    temperature: isGate ? 0 : temperature,
    maxTokens: isGate ? gateTokens : maxTokens,
  };
}

/** The same call has the same key, whoever makes it again; a retry that a person asked for is another call. */
function purposeOf({ job, call }: TakenScoring): CallPurpose {
  const parts = [job.orgId, job.id, job.retryCount, call.phase, call.purpose, job.inputHash];
  return {
    purpose: call.purpose,
    subjectId: job.id,
    batchId: job.batchId,
    idempotencyKey: createHash("sha256").update(parts.join("/")).digest("hex"),
  };
}

function faultOf(error: ModelError, callsLeft: number): ScoringFault {
  const { code, message, retryAfterMs } = error;
  const isFinal = error.errorClass !== "retry_later" || callsLeft === 0;
  return new ScoringFault(code, message, { isFinal, retryAfterMs, cause: error });
}
