import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface KillableWorker {
  readonly child: ChildProcess;
  /** Settled once it has said a word on its standard output. */
  readonly isReady: Promise<unknown>;
  kill(): Promise<void>;
}

/** A worker process of a module of bench/workers, with a process group of its own. */
export function startKillableWorker(module: string, args: readonly string[] = []): KillableWorker {
  const child = spawn(process.execPath, ["--import", "tsx", module, ...args], {
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json", LOG_LEVEL: "fatal" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  return {
    child,
    isReady: once(child.stdout ?? child, "data"),
    async kill() {
      const ended = once(child, "exit");
      // The whole group, as the machine would.
      process.kill(-(child.pid ?? 0), "SIGKILL");
      await ended;
    },
  };
}
