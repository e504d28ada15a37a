import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { modelBudgets } from "@/db/schema";
import { modelError } from "../error-table";

/** Whoever has an organization; a job has it before it has rights. */
export interface Tenant {
  readonly orgId: OrgId;
}

/** What is left is held by calls in flight, which mostly need less than they reserved. */
const heldRetryMs = 5_000;

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

const monthOf = (moment: SQL) => sql<string>`'month:' || to_char(${moment} at time zone 'UTC', 'YYYY-MM')`;

/** The budgets a call counts against: its month, by the database's clock, and its batch. */
export interface CallScopes {
  /** When the call began; absent: now. */
  readonly month?: string;
  readonly batchId: string | null;
}

const scopesOf = ({ month, batchId }: CallScopes) => {
  const ofMonth = month ? sql`${month}` : monthOf(sql`now()`);
  return batchId ? sql`(${ofMonth}, ${`batch:${batchId}`})` : sql`(${ofMonth})`;
};

/** Opens this month where nothing of it is; the limit is only taken then. */
export async function openMonth(tx: Tx, { orgId }: Tenant, limitNanos: number): Promise<string> {
  const [month] = await tx.execute<{ scope: string }>(sql`select ${monthOf(sql`now()`)} as scope`);
  if (!month) throw new Error("The database did not say which month it is.");
  await tx.insert(modelBudgets).values({ orgId, scope: month.scope, limitNanos }).onConflictDoNothing();
  return month.scope;
}

interface Held {
  readonly scope: string;
  readonly limitNanos: string | null;
  readonly spentNanos: string;
}

/**
 * Changes all budgets of a call. They are locked first and in one order, so that nobody waits in a ring, and the
 * statement that changes them begins when the locks are there and sees what others have left; both travel together.
 * It comes last in its transaction: every call of the organization waits for the row of its month.
 */
async function change(
  tx: Tx,
  { orgId }: Tenant,
  scopes: CallScopes,
  by: { readonly reserved: number; readonly spent: number },
  guard: SQL = sql`true`,
): Promise<{ readonly held: readonly Held[]; readonly changedCount: number }> {
  const here = sql`org_id = ${orgId}::uuid and scope in ${scopesOf(scopes)}`;
  const [held, changed] = await Promise.all([
    tx.execute<{ scope: string; limitNanos: string | null; spentNanos: string }>(sql`
      select scope, limit_nanos as "limitNanos", spent_nanos as "spentNanos"
        from model_budgets where ${here} order by scope for update`),
    tx.execute(sql`
      update model_budgets
         set reserved_nanos = reserved_nanos + ${by.reserved}::bigint, spent_nanos = spent_nanos + ${by.spent}::bigint
       where ${here} and ${guard}
      returning scope`),
  ]);
  return { held: [...held], changedCount: changed.length };
}

/** Every budget of the call is open and has room for it; all of them take it, or none. */
function hasRoom({ orgId }: Tenant, scopes: CallScopes, nanos: number): SQL {
  return sql`(
    select count(*) from model_budgets room
     where room.org_id = ${orgId}::uuid and room.scope in ${scopesOf(scopes)}
       and (room.limit_nanos is null
            or room.spent_nanos + room.reserved_nanos + ${nanos}::bigint <= room.limit_nanos)
  ) = ${scopes.batchId ? 2 : 1}`;
}

/**
 * Sets an amount aside in every budget of a call, in one statement that holds the limits: whoever comes at the same
 * moment waits for the rows and sees what the one before has reserved.
 * @throws ModelError `budget_reached`; to be tried later when calls in flight hold what is left
 */
export async function reserve(
  tx: Tx,
  tenant: Tenant,
  call: {
    readonly batchId: string | null;
    readonly nanos: number;
    /** Taken where this is the month's first call. */
    readonly monthLimitNanos: number;
  },
): Promise<void> {
  const { batchId, nanos, monthLimitNanos } = call;
  const by = { reserved: nanos, spent: 0 };
  const take = () => change(tx, tenant, { batchId }, by, hasRoom(tenant, { batchId }, nanos));
  let { held, changedCount } = await take();
  if (changedCount === 0 && held.length < (batchId ? 2 : 1)) {
    await openMonth(tx, tenant, monthLimitNanos);
    // A batch without a budget of its own is counted all the same.
    if (batchId)
      await tx
        .insert(modelBudgets)
        .values({ orgId: tenant.orgId, scope: `batch:${batchId}` })
        .onConflictDoNothing();
    ({ held, changedCount } = await take());
  }
  if (changedCount > 0) return;
  const isUsedUp = held.some(
    ({ limitNanos, spentNanos }) => limitNanos !== null && Number(spentNanos) + nanos > Number(limitNanos),
  );
  throw isUsedUp
    ? modelError("budget_reached")
    : modelError("budget_reached", { errorClass: "retry_later", retryAfterMs: heldRetryMs });
}

/** Moves money of one call between reserved and spent. */
export async function moveMoney(
  tx: Tx,
  tenant: Tenant,
  scopes: Required<CallScopes>,
  by: { readonly reserved: number; readonly spent: number },
): Promise<void> {
  if (by.reserved !== 0 || by.spent !== 0) await change(tx, tenant, scopes, by);
}
