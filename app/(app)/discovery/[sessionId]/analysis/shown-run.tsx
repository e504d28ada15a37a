import { Suspense } from "react";
import type { RunAddress } from "@/lib/analysis/run-address";
import type { RunEntry, RunSummary } from "@/lib/analysis/run-views";
import type { Ctx } from "@/lib/auth/context";
import { AggregateView } from "./aggregate-view";
import { Provenance } from "./provenance";
import { ResultView } from "./result-view";
import { RolePanel } from "./role-panel";
import { RunBar } from "./run-bar";
import type { HrefOf } from "./run-link";
import { RunTiles } from "./run-tiles";
import { SinceRun } from "./since-run";
import { ViewTabs } from "./view-tabs";

interface Shown {
  readonly ctx: Ctx;
  readonly sessionId: string;
  readonly run: RunSummary;
  readonly address: RunAddress;
  readonly hrefOf: HrefOf;
}

/** Which run it is, and its figures. */
export function RunHead({
  ctx,
  sessionId,
  run,
  address,
  hrefOf,
  ...bar
}: Shown & { runs: readonly RunEntry[]; isStale: boolean; mayPublish: boolean }) {
  return (
    <>
      <RunBar sessionId={sessionId} run={run} address={address} hrefOf={hrefOf} {...bar} />
      <RunTiles run={run} hrefOf={hrefOf} />
      <Suspense fallback={null}>
        <SinceRun ctx={ctx} sessionId={sessionId} run={run} runs={bar.runs} />
      </Suspense>
    </>
  );
}

/** The view the address asks for, what the run was made from, and the role that is open. */
export function RunBody({ ctx, sessionId, run, address, hrefOf }: Shown) {
  const { view, role, activity } = address;
  return (
    <>
      <ViewTabs current={view} hrefOf={hrefOf} />
      {view === "roles" ? (
        <ResultView ctx={ctx} sessionId={sessionId} run={run} address={address} hrefOf={hrefOf} />
      ) : (
        <AggregateView ctx={ctx} run={run} dimension={view} address={address} hrefOf={hrefOf} />
      )}
      <Provenance run={run} />
      {role ? (
        <RolePanel
          open={{ ctx, sessionId, runId: run.id, roleId: role, activityId: activity ?? null, hrefOf }}
        />
      ) : null}
    </>
  );
}
