import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { sharedFolder } from "@/db/embedded/binaries";
import { type Cluster, startCluster, stopCluster } from "@/db/embedded/cluster";
import { canReach, databaseUser } from "@/db/embedded/os-user";
import { type Addresses, provision } from "@/db/embedded/provision";
import type { Secrets } from "./start-secrets";

const database = "opportune";
const folderName = "postgres";

/** The data folder where it really is: below the home, or where an earlier start had to put it. */
function presentFolder(home: string): Promise<string | undefined> {
  return realpath(join(home, folderName)).catch(() => undefined);
}

/**
 * Where the data is to lie. When root starts a checkout that only root can walk to (its home folder, say), the user
 * that runs PostgreSQL could not reach it: then it lies in a folder of the system, with a link in the home.
 */
async function chooseFolder(home: string, say: (line: string) => void): Promise<string> {
  const present = await presentFolder(home);
  if (present) return present;
  const below = join(home, folderName);
  const user = await databaseUser(below);
  if (!user) return below;
  // Others may walk through the home, not list it; what it holds is private file by file.
  await chmod(home, 0o711);
  if (canReach(user, home)) return below;
  // Not named after the home: a new checkout at the same place must not meet the data of the one before.
  const parent = join(sharedFolder, randomBytes(6).toString("hex"));
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  await mkdir(parent, { recursive: true, mode: 0o711 });
  const elsewhere = join(parent, folderName);
  // A link to nothing is left of a start that was killed before it made the data.
  await rm(below, { force: true });
  await symlink(elsewhere, below);
  say(`The database lies in ${elsewhere}, since only root can reach ${home}.`);
  return elsewhere;
}

export interface EmbeddedDatabase {
  readonly cluster: Cluster;
  readonly addresses: Addresses;
  /** Starts it again on the same port, or finds it running. */
  readonly revive: () => Promise<Cluster>;
}

/** Starts the embedded server (or finds it running) with its roles and the product's database. */
export async function startEmbeddedDatabase(
  home: string,
  secrets: Secrets,
  say: (line: string) => void,
): Promise<EmbeddedDatabase> {
  const dataFolder = await chooseFolder(home, say);
  const options = {
    dataFolder,
    password: secrets.superuser,
    logFile: join(home, "logs", "postgres.log"),
    settings: { max_connections: "100", shared_buffers: "256MB", log_timezone: "UTC" },
  };
  const cluster = await startCluster({ ...options, port: await lastPort(dataFolder) });
  const addresses = await provision(cluster.port, database, secrets);
  const revive = () => startCluster({ ...options, port: cluster.port, isPortFixed: true });
  return { cluster, addresses, revive };
}

/** The port of the last start, so that a saved address of the database keeps working. */
async function lastPort(dataFolder: string): Promise<number | undefined> {
  const options = await readFile(join(dataFolder, "postmaster.opts"), "utf8").catch(() => "");
  const port = /"-p" "(\d+)"/.exec(options)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Stops the embedded server of this home, whoever started it. */
export async function stopEmbeddedDatabase(home: string): Promise<void> {
  const dataFolder = await presentFolder(home);
  if (dataFolder) await stopCluster(dataFolder);
}
