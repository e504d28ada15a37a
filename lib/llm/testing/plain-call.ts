import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CallPurpose, ModelRequest } from "../port";

/** The smallest sound answer and a request for it, for tests of what surrounds a call. */
export const PlainAnswer = z.strictObject({
  points: z.number().min(0).max(10),
  reason: z.string().min(1),
});

export function plainRequest(
  change: Partial<ModelRequest<z.infer<typeof PlainAnswer>>> = {},
): ModelRequest<z.infer<typeof PlainAnswer>> {
  return {
    model: "gpt-4o-mini",
    system: "Judge what is shown.",
    user: "Led 40 people at Acme.",
    schema: PlainAnswer,
    schemaName: "plain",
    temperature: 0,
    maxTokens: 500,
    ...change,
  };
}

export function scoringPurpose(change: Partial<CallPurpose> = {}): CallPurpose {
  return {
    purpose: "scoring.score",
    subjectId: randomUUID(),
    batchId: null,
    idempotencyKey: `test-${randomUUID()}`,
    ...change,
  };
}
