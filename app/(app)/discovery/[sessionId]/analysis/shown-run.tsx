import type { ReactNode } from "react";
import type { RunAddress } from "@/lib/analysis/run-address";
import type { RunEntry, RunSummary } from "@/lib/analysis/run-views";
import type { Ctx } from "@/lib/auth/context";
import { AggregateView } from "./aggregate-view";
import { Provenance } from "./provenance";
import { ResultView } from "./result-view";
import { RolePanel } from "./role-panel";
import { RunBar } from "./run-bar";
import { hrefOfRun } from "./run-link";
import { RunTiles } from "./run-tiles";
import { ViewTabs } from "./view-tabs";

/** One run: its figures, the view the address asks for, and the role it has open. */
export function ShownRun({
  ctx,
  sessionId,
  run,
  runs,
  address,
  isStale,
  mayPublish,
  settings,
}: {
  ctx: Ctx;
  sessionId: string;
  run: RunSummary;
  runs: readonly RunEntry[];
  address: RunAddress;
  isStale: boolean;
  mayPublish: boolean;
  settings: ReactNode;
}) {
  const hrefOf = hrefOfRun(sessionId, address);
  const { view, role, activity } = address;
  return (
    <>
      <RunBar
        sessionId={sessionId}
        run={run}
        runs={runs}
        address={address}
        hrefOf={hrefOf}
        isStale={isStale}
        mayPublish={mayPublish}
      />
      <RunTiles run={run} hrefOf={hrefOf} />
      {settings}
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
