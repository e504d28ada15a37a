import "server-only";
import { randomUUID } from "node:crypto";
import type { InngestFunction } from "inngest";
import { log } from "@/lib/log";
import { startDispatcher } from "../dispatcher";
import type { InngestServer } from "../engine";
import type { JobWorker } from "../job-worker";
import { functionRegistry } from "../local-runner/function-registry";
import { storedError } from "../local-runner/stored-error";
import { beat, heartbeatMs, hostIdentity, signOff } from "../local-runner/workers";
import { serverSink } from "./server-sink";

/** The worker beside an Inngest server: it delivers events and says that it is alive. The web process runs functions. */
export async function startDeliveryWorker(
  functions: readonly InngestFunction.Any[],
  server: InngestServer,
): Promise<JobWorker> {
  const self = { id: randomUUID(), host: hostIdentity(), pid: process.pid, poolId: null };
  const sayAlive = () =>
    beat(self).catch((error) => log.warn({ error: storedError(error).message }, "no heartbeat"));
  await beat(self);
  const timer = setInterval(sayAlive, heartbeatMs);
  const dispatcher = await startDispatcher(serverSink(functionRegistry(functions), server));
  log.info({ workerId: self.id, server: server.baseUrl, isDev: server.isDev }, "worker ready");
  return {
    id: self.id,
    async stop() {
      clearInterval(timer);
      await dispatcher.stop();
      await signOff(self).catch(() => undefined);
      log.info({ workerId: self.id }, "worker ended");
    },
  };
}
