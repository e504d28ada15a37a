import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import type { releaseOrigins } from "@/db/enums";
import { onetReleases, onetSyncs } from "@/db/schema";
import { authorize } from "@/lib/auth/context";
import { ctxForJob } from "@/lib/auth/job-context";
import { conflict } from "@/lib/errors";
import type { JobFailure } from "@/lib/jobs/mutations/fail-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { latestOnly, type ProgressReporter } from "@/lib/jobs/progress-reporter";
import type { ReleaseReport, SyncCounts } from "@/lib/onet/schema";
import type { SyncHandle } from "@/lib/onet/sync/sync-handle";
import { percentOf, type SyncStep } from "@/lib/onet/sync/sync-progress";

/** The life of a sync's row, as the function that carries it out writes it. It stands above the tenants. */

type Origin = (typeof releaseOrigins)[number];

const reason = "sync O*NET";
const clock = sql`clock_timestamp()`;
const isOpen = and(isNull(onetSyncs.finishedAt), isNull(onetSyncs.failedAt));

const over = () => conflict("This sync has ended, or was cancelled. This run stopped; nothing was added.");

function isOtherOpen(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === "object" &&
    cause !== null &&
    Reflect.get(cause, "constraint_name") === "onet_syncs_open_key"
  );
}

/**
 * Opens the sync that a clock asks for, under an id that its run gives.
 * @returns false while another one is open: there is nothing to do then
 */
export async function openScheduledSync(syncId: string): Promise<boolean> {
  return asSystem(reason, async (tx) => {
    await tx
      .insert(onetSyncs)
      .values({ id: syncId, trigger: "clock", origin: "download" })
      .onConflictDoNothing();
    const [own] = await tx
      .select({ id: onetSyncs.id })
      .from(onetSyncs)
      .where(and(eq(onetSyncs.id, syncId), isOpen));
    return own !== undefined;
  });
}

/**
 * Begins a sync, or opens one again that has failed and was asked for once more.
 * @throws AppError `conflict` while another one is open, or when it has been done
 */
export async function beginSync({ syncId }: SyncHandle): Promise<{ origin: Origin; number: string | null }> {
  try {
    const [begun] = await asSystem(reason, (tx) =>
      tx
        .update(onetSyncs)
        .set({
          startedAt: sql`coalesce(case when ${onetSyncs.failedAt} is null then ${onetSyncs.startedAt} end, ${clock})`,
          ...{ failedAt: null, errorCode: null, errorMessage: null },
          ...{ step: "resolve", progressDone: 0, progressTotal: null },
        })
        .where(and(eq(onetSyncs.id, syncId), isNull(onetSyncs.finishedAt)))
        .returning({ origin: onetSyncs.origin, number: onetSyncs.number }),
    );
    if (!begun) throw over();
    return begun;
  } catch (error) {
    if (!isOtherOpen(error)) throw error;
    throw conflict("Another sync is under way. Nothing was started; start this one again when it has ended.");
  }
}

/** Before each step: the run still has the job, and who asked still may. @throws AppError */
export async function requireLeave({ job }: SyncHandle): Promise<void> {
  if (job) authorize(await ctxForJob(job), "installation:manage");
}

async function change(
  { syncId }: SyncHandle,
  values: Partial<typeof onetSyncs.$inferInsert>,
  work?: (tx: Tx) => Promise<void>,
): Promise<void> {
  await asSystem(reason, async (tx) => {
    const changed = await tx
      .update(onetSyncs)
      .set(values)
      .where(and(eq(onetSyncs.id, syncId), isOpen))
      .returning({ id: onetSyncs.id });
    if (changed.length === 0) throw over();
    await work?.(tx);
  });
}

/** @throws AppError `conflict` when it has ended meanwhile */
export function noteStep(
  handle: SyncHandle,
  step: SyncStep,
  found: { readonly number?: string; readonly origin?: Origin } = {},
): Promise<void> {
  return change(handle, { step, progressDone: 0, progressTotal: null, ...found });
}

/** Tells how far a step is: the sync's row in units of the step, the job's in hundredths of the whole. */
export function stepReporter(handle: SyncHandle, step: SyncStep): ProgressReporter {
  return latestOnly(async (done, total) => {
    const whole = { progressDone: Math.round(done), progressTotal: Math.round(total) };
    await change(handle, { step, ...whole });
    const { job } = handle;
    if (!job) return;
    await reportProgress(await ctxForJob(job), job, { done: percentOf(step, done, total), total: 100 });
  });
}

/**
 * The release that this sync has added. An addition that was repeated because its end was not heard of says that there
 * was nothing to add; what was added since the sync began is its own all the same, as there is no other sync.
 */
export async function ownAddition(
  { syncId }: SyncHandle,
  added: { readonly release: string; readonly wasAdded: boolean },
): Promise<string | null> {
  if (added.wasAdded) return added.release;
  const rows = await asSystem(reason, (tx) =>
    tx
      .select({ release: onetReleases.release })
      .from(onetReleases)
      .innerJoin(onetSyncs, eq(onetSyncs.id, syncId))
      .where(
        and(
          eq(onetReleases.release, added.release),
          sql`${onetReleases.importedAt} >= ${onetSyncs.startedAt}`,
        ),
      ),
  );
  return rows[0]?.release ?? null;
}

export interface SyncOutcome {
  /** Null when there was nothing new. */
  readonly release: string | null;
  readonly counts: SyncCounts | null;
  readonly report: ReleaseReport | null;
}

/** Repeatable: one that is finished stays finished. */
export async function finishSync({ syncId }: SyncHandle, outcome: SyncOutcome): Promise<void> {
  await asSystem(reason, (tx) =>
    tx
      .update(onetSyncs)
      .set({ ...outcome, step: "report", finishedAt: clock })
      .where(and(eq(onetSyncs.id, syncId), isOpen)),
  );
}

/** Ends a sync that no job stands behind; the others end with their job. */
export async function failScheduledSync(syncId: string, failure: JobFailure): Promise<void> {
  await asSystem(reason, (tx) =>
    tx
      .update(onetSyncs)
      .set({ failedAt: clock, errorCode: failure.code, errorMessage: failure.message })
      .where(and(eq(onetSyncs.id, syncId), isOpen)),
  );
}
