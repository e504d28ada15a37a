import type { InngestFunction } from "inngest";
import { deliverDueEvents } from "../../dispatcher";
import { functionRegistry } from "../../local-runner/function-registry";
import { serveFunctions } from "../serve-functions";
import { serverSink } from "../server-sink";
import { type StandInServer, startStandInServer } from "./inngest-server";

/** A server that has asked our door for the functions, and how events reach it. */
export interface ConnectedServer {
  readonly server: StandInServer;
  /** Sends what is due; the server begins nothing. */
  deliver(): Promise<void>;
  /** Delivers what committed rows ask for and drives it, and all that comes of it, to its end. */
  drain(): Promise<void>;
}

export async function connectServer(functions: readonly InngestFunction.Any[]): Promise<ConnectedServer> {
  const server = await startStandInServer();
  await server.connect(serveFunctions(server.settings, functions));
  const sink = serverSink(functionRegistry(functions), server.settings);
  return {
    server,
    async deliver() {
      await deliverDueEvents(sink);
    },
    async drain() {
      while ((await deliverDueEvents(sink)) > 0) await server.settle();
    },
  };
}

/** The same as `drainJobs`, on the other engine. */
export async function drainOnInngest(functions: readonly InngestFunction.Any[]): Promise<void> {
  const { server, drain } = await connectServer(functions);
  try {
    await drain();
  } finally {
    await server.stop();
  }
}
