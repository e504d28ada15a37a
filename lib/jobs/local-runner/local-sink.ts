import { createHash } from "node:crypto";
import { asSystem } from "@/db/client";
import type { EventSink } from "../dispatcher";
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

/** The same text always gives the same UUID (version 8). */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Starts a function for a tick of its schedule; a tick that comes twice starts it once. */
export async function startScheduledRun(fn: KnownFunction, cron: string, tickAt: Date): Promise<boolean> {
  const eventId = uuidOf(`${fn.id} ${cron} ${tickAt.toISOString()}`);
  const event = { id: eventId, name: "inngest/scheduled.timer", data: { cron }, ts: tickAt.getTime() };
  return asSystem("start a scheduled run", (tx) => startRun(tx, fn, { orgId: noOrgId, event }));
}
