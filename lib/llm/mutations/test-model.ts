import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { authorize, type Ctx } from "@/lib/auth/context";
import { recordChange } from "@/lib/history/record-change";
import { callModel } from "../call-model";
import { ModelError, type ModelErrorCode, type ModelReply } from "../port";
import { requireProvider } from "../provider";
import { TestModelInput } from "../schema";

/** What a test call found. A server that refuses is a finding as well, not a failure of ours. */
export type ModelTest =
  | ({ readonly isWell: true; readonly model: string } & Pick<
      ModelReply<unknown>,
      "durationMs" | "usage" | "costNanos" | "resolvedModel"
    >)
  | {
      readonly isWell: false;
      readonly model: string;
      readonly code: ModelErrorCode;
      readonly message: string;
      readonly retryAfterMs: number | null;
    };

const request = {
  system: "You answer a test of the connection. Answer in the form that is asked for.",
  user: "Is anybody there? Answer with the word ready.",
  schema: z.strictObject({ word: z.string().max(100) }),
  schemaName: "connection_test",
  temperature: 0,
  maxTokens: 100,
};

async function ask(ctx: Ctx, model: string): Promise<ModelTest> {
  // Each test is a call of its own.
  const idempotencyKey = `settings.test-${ctx.orgId}-${randomUUID()}`;
  try {
    const { durationMs, usage, costNanos, resolvedModel } = await callModel(
      ctx,
      { ...request, model },
      { purpose: "settings.test", subjectId: null, batchId: null, idempotencyKey },
    );
    return { isWell: true, model, durationMs, usage, costNanos, resolvedModel };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { code, message, retryAfterMs } = error;
    return { isWell: false, model, code, message, retryAfterMs };
  }
}

/**
 * Makes one small, real call through everything that a scoring goes through: list, budget, circuit, ledger.
 * @throws AppError `forbidden`, `not_configured`
 */
export async function testModel(ctx: Ctx, input: unknown): Promise<ModelTest> {
  authorize(ctx, "model:settings");
  const { model } = TestModelInput.parse(input);
  requireProvider();
  const test = await ask(ctx, model);
  await inOrg(ctx, (tx) =>
    recordChange(tx, ctx, {
      name: "model.tested",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: { model, found: test.isWell ? "well" : test.code },
    }),
  );
  return test;
}
