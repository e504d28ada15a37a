/**
 * Promise: importing an O*NET release takes at most 2.5 times a raw COPY of the same rows into the same tables with the
 * same keys and indexes, and at most 200 MB more memory. The import reads, checks and stages every file, copies, and
 * writes the successors to the release of the reference pack, which lies beside it. Both run in turn (A B A B), each on a
 * fresh clone of one database; the ratio is that of the medians. Without a folder it takes an invented release of full
 * size in the layout of 30.3.
 * Run: npm run bench -- release-import [folder or zip file]
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { superuserUrl } from "@/db/embedded/cluster";
import { addressesOf } from "@/db/embedded/provision";
import { ensureDatabase } from "@/db/roles";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { checkRelease } from "@/lib/onet/release/check-release";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { type StagedRelease, stageRelease } from "@/lib/onet/release/stage-release";
import { writeReleaseFixture } from "@/lib/onet/release/testing/release-fixture";
import { withOwnDatabase } from "./own-database";

const goalRatio = 2.5;
const goalMegabytes = 200;
const pairs = 4;
const password = "bench";
const passwords = { superuser: password, owner: password, app: password, system: password };

const print = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), "opportune-bench-release-"));
const path = process.argv[2] ?? writeReleaseFixture(folder).folder;

async function stage(into: string): Promise<StagedRelease> {
  rmSync(into, { recursive: true, force: true });
  const source = await openReleaseSource(path);
  const staged = await stageRelease(source, into);
  await source.close();
  return staged;
}

type Peer = { readonly table: string; readonly columns: string[]; readonly body: Buffer };

/** The peer's rows lie ready in memory: only COPY itself is measured. */
function prepareRawCopy(staged: StagedRelease, from: string): Peer[] {
  return staged.tables.map(({ table, file, columns }) => {
    // The last line ends as well, and may end in an empty cell.
    const [, ...lines] = readFileSync(join(from, file), "utf8").slice(0, -1).split("\n");
    const body = Buffer.from(lines.map((line) => `raw\t${line}\n`).join(""));
    return { table, columns: ["release", ...columns], body };
  });
}

async function rawCopy(sql: Sql, peers: readonly Peer[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into onet_releases (release, pack_hash) values ('raw', 'raw')`;
    for (const { table, columns, body } of peers) {
      const target =
        await tx`copy ${tx(table)} (${tx(columns)}) from stdin with (format text, null '')`.writable();
      await pipeline(Readable.from([body]), target);
    }
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** On a clone of the database that holds the reference pack, as the worker's role. */
async function onClone<T>(port: number, work: (sql: Sql) => Promise<T>): Promise<T> {
  const admin = postgres(superuserUrl(port, password), { max: 1, onnotice: () => undefined });
  await admin.unsafe("create database clone template opportune strategy file_copy owner opportune_owner");
  await ensureDatabase(admin, "clone");
  await admin`checkpoint`;
  const sql = postgres(addressesOf(port, "clone", passwords).DATABASE_SYSTEM_URL, {
    max: 1,
    onnotice: () => undefined,
  });
  try {
    return await work(sql);
  } finally {
    await sql.end();
    await admin.unsafe("drop database clone with (force)");
    await admin.end();
  }
}

/** How much an import adds to the resident set of a process of its own, in MB. */
async function measureMemory(port: number): Promise<number> {
  return await onClone(port, async () => {
    const task = {
      path,
      into: join(folder, "memory"),
      url: addressesOf(port, "clone", passwords).DATABASE_SYSTEM_URL,
    };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "bench/workers/import-one-release.ts", JSON.stringify(task)],
      { env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json" } },
    );
    return Number(stdout);
  });
}

async function measure(port: number): Promise<void> {
  const into = join(folder, "staged");
  const staged = await stage(into);
  const peers = prepareRawCopy(staged, into);
  const rows = staged.tables.reduce((sum, table) => sum + table.rows, 0);
  const fileRows = Object.values(staged.counts).reduce((sum, input) => sum + input.rows, 0);
  const raw: number[] = [];
  const whole: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const rawMs = await onClone(port, (sql) => timed(() => rawCopy(sql, peers)));
    const importMs = await onClone(port, (sql) =>
      timed(async () => {
        await stage(into);
        await addStagedRelease(sql, into, { origin: "folder" });
      }),
    );
    // The first pair warms the caches of both.
    if (pair === 0) continue;
    raw.push(rawMs);
    whole.push(importMs);
  }
  await onClone(port, async (sql) => {
    const { release } = await addStagedRelease(sql, into, { origin: "folder" });
    const again = await timed(() => addStagedRelease(sql, into, { origin: "folder" }));
    const { isRight } = await checkRelease(sql, release);
    print(
      `${fileRows} rows of the files make ${rows} of ours; the check ${isRight ? "holds" : "does NOT hold"}`,
    );
    print(`importing it again: ${again.toFixed(0)} ms`);
    if (!isRight) process.exitCode = 1;
  });
  const ratio = median(whole) / median(raw);
  print(`raw COPY ${median(raw).toFixed(0)} ms, import ${median(whole).toFixed(0)} ms`);
  print(`ratio ${ratio.toFixed(2)} (goal ≤ ${goalRatio})`);
  const megabytes = await measureMemory(port);
  print(`memory +${megabytes.toFixed(0)} MB (goal ≤ ${goalMegabytes})`);
  if (!(ratio <= goalRatio) || !(megabytes <= goalMegabytes)) process.exitCode = 1;
}

try {
  await withOwnDatabase(async ({ port, addresses }) => {
    const owner = postgres(addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
    await loadReferencePack(owner);
    await owner.end();
    await measure(port);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
