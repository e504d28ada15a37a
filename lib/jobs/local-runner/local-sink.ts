import { asSystem } from "@/db/client";
import type { EventSink } from "../dispatcher";
import { stableUuid } from "../stable-uuid";
import { cancelRuns } from "./cancel-runs";
import type { FunctionRegistry, KnownFunction } from "./function-registry";
import { noOrgId } from "./run-queue";
import { startRun } from "./run-start";

/** Turns events into runs of the functions that listen to them, and into the end of those that they cancel. */
export function localSink(registry: FunctionRegistry): EventSink {
  return {
    async accept(tx, { id, name, data, createdAt }) {
      const listeners = registry.listeningTo(name);
      const cancelled = registry.cancelledBy(name);
      if (listeners.length + cancelled.length === 0) throw new Error(`No function listens to "${name}".`);
      const event = { id, name, data, ts: createdAt.getTime() };
      for (const fn of listeners) await startRun(tx, fn, { orgId: data.orgId, event });
      if (cancelled.length > 0) await cancelRuns(tx, cancelled, event);
    },
  };
}

/** Starts a function for a tick of its schedule; a tick that comes twice starts it once. */
export async function startScheduledRun(fn: KnownFunction, cron: string, tickAt: Date): Promise<boolean> {
  const eventId = stableUuid(`${fn.id} ${cron} ${tickAt.toISOString()}`);
  const event = { id: eventId, name: "inngest/scheduled.timer", data: { cron }, ts: tickAt.getTime() };
  return asSystem("start a scheduled run", (tx) => startRun(tx, fn, { orgId: noOrgId, event }));
}
