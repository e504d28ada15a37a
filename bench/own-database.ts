import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closePools } from "@/db/client";
import { startCluster, stopCluster } from "@/db/embedded/cluster";
import { provision } from "@/db/embedded/provision";
import { migrateToHead } from "@/db/migrate";

export interface OwnDatabase {
  readonly folder: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly addresses: Awaited<ReturnType<typeof provision>>;
  /** Stops the server as a power cut would. */
  stopHard(): Promise<void>;
  /** Starts it again over the same files and on the same port. */
  startAgain(): Promise<void>;
}

const password = "bench";
const passwords = { superuser: password, owner: password, app: password, system: password };

/** A PostgreSQL of a bench's own, with its usual settings, migrated and named in the environment; gone afterwards. */
export async function withOwnDatabase<T>(work: (database: OwnDatabase) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "opportune-bench-"));
  // As root, PostgreSQL runs as another user, who must be able to walk to its data.
  chmodSync(folder, 0o711);
  const dataFolder = join(folder, "postgres");
  const start = (port?: number) =>
    startCluster({ dataFolder, password, logFile: join(folder, "postgres.log"), port });
  const { port } = await start();
  try {
    const addresses = await provision(port, "opportune", passwords);
    Object.assign(process.env, addresses);
    const owner = postgres(addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
    await migrateToHead(owner);
    await owner.end();
    return await work({
      folder,
      dataFolder,
      port,
      addresses,
      stopHard: () => stopCluster(dataFolder, "immediate"),
      async startAgain() {
        await start(port);
      },
    });
  } finally {
    await closePools();
    await stopCluster(dataFolder);
    rmSync(folder, { recursive: true, force: true });
  }
}
