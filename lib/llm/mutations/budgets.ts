import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { modelBudgets } from "@/db/schema";
import { modelError } from "../error-table";

/** Whoever has an organization; a job has it before it has rights. */
export interface Tenant {
  readonly orgId: OrgId;
}

/** What is left is held by calls in flight, which mostly need less than they reserved. */
const heldRetryMs = 5_000;

const here = (tenant: Tenant, scope: string) =>
  and(eq(modelBudgets.orgId, tenant.orgId), eq(modelBudgets.scope, scope));

/**
 * Opens a budget, or changes the limit of one that is open; null is no limit.
 * @param scope `month:2026-11` (UTC) or `batch:<id>`
 */
export async function openBudget(
  tx: Tx,
  { orgId }: Tenant,
  scope: string,
  limitNanos: number | null,
): Promise<void> {
  await tx
    .insert(modelBudgets)
    .values({ orgId, scope, limitNanos })
    .onConflictDoUpdate({ target: [modelBudgets.orgId, modelBudgets.scope], set: { limitNanos } });
}

/** The budget of this month as the database's clock has it; the limit is only taken where it is opened first. */
export async function openMonth(tx: Tx, { orgId }: Tenant, limitNanos: number): Promise<string> {
  const [month] = await tx.execute<{ scope: string }>(
    sql`select 'month:' || to_char(now() at time zone 'UTC', 'YYYY-MM') as scope`,
  );
  if (!month) throw new Error("The database did not say which month it is.");
  await tx.insert(modelBudgets).values({ orgId, scope: month.scope, limitNanos }).onConflictDoNothing();
  return month.scope;
}

/**
 * Sets an amount aside, in one statement that holds the limit: whoever comes at the same moment waits for the row and
 * sees what the one before has reserved.
 * @throws ModelError `budget_reached`; to be tried later when calls in flight hold what is left
 */
export async function reserve(tx: Tx, tenant: Tenant, scope: string, nanos: number): Promise<void> {
  const taken = sql`${modelBudgets.spentNanos} + ${modelBudgets.reservedNanos} + ${nanos}`;
  const [reserved] = await tx
    .update(modelBudgets)
    .set({ reservedNanos: sql`${modelBudgets.reservedNanos} + ${nanos}` })
    .where(
      and(
        here(tenant, scope),
        sql`(${modelBudgets.limitNanos} is null or ${taken} <= ${modelBudgets.limitNanos})`,
      ),
    )
    .returning({ scope: modelBudgets.scope });
  if (reserved) return;
  const [budget] = await tx.select().from(modelBudgets).where(here(tenant, scope));
  if (!budget) throw new Error(`The budget ${scope} was never opened.`);
  const isHeld = budget.spentNanos + nanos <= (budget.limitNanos ?? 0);
  throw isHeld
    ? modelError("budget_reached", { errorClass: "retry_later", retryAfterMs: heldRetryMs })
    : modelError("budget_reached");
}

/** Moves money of one call between reserved and spent, in the order month, batch, so that nobody waits in a ring. */
export async function moveMoney(
  tx: Tx,
  tenant: Tenant,
  scopes: readonly string[],
  { reserved, spent }: { readonly reserved: number; readonly spent: number },
): Promise<void> {
  if (reserved === 0 && spent === 0) return;
  for (const scope of scopes) {
    await tx
      .update(modelBudgets)
      .set({
        reservedNanos: sql`${modelBudgets.reservedNanos} + ${reserved}`,
        spentNanos: sql`${modelBudgets.spentNanos} + ${spent}`,
      })
      .where(here(tenant, scope));
  }
}
