import "server-only";
import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { modelSettings, ownModels } from "@/db/schema";
import { modelError } from "../error-table";
import { type AllowedModel, allowedModels, type ModelUse, modelFor } from "../models";

/** What holds in an organization: its admins' choices, and the product's where they made none. */
export interface ResolvedModelSettings {
  readonly scoringModel: AllowedModel;
  readonly screeningModel: AllowedModel;
  readonly mappingModel: AllowedModel;
  readonly models: readonly AllowedModel[];
  /** Those of them that the organization added. */
  readonly ownNames: readonly string[];
  readonly monthlyBudgetNanos: number;
  readonly confirmAboveNanos: number;
  /** Null: role mapping asks no model. */
  readonly mappingOnSince: Date | null;
  /** What was chosen by name, for the form; null is the product's choice. */
  readonly chosen: Readonly<Record<ModelUse, string | null>>;
  /** To the microsecond; null while nobody has settled anything. */
  readonly seenAt: string | null;
}

const defaults = { monthlyBudgetNanos: 50_000_000_000, confirmAboveNanos: 1_000_000_000 };

async function listOwnModels(tx: Tx, { orgId }: { readonly orgId: OrgId }): Promise<AllowedModel[]> {
  return tx
    .select({
      name: ownModels.name,
      inputPrice: ownModels.inputPrice,
      outputPrice: ownModels.outputPrice,
      contextTokens: ownModels.contextTokens,
    })
    .from(ownModels)
    .where(and(eq(ownModels.orgId, orgId), isNull(ownModels.removedAt)))
    .orderBy(asc(ownModels.name));
}

export async function getModelSettings(
  tx: Tx,
  ctx: { readonly orgId: OrgId },
): Promise<ResolvedModelSettings> {
  const [[row], own] = await Promise.all([
    tx
      .select({ ...getTableColumns(modelSettings), seenAt: sql<string>`${modelSettings.updatedAt}::text` })
      .from(modelSettings)
      .where(eq(modelSettings.orgId, ctx.orgId)),
    listOwnModels(tx, ctx),
  ]);
  const models = allowedModels(own);
  const chosen = {
    scoring: row?.scoringModel ?? null,
    screening: row?.screeningModel ?? null,
    mapping: row?.mappingModel ?? null,
  };
  return {
    scoringModel: modelFor("scoring", chosen.scoring, models),
    screeningModel: modelFor("screening", chosen.screening, models),
    mappingModel: modelFor("mapping", chosen.mapping, models),
    models,
    ownNames: own.map(({ name }) => name),
    monthlyBudgetNanos: row?.monthlyBudgetNanos ?? defaults.monthlyBudgetNanos,
    confirmAboveNanos: row?.confirmAboveNanos ?? defaults.confirmAboveNanos,
    mappingOnSince: row?.mappingOnSince ?? null,
    chosen,
    seenAt: row?.seenAt ?? null,
  };
}

/** @throws ModelError `unknown_model` when the organization does not allow it */
export function requireAllowedModel(
  settings: Pick<ResolvedModelSettings, "models">,
  name: string,
): AllowedModel {
  const model = settings.models.find((each) => each.name === name);
  if (!model) throw modelError("unknown_model");
  return model;
}
