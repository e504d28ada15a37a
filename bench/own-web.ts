import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/db/embedded/postmaster";
import { buildWhenNeeded } from "@/scripts/start-build";
import type { OwnDatabase } from "./own-database";

export interface OwnWeb {
  /** Without a slash at the end. */
  readonly address: string;
  /** Settles when the process ends, for whatever reason. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const readyMs = 60_000;

/**
 * The production build of these very sources over a bench's own database, without a worker. Call it before anything
 * reads lib/env: it names the address and a secret in the environment.
 */
export async function startOwnWeb({ folder }: OwnDatabase): Promise<OwnWeb> {
  await buildWhenNeeded(join(folder, "build.log"), (line) => process.stdout.write(`${line}\n`));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
    OPPORTUNE_HOME: folder,
    LOG_LEVEL: "warn",
  });
  const next = join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    env: process.env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const until = Date.now() + readyMs;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.ok) return { address, ended, stop };
    await pause(100);
  }
  await stop();
  throw new Error("The web server did not get ready.");
}
