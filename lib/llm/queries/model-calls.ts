import "server-only";
import { and, asc, count, desc, eq, sql, sum } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import type { ModelCallStatus } from "@/db/enums";
import { modelBudgets, modelCalls, modelCircuits } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { type CircuitState, circuitState } from "../circuit";
import type { Tenant } from "../mutations/budgets";
import { getModelSettings } from "./model-settings";

/** A row of the ledger as screens show it. */
export type ModelCallRow = Omit<typeof modelCalls.$inferSelect, "orgId" | "requestHash">;

const columns = {
  id: modelCalls.id,
  purpose: modelCalls.purpose,
  subjectId: modelCalls.subjectId,
  batchId: modelCalls.batchId,
  idempotencyKey: modelCalls.idempotencyKey,
  provider: modelCalls.provider,
  requestedModel: modelCalls.requestedModel,
  resolvedModel: modelCalls.resolvedModel,
  startedAt: modelCalls.startedAt,
  answeredAt: modelCalls.answeredAt,
  failedAt: modelCalls.failedAt,
  inDoubtAt: modelCalls.inDoubtAt,
  replayedAt: modelCalls.replayedAt,
  status: modelCalls.status,
  durationMs: modelCalls.durationMs,
  promptTokens: modelCalls.promptTokens,
  completionTokens: modelCalls.completionTokens,
  totalTokens: modelCalls.totalTokens,
  reservedNanos: modelCalls.reservedNanos,
  costNanos: modelCalls.costNanos,
  finishReason: modelCalls.finishReason,
  errorClass: modelCalls.errorClass,
  errorCode: modelCalls.errorCode,
  httpStatus: modelCalls.httpStatus,
  retryAfterMs: modelCalls.retryAfterMs,
  providerRequestId: modelCalls.providerRequestId,
};

/** The calls for a scoring job or a session, in the order in which they were made. */
export async function listCallsOf(tx: Tx, { orgId }: Tenant, subjectId: string): Promise<ModelCallRow[]> {
  return tx
    .select(columns)
    .from(modelCalls)
    .where(and(eq(modelCalls.orgId, orgId), eq(modelCalls.subjectId, subjectId)))
    .orderBy(asc(modelCalls.startedAt), asc(modelCalls.id));
}

export interface CallSums {
  readonly callCount: number;
  readonly inDoubtCount: number;
  readonly totalTokens: number;
  readonly costNanos: number;
}

/** What the calls for a scoring job or a batch came to. */
export async function sumCalls(
  tx: Tx,
  { orgId }: Tenant,
  of: { readonly subjectId: string } | { readonly batchId: string },
): Promise<CallSums> {
  const which =
    "subjectId" in of ? eq(modelCalls.subjectId, of.subjectId) : eq(modelCalls.batchId, of.batchId);
  const [sums] = await tx
    .select({
      callCount: count(),
      inDoubtCount: sql<number>`count(*) filter (where ${modelCalls.status} = 'in_doubt')`.mapWith(Number),
      totalTokens: sql<number>`coalesce(sum(${modelCalls.totalTokens}), 0)`.mapWith(Number),
      costNanos: sql<number>`coalesce(sum(${modelCalls.costNanos}), 0)`.mapWith(Number),
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.orgId, orgId), which));
  return sums ?? { callCount: 0, inDoubtCount: 0, totalTokens: 0, costNanos: 0 };
}

export interface MonthSpending {
  /** `2026-11` */
  readonly month: string;
  readonly spentNanos: number;
  readonly reservedNanos: number;
  /** Part of what is spent: counted, but perhaps never charged. */
  readonly inDoubtNanos: number;
  readonly inDoubtCount: number;
}

const thisMonth = sql`date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'`;

/** What the organization has spent on models in this calendar month (UTC). */
async function getMonthSpending(tx: Tx, { orgId }: Tenant): Promise<MonthSpending> {
  const [clock] = await tx.execute<{ month: string }>(
    sql`select to_char(now() at time zone 'UTC', 'YYYY-MM') as month`,
  );
  const month = clock?.month ?? "";
  const [budget] = await tx
    .select({ spentNanos: modelBudgets.spentNanos, reservedNanos: modelBudgets.reservedNanos })
    .from(modelBudgets)
    .where(and(eq(modelBudgets.orgId, orgId), eq(modelBudgets.scope, `month:${month}`)));
  const [doubt] = await tx
    .select({ inDoubtNanos: sum(modelCalls.costNanos).mapWith(Number), inDoubtCount: count() })
    .from(modelCalls)
    .where(
      and(
        eq(modelCalls.orgId, orgId),
        eq(modelCalls.status, "in_doubt"),
        sql`${modelCalls.startedAt} >= ${thisMonth}`,
      ),
    );
  return {
    month,
    spentNanos: budget?.spentNanos ?? 0,
    reservedNanos: budget?.reservedNanos ?? 0,
    inDoubtNanos: doubt?.inDoubtNanos ?? 0,
    inDoubtCount: doubt?.inDoubtCount ?? 0,
  };
}

const shownCalls = 50;

export interface ModelsOverview {
  readonly settings: Awaited<ReturnType<typeof getModelSettings>>;
  readonly spending: MonthSpending;
  readonly circuit: { readonly state: CircuitState; readonly failuresInRow: number } | null;
  readonly calls: readonly ModelCallRow[];
}

/** Everything the settings page shows. @throws AppError `forbidden` */
export async function getModelsOverview(
  ctx: Ctx,
  host: string | undefined,
  status: ModelCallStatus | null,
): Promise<ModelsOverview> {
  authorize(ctx, "model:settings");
  return inOrg(ctx, async (tx) => {
    const [circuit] = host
      ? await tx.select().from(modelCircuits).where(eq(modelCircuits.provider, host))
      : [];
    const calls = await tx
      .select(columns)
      .from(modelCalls)
      .where(
        and(eq(modelCalls.orgId, ctx.orgId), status === null ? undefined : eq(modelCalls.status, status)),
      )
      .orderBy(desc(modelCalls.startedAt), desc(modelCalls.id))
      .limit(shownCalls);
    return {
      settings: await getModelSettings(tx, ctx),
      spending: await getMonthSpending(tx, ctx),
      circuit: host
        ? { state: circuitState(circuit, Date.now()), failuresInRow: circuit?.failuresInRow ?? 0 }
        : null,
      calls,
    };
  });
}
