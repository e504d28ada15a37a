import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { ownModels } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import type { AllowedModel } from "../models";
import { AddOwnModelInput, RemoveOwnModelInput } from "../schema";

/**
 * Puts a model on the organization's list: one of its own server, or one of the house's at another price.
 * @throws AppError `forbidden`, `conflict` (it is on the list)
 */
export async function addOwnModel(ctx: Ctx, input: unknown): Promise<AllowedModel> {
  authorize(ctx, "model:settings");
  const model = AddOwnModelInput.parse(input);
  const { name, ...facts } = model;
  return inOrg(ctx, async (tx) => {
    const [added] = await tx
      .insert(ownModels)
      .values({ orgId: ctx.orgId, ...model, createdBy: actingUserId(ctx) })
      .onConflictDoUpdate({
        target: [ownModels.orgId, ownModels.name],
        set: { ...facts, createdAt: sql`now()`, createdBy: actingUserId(ctx), removedAt: null },
        setWhere: isNotNull(ownModels.removedAt),
      })
      .returning({ name: ownModels.name });
    if (!added) throw conflict(`The model ${name} is on your list already. Remove it to change its price.`);
    await recordChange(tx, ctx, {
      name: "own_model.added",
      subjectKind: "own_model",
      subjectId: name,
      data: facts,
    });
    return model;
  });
}

/**
 * Takes a model off the list. What is scored by it already stays; where it was chosen, the product's choice holds.
 * @returns what it was, so that it can be added again
 * @throws AppError `forbidden`, `not_found`
 */
export async function removeOwnModel(ctx: Ctx, input: unknown): Promise<AllowedModel> {
  authorize(ctx, "model:settings");
  const { name } = RemoveOwnModelInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const [removed] = await tx
      .update(ownModels)
      .set({ removedAt: sql`now()` })
      .where(and(eq(ownModels.orgId, ctx.orgId), eq(ownModels.name, name), isNull(ownModels.removedAt)))
      .returning({
        name: ownModels.name,
        inputPrice: ownModels.inputPrice,
        outputPrice: ownModels.outputPrice,
        contextTokens: ownModels.contextTokens,
      });
    if (!removed) throw notFound("model");
    await recordChange(tx, ctx, { name: "own_model.removed", subjectKind: "own_model", subjectId: name });
    return removed;
  });
}
