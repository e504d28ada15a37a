import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { startCluster, stopCluster, superuserUrl } from "../embedded/cluster";
import { provision } from "../embedded/provision";
import { migrateToHead } from "../migrate";
import type { RolePasswords } from "../roles";
import { removeLeftovers } from "./leftovers";

/** What a test file needs to make its own database. */
export interface TestCluster {
  readonly port: number;
  readonly template: string;
  readonly passwords: RolePasswords & { readonly superuser: string };
}

declare module "vitest" {
  interface ProvidedContext {
    testCluster: TestCluster;
  }
}

const template = "opportune_template";
const prefix = "opportune-test-";
const wantedBytes = 1_000_000_000;

/** Losing the data of a test in a power cut is no loss. */
const fastSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "200",
  autovacuum: "off",
};

/** Cloning a database is several times faster, and steadier, in memory than on disk. */
async function memoryFolder(): Promise<string> {
  const shm = "/dev/shm";
  const room = await statfs(shm).catch(() => undefined);
  return room && room.bavail * room.bsize >= wantedBytes ? shm : tmpdir();
}

/** Vitest's global set-up of the database tests: one cluster with one template, migrated and with the reference pack. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await memoryFolder();
  await removeLeftovers(parent, prefix);
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  // mkdtemp makes it private, but the server runs as another user when root runs the tests.
  await chmod(folder, 0o711);
  const dataFolder = join(folder, "postgres");
  const secret = () => randomBytes(18).toString("base64url");
  const passwords = { superuser: secret(), owner: secret(), app: secret(), system: secret() };
  const cluster = await startCluster({
    dataFolder,
    password: passwords.superuser,
    logFile: join(folder, "postgres.log"),
    settings: fastSettings,
  });
  const addresses = await provision(cluster.port, template, passwords);
  const owner = postgres(addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await migrateToHead(owner);
  await loadReferencePack(owner);
  await owner.end();
  const admin = postgres(superuserUrl(cluster.port, passwords.superuser, template), { max: 1 });
  await admin`vacuum analyze`;
  await admin.end();
  project.provide("testCluster", { port: cluster.port, template, passwords });
  return async () => {
    await stopCluster(dataFolder, "immediate");
    await rm(folder, { recursive: true, force: true });
  };
}
