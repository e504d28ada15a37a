import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { discoverySessions } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";

/** The moment of a change as the database says it, to the microsecond, which a Date would lose. */
export type Moment = string;

/**
 * Changes of an organization's exposure come one after the other, and none while a run is being asked for: that
 * happens under the lock of its session, so every run is wholly before or wholly after the change.
 * @returns the moment from which the change holds
 */
export async function takeTurn(tx: Tx, ctx: Ctx): Promise<Moment> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`exposure of ${ctx.orgId}`}, 0))`);
  await tx
    .select({ id: discoverySessions.id })
    .from(discoverySessions)
    .where(eq(discoverySessions.orgId, ctx.orgId))
    .orderBy(asc(discoverySessions.id))
    .for("no key update");
  // Not now(), which is when the transaction began and so before the wait.
  const [clock] = await tx.execute<{ at: Moment }>(sql`select clock_timestamp()::text as at`);
  if (!clock) throw new Error("The database did not say what time it is.");
  return clock.at;
}
