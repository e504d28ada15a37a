import "server-only";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { modelCalls } from "@/db/schema";
import { errorTable } from "../error-table";
import { type AllowedModel, reservationNanos } from "../models";
import type { CallPurpose, ModelErrorCode, ModelUsage } from "../port";
import { getModelSettings, requireAllowedModel } from "../queries/model-settings";
import { moveMoney, reserve, type Tenant } from "./budgets";
import { noteServer, passCircuit } from "./circuits";

/** The life of a row of the ledger: committed before the call, closed after it, in doubt when nobody came back. */

export interface NewCall extends CallPurpose {
  readonly requestHash: string;
  readonly server: { readonly host: string; readonly timeoutMs: number };
  readonly requestedModel: string;
  readonly sentTokens: number;
  readonly maxTokens: number;
}

interface OpenedCall {
  readonly callId: string;
  readonly idempotencyKey: string;
  readonly host: string;
}

/** How a call ended. A call whose charge nobody knows has no usage. */
export interface CallEnd {
  readonly durationMs: number;
  readonly resolvedModel: string | null;
  readonly finishReason: string | null;
  readonly usage: ModelUsage | null;
  readonly costNanos: number;
  readonly errorCode: ModelErrorCode | null;
  readonly isInDoubt: boolean;
  readonly isReplayed: boolean;
  readonly httpStatus: number | null;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
}

const isOpen = and(isNull(modelCalls.answeredAt), isNull(modelCalls.failedAt), isNull(modelCalls.inDoubtAt));

const money = {
  id: modelCalls.id,
  status: modelCalls.status,
  idempotencyKey: modelCalls.idempotencyKey,
  reservedNanos: modelCalls.reservedNanos,
  costNanos: modelCalls.costNanos,
  batchId: modelCalls.batchId,
  month: sql<string>`'month:' || to_char(${modelCalls.startedAt} at time zone 'UTC', 'YYYY-MM')`,
};
type MoneyOfCall = Pick<
  typeof modelCalls.$inferSelect,
  "id" | "status" | "idempotencyKey" | "reservedNanos" | "costNanos" | "batchId"
> & { readonly month: string };

/** What the budgets hold for the call now, to be taken back when it is counted anew. */
const heldFor = ({ status, reservedNanos, costNanos }: MoneyOfCall) =>
  status === "open" ? { reserved: -reservedNanos, spent: 0 } : { reserved: 0, spent: -costNanos };

/** Open calls that nobody came back from, counted at what they reserved; the budgets still have to hear of it. */
async function doubt(tx: Tx, tenant: Tenant, which: SQL | undefined): Promise<MoneyOfCall[]> {
  return tx
    .update(modelCalls)
    .set({
      inDoubtAt: sql`clock_timestamp()`,
      costNanos: sql`${modelCalls.reservedNanos}`,
      errorClass: errorTable.connection_lost.errorClass,
      errorCode: "connection_lost",
    })
    .where(and(eq(modelCalls.orgId, tenant.orgId), isOpen, which))
    .returning(money);
}

async function countDoubted(tx: Tx, tenant: Tenant, doubted: readonly MoneyOfCall[]): Promise<void> {
  for (const call of doubted)
    await moveMoney(tx, tenant, call, { reserved: -call.reservedNanos, spent: call.reservedNanos });
}

/**
 * Marks open calls as in doubt.
 * @returns how many there were
 */
export async function markInDoubt(tx: Tx, tenant: Tenant, which: SQL | undefined): Promise<number> {
  const doubted = await doubt(tx, tenant, which);
  await countDoubted(tx, tenant, doubted);
  return doubted.length;
}

/**
 * Writes a call down and reserves what it may cost, before it is made. Earlier calls under its key that nobody closed
 * are in doubt from now on.
 * @throws ModelError `unknown_model`, `budget_reached`, `circuit_open`: nothing is written, and no call may be made
 */
export async function openCall(
  tenant: Tenant,
  call: NewCall,
): Promise<{ readonly callId: string; readonly model: AllowedModel }> {
  const { sentTokens, maxTokens, server, ...row } = call;
  return inOrg(tenant, async (tx) => {
    const [settings, doubted] = await Promise.all([
      getModelSettings(tx, tenant),
      doubt(tx, tenant, eq(modelCalls.idempotencyKey, call.idempotencyKey)),
    ]);
    const model = requireAllowedModel(settings, call.requestedModel);
    const nanos = reservationNanos(model, sentTokens, maxTokens);
    const [[opened]] = await Promise.all([
      tx
        .insert(modelCalls)
        .values({ orgId: tenant.orgId, provider: server.host, reservedNanos: nanos, ...row })
        .returning({ id: modelCalls.id }),
      passCircuit(tx, server),
    ]);
    if (!opened) throw new Error("The insert returned no row.");
    await countDoubted(tx, tenant, doubted);
    const monthLimitNanos = settings.monthlyBudgetNanos;
    await reserve(tx, tenant, { batchId: call.batchId, nanos, monthLimitNanos });
    return { callId: opened.id, model };
  });
}

