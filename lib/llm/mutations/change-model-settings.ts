import "server-only";
import { sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { modelSettings } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { modelUses } from "../models";
import { getModelSettings, type ResolvedModelSettings } from "../queries/model-settings";
import { ChangeModelSettingsInput, toNanos } from "../schema";
import { openBudget, openMonth } from "./budgets";

type Wanted = Omit<typeof modelSettings.$inferInsert, "orgId" | "mappingOnSince"> & {
  readonly isMappingOn: boolean;
};

const fields = [
  "scoringModel",
  "screeningModel",
  "mappingModel",
  "monthlyBudgetNanos",
  "confirmAboveNanos",
  "isMappingOn",
] as const;

/** What is set now, by the names of the form; null where the product's choice holds. */
function presentOf({ chosen, monthlyBudgetNanos, confirmAboveNanos, mappingOnSince }: ResolvedModelSettings) {
  return {
    ...{ scoringModel: chosen.scoring, screeningModel: chosen.screening, mappingModel: chosen.mapping },
    ...{ monthlyBudgetNanos, confirmAboveNanos, isMappingOn: mappingOnSince !== null },
  };
}

async function store(tx: Tx, ctx: Ctx, { isMappingOn, ...wanted }: Wanted, seenAt: string | null) {
  const columns = { ...wanted, updatedAt: sql`clock_timestamp()`, updatedBy: actingUserId(ctx) };
  const [stored] = await tx
    .insert(modelSettings)
    .values({ orgId: ctx.orgId, ...columns, mappingOnSince: isMappingOn ? sql`now()` : null })
    .onConflictDoUpdate({
      target: modelSettings.orgId,
      set: {
        ...columns,
        mappingOnSince: isMappingOn ? sql`coalesce(${modelSettings.mappingOnSince}, now())` : null,
      },
      setWhere: sql`${modelSettings.updatedAt}::text = ${seenAt}`,
    })
    .returning({ orgId: modelSettings.orgId });
  if (!stored) throw conflict("Somebody changed these settings just now. Look at them, then try again.");
}

/**
 * Settles which models an organization uses, what it may spend in a month and when a batch asks. A new monthly budget
 * holds at once, for calls in flight too. Settling what is settled already changes nothing.
 * @throws AppError `forbidden`, `invalid` (a model that is not allowed), `conflict` (changed since it was seen)
 */
export async function changeModelSettings(
  ctx: Ctx,
  input: unknown,
): Promise<{ changed: readonly string[]; settings: ResolvedModelSettings }> {
  authorize(ctx, "model:settings");
  const { monthlyBudgetUsd, confirmAboveUsd, seenAt, ...given } = ChangeModelSettingsInput.parse(input);
  const wanted: Wanted = {
    ...given,
    monthlyBudgetNanos: toNanos(monthlyBudgetUsd),
    confirmAboveNanos: toNanos(confirmAboveUsd),
  };
  return inOrg(ctx, async (tx) => {
    const before = await getModelSettings(tx, ctx);
    for (const use of modelUses) {
      const name = wanted[`${use}Model`];
      if (name && !before.models.some((model) => model.name === name))
        throw invalid(`The model ${name} is not on the list. Choose one that is, or add it first.`, {
          [`${use}Model`]: "This model is not on the list.",
        });
    }
    const present = presentOf(before);
    const changed = fields.filter((field) => present[field] !== wanted[field]);
    if (changed.length === 0) return { changed, settings: before };
    if (before.seenAt !== seenAt)
      throw conflict("Somebody changed these settings just now. Look at them, then try again.");
    await store(tx, ctx, wanted, seenAt);
    if (changed.includes("monthlyBudgetNanos")) {
      const limit = wanted.monthlyBudgetNanos ?? 0;
      await openBudget(tx, ctx, await openMonth(tx, ctx, limit), limit);
    }
    await recordChange(tx, ctx, {
      name: "model.settings_changed",
      subjectKind: "organization",
      subjectId: ctx.orgId,
      data: { changed, ...Object.fromEntries(changed.map((field) => [field, wanted[field] ?? null])) },
    });
    return { changed, settings: await getModelSettings(tx, ctx) };
  });
}
