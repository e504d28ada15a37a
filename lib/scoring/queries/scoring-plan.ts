import "server-only";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringBatches } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import type { AllowedModel } from "@/lib/llm/models";
import { ModelError } from "@/lib/llm/port";
import { getModelSettings, requireAllowedModel } from "@/lib/llm/queries/model-settings";
import type { RequestScoring } from "../schema";
import type { PlanModels, ScoringPlan } from "../scoring-snapshot";
import { candidateContext } from "./candidate-context";
import { resolveRubric } from "./templates";

type Asked = Pick<
  RequestScoring,
  | "templateId"
  | "role"
  | "prompt"
  | "model"
  | "maxTokens"
  | "temperature"
  | "unblindReason"
  | "isFresh"
  | "candidateId"
> &
  Partial<Pick<RequestScoring, "draftOf">>;

type Settings = Awaited<ReturnType<typeof getModelSettings>>;
type Resolved = Awaited<ReturnType<typeof resolveRubric>>;

export interface PlannedScoring {
  readonly plan: ScoringPlan;
  readonly models: PlanModels;
  readonly settings: Settings;
  readonly source: Pick<Resolved, "source" | "templateId" | "templateVersion">;
}

/**
 * Settles everything that was left open: the template's version, the models, the parameters. From here on nothing that
 * somebody edits changes what was asked for.
 * @throws AppError `not_found`, `conflict`, `invalid`
 */
export async function planScoring(tx: Tx, ctx: Ctx, asked: Asked): Promise<PlannedScoring> {
  const { templateId, role, prompt, draftOf, candidateId } = asked;
  const { rubric, ...source } = await resolveRubric(tx, ctx, { templateId, role, prompt, draftOf });
  const settings = await getModelSettings(tx, ctx);
  const { body } = rubric;
  const model = allowedModel(settings, asked.model ?? body.model ?? settings.scoringModel.name);
  const gateModel = body.gate
    ? allowedModel(settings, body.gate.model ?? settings.screeningModel.name)
    : null;
  const named = {
    ...body,
    model: model.name,
    gate: body.gate && gateModel ? { ...body.gate, model: gateModel.name } : null,
  };
  const plan: ScoringPlan = {
    rubric: { ...rubric, body: named },
    model: model.name,
    parameters: {
      temperature: asked.temperature ?? body.temperature,
      maxTokens: asked.maxTokens ?? body.maxTokens,
    },
    context: candidateId ? await candidateContext(tx, ctx, candidateId) : null,
    unblindReason: asked.unblindReason ?? null,
    isFresh: asked.isFresh ?? false,
    spread: await spreadOf(tx, ctx, source),
  };
  return { plan, models: { model, gateModel }, settings, source };
}

/** @throws AppError `invalid` naming the model */
function allowedModel(settings: Settings, name: string): AllowedModel {
  try {
    return requireAllowedModel(settings, name);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const sentence = `The model "${name}" is not on your organization's list. Nothing was started; choose another one, or ask an admin to add it at Models.`;
    throw invalid(sentence, { model: sentence });
  }
}

/** The models of a plan that was kept, at today's prices. */
export function modelsOf(settings: Settings, { model, rubric }: ScoringPlan): PlanModels {
  const gate = rubric.body.gate?.model;
  return {
    model: allowedModel(settings, model),
    gateModel: gate ? allowedModel(settings, gate) : null,
  };
}

/** How far repeated runs of the template version lay apart, by its latest probe. */
async function spreadOf(
  tx: Tx,
  { orgId }: Ctx,
  { templateId, templateVersion }: PlannedScoring["source"],
): Promise<number | null> {
  if (templateId === null || templateVersion === null) return null;
  const [probe] = await tx
    .select({ spread: sql<number | null>`(${scoringBatches.report} ->> 'spread')::float8` })
    .from(scoringBatches)
    .where(
      and(
        eq(scoringBatches.orgId, orgId),
        eq(scoringBatches.templateId, templateId),
        eq(scoringBatches.templateVersion, templateVersion),
        eq(scoringBatches.kind, "repeatability"),
        isNotNull(scoringBatches.report),
      ),
    )
    .orderBy(desc(scoringBatches.createdAt))
    .limit(1);
  return probe?.spread ?? null;
}