interface Earlier {
  /** Of these two only one was charged: what was in doubt costs nothing any more. */
  readonly doubted: readonly MoneyOfCall[];
  readonly isCountedAlready: boolean;
}

/** The provider gave the answer of an earlier call again. What it says of those that were made under the same key. */
function judgeEarlier(calls: readonly MoneyOfCall[], callId: string, isReplayed: boolean): Earlier {
  const earlier = isReplayed ? calls.filter(({ id }) => id !== callId) : [];
  return {
    doubted: earlier.filter(({ status }) => status === "in_doubt"),
    isCountedAlready: earlier.some(({ status, costNanos }) => status !== "in_doubt" && costNanos > 0),
  };
}

async function clearDoubt(tx: Tx, tenant: Tenant, doubted: readonly MoneyOfCall[]): Promise<void> {
  if (doubted.length === 0) return;
  const ids = doubted.map(({ id }) => id);
  await tx
    .update(modelCalls)
    .set({ replayedAt: sql`clock_timestamp()`, costNanos: 0 })
    .where(and(eq(modelCalls.orgId, tenant.orgId), inArray(modelCalls.id, ids)));
}

function columnsOf(end: CallEnd, costNanos: number, isCountedAlready: boolean) {
  const { durationMs, resolvedModel, finishReason, usage, errorCode, isInDoubt } = end;
  const now = sql`clock_timestamp()`;
  return {
    ...{ durationMs, resolvedModel, finishReason, costNanos, errorCode },
    ...{ httpStatus: end.httpStatus, retryAfterMs: end.retryAfterMs, providerRequestId: end.requestId },
    promptTokens: usage?.promptTokens ?? null,
    completionTokens: usage?.completionTokens ?? null,
    totalTokens: usage?.totalTokens ?? null,
    errorClass: errorCode && errorTable[errorCode].errorClass,
    answeredAt: errorCode ? null : now,
    failedAt: errorCode && !isInDoubt ? now : null,
    // Somebody took it for lost, and it came back after all.
    inDoubtAt: isInDoubt ? now : null,
    replayedAt: isCountedAlready ? now : null,
  };
}

/**
 * Closes a call with what became of it, counts it, and notes how its server is. Closing it again changes nothing.
 * @param keep what the caller stores in the same transaction, while no budget is held yet
 * @returns what it cost
 */
export async function closeCall(
  tenant: Tenant,
  { callId, idempotencyKey, host }: OpenedCall,
  end: CallEnd,
  keep: (tx: Tx, cost: number) => Promise<void> = async () => undefined,
): Promise<number> {
  return inOrg(tenant, async (tx) => {
    // All calls of the key at once and in one order: two of them may be closing.
    const calls = await tx
      .select(money)
      .from(modelCalls)
      .where(and(eq(modelCalls.orgId, tenant.orgId), eq(modelCalls.idempotencyKey, idempotencyKey)))
      .orderBy(asc(modelCalls.id))
      .for("update");
    const call = calls.find(({ id }) => id === callId);
    if (!call) throw new Error("The call is not in the ledger.");
    if (call.status !== "open" && call.status !== "in_doubt") return call.costNanos;
    const { doubted, isCountedAlready } = judgeEarlier(calls, callId, end.isReplayed);
    const cost = isCountedAlready ? 0 : end.isInDoubt ? call.reservedNanos : end.costNanos;
    // Handed over at once and first: what is kept may count the call.
    const closed = tx
      .update(modelCalls)
      .set(columnsOf(end, cost, isCountedAlready))
      .where(and(eq(modelCalls.orgId, tenant.orgId), eq(modelCalls.id, callId)))
      .execute();
    await Promise.all([
      closed,
      clearDoubt(tx, tenant, doubted),
      keep(tx, cost),
      noteServer(tx, host, end.errorCode !== null && errorTable[end.errorCode].isServerDown),
    ]);
    const held = heldFor(call);
    await moveMoney(tx, tenant, call, { reserved: held.reserved, spent: held.spent + cost });
    for (const each of doubted) await moveMoney(tx, tenant, each, { reserved: 0, spent: -each.costNanos });
    return cost;
  });
}
