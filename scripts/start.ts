import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { closePools } from "@/db/client";
import { listenFault } from "@/db/embedded/postmaster";
import { StartError } from "@/db/embedded/start-error";
import type { InngestServer } from "@/lib/jobs/engine";
import { prepareDatabase } from "./prepare-database";
import { markOf, writeRunFile } from "./run-file.mjs";
import { buildWhenNeeded } from "./start-build";
import { type ChildSpec, openLog, supervise } from "./start-children";
import { startEmbeddedDatabase, stopEmbeddedDatabase } from "./start-database";
import { checkEnvironment, composeEnvironment, isEmbedded, type Settings } from "./start-environment";
import { ensureOwnRoles } from "./start-own-database";
import { readSecrets, writePrivately } from "./start-secrets";
import type { Seeded } from "./start-seed";
import { explain, onOrphaned, type Running, say, stopper, watchDatabase } from "./start-supervision";

const readyTimeoutMs = 120_000;
const webStopMs = 8_000;
const workerStopMs = 25_000;
const mostCrashesBeforeReady = 4;

function childSpecs(
  variables: Readonly<Record<string, string>>,
  settings: Settings,
): { readonly worker: ChildSpec; readonly web: ChildSpec } {
  // Migrations are over; what serves the network has no business with the owner's rights.
  const { DATABASE_OWNER_URL: _owner, ...env } = variables;
  const next = join("node_modules", "next", "dist", "bin", "next");
  const worker = {
    name: "worker",
    args: ["--import", "tsx", join("scripts", "worker.ts")],
    env: { ...env, TSX_TSCONFIG_PATH: "tsconfig.node.json" },
    stopTimeoutMs: workerStopMs,
  };
  const web = {
    name: "web",
    args: [next, "start", "-H", settings.HOST, "-p", String(settings.PORT)],
    env,
    stopTimeoutMs: webStopMs,
  };
  return { worker, web };
}

async function isReady(settings: Settings): Promise<boolean> {
  const host = settings.HOST.includes(":") ? `[${settings.HOST}]` : settings.HOST;
  try {
    const url = `http://${host}:${settings.PORT}/api/health/ready`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return answer.status === 200;
  } catch {
    return false;
  }
}

function printWelcome(address: string, seeded: Seeded, server: InngestServer | undefined): void {
  say("");
  say(`Opportune is ready at ${address}`);
  if (server) {
    const place = server.baseUrl ?? "Inngest's cloud";
    say(`  Background work: the Inngest ${server.isDev ? "dev " : ""}server at ${place}`);
  }
  for (const { role, email, password } of seeded.demoSignIns) {
    say(`  demo ${role}: ${email}  password: ${password}`);
  }
  if (seeded.demoSignIns.length > 0) {
    say(
      "  The demo organization and its sign-ins are for trying out; its page has a button that removes them.",
    );
  }
  if (seeded.firstAdminLink) {
    say("  First admin: open this link once, within 24 hours, to make your own account:");
    say(`  ${seeded.firstAdminLink}`);
  }
  say("  End with Ctrl+C, or with `npm run stop` from another terminal.");
  say("");
}

function remember(running: Running, name: string, pid: number): void {
  running.run.children[name] = markOf(pid);
  writeRunFile(running.home, running.run);
}

async function startDatabase(running: Running): Promise<Record<string, string>> {
  const { home } = running;
  if (!isEmbedded(process.env)) {
    const { variables } = composeEnvironment(process.env, home, undefined);
    await ensureOwnRoles(variables);
    return variables;
  }
  const secrets = await readSecrets(home);
  running.undo.push(() => stopEmbeddedDatabase(home));
  const database = await startEmbeddedDatabase(home, secrets, say);
  watchDatabase(running, database);
  const embedded = { addresses: database.addresses, nextauth: secrets.nextauth };
  return composeEnvironment(process.env, home, embedded).variables;
}

/** For `node --env-file`: how a script or a test of ours reaches what runs here. */
async function writeEnvironmentFile(
  home: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const names = Object.keys(variables).filter((name) =>
    /^(DATABASE_|NEXTAUTH_|OPPORTUNE_|HOST$|PORT$)/.test(name),
  );
  const lines = names.map((name) => `${name}=${JSON.stringify(variables[name])}\n`);
  await writePrivately(join(home, "environment"), lines.join(""));
}

