import { spawn } from "node:child_process";
import { open, readFile, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { type Binaries, findBinaries } from "./binaries";
import { ensureDataFolder, environment } from "./data-folder";
import { canReach, databaseUser, type OsUser } from "./os-user";
import { freePort, isAlive, isPostmasterOf, listenFault, readPostmaster, waitUntil } from "./postmaster";
import { StartError } from "./start-error";

export interface ClusterOptions {
  /** The data folder; its parent must exist. */
  readonly dataFolder: string;
  /** Of the superuser `postgres`. */
  readonly password: string;
  readonly logFile: string;
  /** Taken when it is free; another one otherwise, unless `isPortFixed`. */
  readonly port?: number | undefined;
  readonly isPortFixed?: boolean;
  /** Server settings beside those every cluster of ours has. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Cluster {
  readonly port: number;
  readonly pid: number;
  /** False when the server was found running. */
  readonly isStartedHere: boolean;
}

const startTimeoutMs = 60_000;
const wantedSharedBytes = 512_000_000;

/** Containers often have next to no shared memory; the server's parallel queries then need files instead. */
async function ourSettings(): Promise<Record<string, string>> {
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", timezone: "UTC" };
  const shared = await statfs("/dev/shm").catch(() => undefined);
  const isScarce = shared !== undefined && shared.blocks * shared.bsize < wantedSharedBytes;
  return isScarce ? { ...settings, dynamic_shared_memory_type: "mmap" } : settings;
}

/** The address of a database of the cluster for its superuser. */
export function superuserUrl(port: number, password: string, database = "postgres"): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** @throws StartError when it does, but not to this password */
async function answers(port: number, password: string): Promise<boolean> {
  const client = postgres(superuserUrl(port, password), {
    max: 1,
    connect_timeout: 5,
    onnotice: () => undefined,
  });
  try {
    await client`select 1`;
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "28P01") {
      throw new StartError(
        "The database does not accept the password kept in secrets.json. Put the file back that belongs to this " +
          "database, or remove both to begin anew.",
      );
    }
    return false;
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** A server that an earlier start left running over this folder, once it answers. */
async function findRunning({ dataFolder, password }: ClusterOptions): Promise<Cluster | undefined> {
  const found = await readPostmaster(dataFolder);
  if (!found) return undefined;
  if (!(await isPostmasterOf(found.pid, dataFolder))) {
    // PostgreSQL drops a dead server's file by itself, but trips over one whose number a stranger has now.
    if (isAlive(found.pid)) await rm(join(dataFolder, "postmaster.pid"), { force: true });
    return undefined;
  }
  let port = found.port;
  const isUp = await waitUntil(async () => {
    const now = await readPostmaster(dataFolder);
    if (!now || !isAlive(found.pid)) return true;
    port = now.port;
    return now.isReady && (await answers(port, password));
  }, startTimeoutMs);
  if (!isAlive(found.pid)) return undefined;
  if (isUp) return { port, pid: found.pid, isStartedHere: false };
  throw new StartError(
    `PostgreSQL runs over ${dataFolder} (process ${found.pid}) but does not answer. ` +
      `End that process (kill -9 ${found.pid}) and start again; nothing committed is lost.`,
  );
}

type Outcome = { readonly pid: number } | { readonly failure: string };

async function spawnServer(
  options: ClusterOptions,
  port: number,
  binaries: Binaries,
  user: OsUser | undefined,
): Promise<Outcome> {
  const { dataFolder, logFile } = options;
  const log = await open(logFile, "a");
  try {
    const { size: logStart } = await log.stat();
    const settings = Object.entries({ ...(await ourSettings()), ...options.settings });
    const child = spawn(
      binaries.postgres,
      [
        "-D",
        dataFolder,
        "-p",
        String(port),
        ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ],
      // A group of its own: Ctrl+C in the terminal must not end the database before its clients.
      { ...user, cwd: "/", env: environment, detached: true, stdio: ["ignore", log.fd, log.fd] },
    );
    let ended: string | undefined;
    child.once("error", (error) => {
      ended = error.message;
    });
    child.once("exit", (code) => {
      ended ??= `exit code ${code}`;
    });
    const { pid } = child;
    const isReady = async () => {
      const now = await readPostmaster(dataFolder);
      return now !== undefined && now.pid === pid && now.isReady;
    };
    await waitUntil(async () => ended !== undefined || (await isReady()), startTimeoutMs);
    if (ended === undefined && pid !== undefined && (await isReady())) {
      child.unref();
      return { pid };
    }
    if (ended === undefined) child.kill("SIGQUIT");
    const said = (await readFile(logFile)).subarray(logStart).toString();
    const fatal = said.split("\n").filter((line) => /FATAL|PANIC|could not|error while loading/.test(line));
    return { failure: fatal.join("\n") || ended || "it did not get ready within a minute" };
  } finally {
    await log.close();
  }
}

async function choosePort(options: ClusterOptions): Promise<number> {
  if (options.port === undefined) return freePort();
  if (options.isPortFixed || (await listenFault(options.port)) === undefined) return options.port;
  return freePort();
}

async function startServer(
  options: ClusterOptions,
  binaries: Binaries,
  user: OsUser | undefined,
): Promise<Cluster> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const port = await choosePort(options);
    const outcome = await spawnServer(options, port, binaries, user);
    if ("pid" in outcome) return { port, pid: outcome.pid, isStartedHere: true };
    // After a kill -9 the old server's children need a moment to notice; a port may be lost to a neighbour.
    const mayPass =
      /shared memory block/.test(outcome.failure) ||
      (!options.isPortFixed && /could not bind|in use/.test(outcome.failure));
    if (mayPass && Date.now() < deadline) {
      await waitUntil(() => false, 300);
      continue;
    }
    throw new StartError(
      `PostgreSQL did not start over ${options.dataFolder}: ${outcome.failure}\nIts log is ${options.logFile}.`,
    );
  }
}

/** Starts the server over a data folder, or finds it running; makes the folder the first time. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataFolder } = options;
  const user = await databaseUser(dataFolder);
  const parent = dirname(dataFolder);
  if (!canReach(user, parent)) {
    throw new StartError(`The user that runs PostgreSQL cannot reach ${parent}. Choose another folder.`);
  }
  const binaries = await findBinaries(user);
  await ensureDataFolder(dataFolder, options.password, binaries.initdb, user);
  const running = await findRunning(options);
  if (running) return running;
  const started = await startServer(options, binaries, user);
  if (await answers(started.port, options.password)) return started;
  throw new StartError(
    `PostgreSQL started over ${dataFolder} but does not answer. Its log is ${options.logFile}.`,
  );
}

/**
 * Stops the server over a data folder, whoever started it. `fast` rolls open transactions back and writes
 * everything out; `immediate` is for data nobody wants any more.
 */
export async function stopCluster(dataFolder: string, mode: "fast" | "immediate" = "fast"): Promise<void> {
  const found = await readPostmaster(dataFolder);
  if (!found || !(await isPostmasterOf(found.pid, dataFolder))) return;
  process.kill(found.pid, mode === "fast" ? "SIGINT" : "SIGQUIT");
  if (await waitUntil(() => !isAlive(found.pid), 30_000)) return;
  process.kill(found.pid, "SIGQUIT");
  await waitUntil(() => !isAlive(found.pid), 5_000);
}
