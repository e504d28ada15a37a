import { cron, type GetStepTools } from "inngest";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { stableUuid } from "@/lib/jobs/stable-uuid";
import { addFetched, reportAdded } from "@/lib/onet/mutations/add-fetched";
import { clearFailedSyncs } from "@/lib/onet/mutations/sweep-syncs";
import { failScheduledSync, finishSync, openScheduledSync } from "@/lib/onet/mutations/sync-life";
import { clearAfterSync } from "@/lib/onet/sync/clear-after-sync";
import { fetchTableOf, fetchZip, planTablesOf, requireSameRelease } from "@/lib/onet/sync/fetch-release";
import { type FoundRelease, resolveRelease } from "@/lib/onet/sync/resolve-release";
import { type FetchedRelease, stageFetched } from "@/lib/onet/sync/stage-fetched";
import type { SyncHandle } from "@/lib/onet/sync/sync-handle";
import type { StoredTable } from "@/lib/onet/sync/table-fetcher";
import { inngest } from "./client";
import { failTheSync } from "./fail-job";
import { syncRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { jobFailure, translated } from "./translated-errors";

type StepTools = GetStepTools<typeof inngest>;

/** One step per table, so that a sync that was cut off reads no table twice. */
async function fetchTables(step: StepTools, handle: SyncHandle, number: string): Promise<StoredTable[]> {
  const wanted = await step.run(
    "plan-tables",
    translated(() => planTablesOf(handle, number)),
  );
  const stored: StoredTable[] = [];
  for (const table of wanted) {
    const progress = { done: stored.length, total: wanted.length };
    stored.push(
      await step.run(
        `fetch-${table.table}`,
        translated(() => fetchTableOf(handle, table, progress)),
      ),
    );
  }
  await step.run(
    "check-release",
    translated(() => requireSameRelease(handle, number)),
  );
  return stored;
}

async function fetchFound(
  step: StepTools,
  handle: SyncHandle,
  { origin, number }: FoundRelease,
): Promise<FetchedRelease> {
  if (origin === "web_services") {
    return { origin, number, tables: await fetchTables(step, handle, number) };
  }
  if (origin === "download") {
    await step.run(
      "fetch",
      translated(() => fetchZip(handle, number)),
    );
  }
  return { origin, number, tables: [] };
}

/** Brings in the release that was found; of what it left behind on the way nothing is kept. */
async function bringIn(step: StepTools, handle: SyncHandle, found: FoundRelease) {
  const fetched = await fetchFound(step, handle, found);
  await step.run(
    "stage",
    translated(() => stageFetched(handle, fetched)),
  );
  const added = await step.run(
    "add",
    translated(() => addFetched(handle, fetched)),
  );
  return step.run(
    "report",
    translated(() => reportAdded(handle, added)),
  );
}

async function carryOut(step: StepTools, handle: SyncHandle): Promise<{ release: string | null }> {
  const found = await step.run(
    "resolve",
    translated(() => resolveRelease(handle)),
  );
  const outcome = found ? await bringIn(step, handle, found) : { release: null, counts: null, report: null };
  await step.run(
    "finish",
    translated(async () => {
      await finishSync(handle, outcome);
      await clearAfterSync({ syncId: handle.syncId, number: found?.number ?? null });
    }),
  );
  return { release: outcome.release };
}

/** Brings in a release that an operator asked for, or uploaded. */
export const syncOnetFunction = inngest.createFunction(
  {
    id: "sync-onet",
    triggers: [syncRequested],
    ...jobOptions,
    concurrency: 1,
    onFailure: failTheSync,
  },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return { release: null };
    const outcome = await carryOut(step, { syncId: job.subjectId, job });
    await step.run(
      "finish-job",
      translated(() => finishJob(job)),
    );
    return outcome;
  },
);

/** The sync that a run of the clock opens; its failure function finds it by the same way. */
const syncOfRun = (runId: string) => stableUuid(`onet sync of run ${runId}`);

/** Looks for a new release every week, when few are at work. */
export const syncOnetWeeklyFunction = inngest.createFunction(
  {
    id: "sync-onet-weekly",
    triggers: [cron("0 2 * * 0")],
    retries: 4,
    concurrency: 1,
    onFailure: async ({ event, error, step }) => {
      const { run_id: runId } = event.data;
      await step.run("fail-sync", async () => {
        await failScheduledSync(syncOfRun(runId), jobFailure(error, runId));
        await clearFailedSyncs();
      });
    },
  },
  async ({ step, runId }) => {
    const syncId = syncOfRun(runId);
    const isOurs = await step.run(
      "open-sync",
      translated(() => openScheduledSync(syncId)),
    );
    return isOurs ? carryOut(step, { syncId, job: null }) : { release: null };
  },
);