async function prepare(running: Running): Promise<{ variables: Record<string, string>; seeded: Seeded }> {
  const variables = await startDatabase(running);
  Object.assign(process.env, variables);
  await writeEnvironmentFile(running.home, variables);
  await prepareDatabase(variables.DATABASE_OWNER_URL ?? "", say);
  // Loaded now, because these read the environment.
  const { refuseUnsafeStart } = await import("@/lib/health/start-checks");
  await refuseUnsafeStart().catch((error: Error) => {
    throw new StartError(error.message, { cause: error });
  });
  const { seedInstallation } = await import("./start-seed");
  const seeded = await seedInstallation({ isDemo: variables.OPPORTUNE_DEMO === "true" });
  await closePools();
  return { variables, seeded };
}

async function startChild(running: Running, spec: ChildSpec): Promise<void> {
  const child = supervise(spec, await openLog(running.home, spec.name), {
    say,
    onStart: (name, pid) => remember(running, name, pid),
    onCrash: () => {
      running.crashesBeforeReady += 1;
    },
  });
  running.children.push(child);
  running.undo.push(child.stop);
}

async function waitUntilReady(running: Running, settings: Settings): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await isReady(settings))) {
    if (running.crashesBeforeReady >= mostCrashesBeforeReady || Date.now() > deadline) {
      const said = running.children.map((child) => child.lastLines()).join("\n");
      throw new StartError(`The product did not get ready. The last lines of web and worker:\n${said}`);
    }
    await sleep(100);
  }
}

async function refuseUnusableAddress({ HOST, PORT }: Settings): Promise<void> {
  const fault = await listenFault(PORT, HOST);
  if (fault === undefined) return;
  const another = `choose another port: PORT=${PORT < 65_535 ? PORT + 1 : 3000} npm run up`;
  if (fault === "EADDRINUSE") {
    throw new StartError(`Port ${PORT} is in use by another program. End that program, or ${another}`);
  }
  if (fault === "EACCES") throw new StartError(`This user may not open port ${PORT}. Please ${another}`);
  throw new StartError(`HOST=${HOST} is not an address of this machine (${fault}). Unset it, or name one.`);
}

async function start(running: Running): Promise<void> {
  const { home } = running;
  const settings = checkEnvironment(process.env, home);
  await mkdir(join(home, "logs"), { recursive: true, mode: 0o700 });
  await refuseUnusableAddress(settings);
  const building = new AbortController();
  running.undo.push(async () => building.abort());
  const [{ variables, seeded }] = await Promise.all([
    prepare(running),
    buildWhenNeeded(join(home, "logs", "build.log"), say, building.signal),
  ]);
  const { worker, web } = childSpecs(variables, settings);
  await startChild(running, worker);
  await startChild(running, web);
  await waitUntilReady(running, settings);
  const address = variables.NEXTAUTH_URL ?? "";
  running.run.address = address;
  writeRunFile(home, running.run);
  const { inngestServer } = await import("@/lib/jobs/engine");
  printWelcome(address, seeded, inngestServer());
}

/** Starts database, worker and web, and stays to watch over them until a signal comes. */
export async function startEverything(home: string): Promise<void> {
  const running: Running = {
    home,
    run: { supervisor: markOf(process.pid), children: {} },
    undo: [],
    children: [],
    crashesBeforeReady: 0,
  };
  const { isStopping, stop } = stopper(running);
  const onSignal = () => {
    if (!isStopping()) say("Stopping …");
    stop(0);
  };
  const onFault = (error: unknown) => {
    // A start that was interrupted fails somewhere, and that is no news.
    if (isStopping()) return;
    process.stderr.write(`${explain(error)}\n`);
    stop(1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  onOrphaned(() => {
    if (!isStopping()) onSignal();
  });
  process.on("uncaughtException", onFault);
  // Whoever read our words has gone; the product stays.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  await start(running).catch(onFault);
}
