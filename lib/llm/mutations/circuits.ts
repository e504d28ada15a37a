import "server-only";
import { and, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { modelCircuits } from "@/db/schema";
import { failuresToOpen, openSeconds } from "../circuit";
import { modelError } from "../error-table";

interface Server {
  readonly host: string;
  readonly timeoutMs: number;
}

/** A probe that has not ended so long after its time was lost with its process. */
const probeGraceSeconds = 10;

/**
 * Whether a call may go out; of an open circuit's callers exactly one, once its time has come. Comes before the
 * budgets, as in the transaction that closes a call, so that nobody waits in a ring.
 * @throws ModelError `circuit_open` with how long to wait
 */
export async function passCircuit(tx: Tx, { host, timeoutMs }: Server): Promise<void> {
  const isOpen = and(eq(modelCircuits.provider, host), isNotNull(modelCircuits.openedAt));
  const [circuit] = await tx.select({ provider: modelCircuits.provider }).from(modelCircuits).where(isOpen);
  if (!circuit) return;
  const reopensAt = sql`${modelCircuits.openedAt} + make_interval(secs => ${openSeconds})`;
  const probeSeconds = timeoutMs / 1_000 + probeGraceSeconds;
  const [probe] = await tx
    .update(modelCircuits)
    .set({ probeUntil: sql`clock_timestamp() + make_interval(secs => ${probeSeconds})` })
    .where(
      and(
        isOpen,
        sql`${reopensAt} <= now()`,
        sql`(${modelCircuits.probeUntil} is null or ${modelCircuits.probeUntil} <= now())`,
      ),
    )
    .returning({ provider: modelCircuits.provider });
  if (probe) return;
  const [wait] = await tx
    .select({
      ms: sql<number>`ceil(extract(epoch from greatest(${reopensAt}, ${modelCircuits.probeUntil}) - now()) * 1000)::int`,
    })
    .from(modelCircuits)
    .where(isOpen);
  // Closed in between.
  if (wait) throw modelError("circuit_open", { retryAfterMs: Math.max(wait.ms, 1_000) });
}

/** The server answered, whatever it said: it is well. */
async function noteServerWell(tx: Tx, host: string): Promise<void> {
  await tx
    .update(modelCircuits)
    .set({ failuresInRow: 0, openedAt: null, probeUntil: null, updatedAt: sql`now()` })
    .where(
      and(
        eq(modelCircuits.provider, host),
        or(gt(modelCircuits.failuresInRow, 0), isNotNull(modelCircuits.openedAt)),
      ),
    );
}

/** One more failure in a row. The tenth opens the circuit; a probe's begins the wait anew. */
async function noteServerFailure(tx: Tx, host: string): Promise<void> {
  await tx
    .insert(modelCircuits)
    .values({ provider: host, failuresInRow: 1 })
    .onConflictDoUpdate({
      target: modelCircuits.provider,
      set: {
        failuresInRow: sql`${modelCircuits.failuresInRow} + 1`,
        openedAt: sql`case
          when ${modelCircuits.probeUntil} > now() then now()
          when ${modelCircuits.failuresInRow} + 1 >= ${failuresToOpen} then coalesce(${modelCircuits.openedAt}, now())
        end`,
        probeUntil: null,
        updatedAt: sql`now()`,
      },
    });
}

export async function noteServer(tx: Tx, host: string, isDown: boolean): Promise<void> {
  await (isDown ? noteServerFailure(tx, host) : noteServerWell(tx, host));
}
