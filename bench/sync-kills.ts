/**
 * Promise (issue 4, Must hold 3): a sync that is killed at a random moment changes nothing by halves: the next run ends
 * with the same rows as an undisturbed one. A worker is killed with SIGKILL twenty times, in turn while it syncs from the
 * download site and from the Web Services; the peer is the same sync left in peace, and what is compared are checksums of
 * every table of reference data.
 * Run: npm run bench -- sync-kills [kills] [occupations]
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { asSystem } from "@/db/client";
import { makeMembership, makeOrg, makeUser } from "@/db/testing/factories";
import { makeOnetRelease } from "@/e2e/stubs/onet-data";
import { OnetStub } from "@/e2e/stubs/onet-stub";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { releaseChecksums, removeRelease } from "@/lib/onet/testing/release-checksums";
import { type OwnDatabase, withOwnDatabase } from "./own-database";

const [kills = 20, occupations = 150] = process.argv.slice(2).map(Number);
const sources = ["download", "web_services"] as const;
type Source = (typeof sources)[number];

interface Bench {
  readonly owner: Sql;
  readonly ctx: Ctx;
  readonly home: string;
}

/** The product's own worker. */
function startWorker() {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json", LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const isReady = (async () => {
    for await (const line of child.stdout) if (String(line).includes("worker ready")) return;
  })();
  // It may say more later; nobody reads that.
  void isReady.then(() => child.stdout.resume());
  return {
    isReady,
    async kill() {
      const ended = once(child, "exit");
      process.kill(-(child.pid ?? 0), "SIGKILL");
      await ended;
    },
  };
}

async function makeOperator(): Promise<Ctx> {
  const orgId = mintOrgId(randomUUID());
  const userId = await asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    const user = await makeUser(tx, { operatorSinceAt: new Date() });
    await makeMembership(tx, { orgId, userId: user.id, role: "admin" });
    return user.id;
  });
  const actor = { kind: "user", userId } as const;
  return { orgId, actor, rights: rightsOf("admin", true), requestId: randomUUID() };
}

async function requestSyncFrom({ ctx }: Bench, source: Source): Promise<void> {
  // Not before the addresses stand in the environment.
  const { requestSync } = await import("@/lib/onet/mutations/request-sync");
  await requestSync(ctx, { source });
}

/** @returns how the sync ended */
async function untilEnd({ owner }: Bench): Promise<{ release: string | null; errorMessage: string | null }> {
  for (;;) {
    const [row] = await owner<{ release: string | null; errorMessage: string | null; isOpen: boolean }[]>`
      select release, error_message as "errorMessage", finished_at is null and failed_at is null as "isOpen"
        from onet_syncs order by created_at desc limit 1`;
    if (row && !row.isOpen) return row;
    await pause(50);
  }
}

interface Round {
  readonly ms: number;
  readonly step: string;
  readonly sums: Record<string, string>;
  readonly faults: string[];
}

async function stepNow({ owner }: Bench): Promise<string> {
  const [row] = await owner`
    select case when finished_at is not null then 'ended' else step end as step
      from onet_syncs order by created_at desc limit 1`;
  return String(row?.step);
}

/** One sync from the same beginning; killed after `killAfterMs` of work, and then taken up by a new worker. */
async function round(bench: Bench, source: Source, killAfterMs?: number): Promise<Round> {
  await removeRelease(bench.owner, "31.0");
  await requestSyncFrom(bench, source);
  let worker = startWorker();
  await worker.isReady;
  const startedAt = performance.now();
  let step = "none";
  if (killAfterMs !== undefined) {
    await pause(killAfterMs);
    step = await stepNow(bench);
    await worker.kill();
    worker = startWorker();
  }
  const { release, errorMessage } = await untilEnd(bench);
  const ms = performance.now() - startedAt;
  await pause(300);
  await worker.kill();
  const staging = join(bench.home, "staging");
  const left = existsSync(staging) ? readdirSync(staging) : [];
  const faults = [
    ...(release === "31.0" ? [] : [`it ended with ${release}: ${errorMessage}`]),
    ...(left.length === 0 ? [] : [`it left ${left.length} folders`]),
  ];
  return { ms, step, sums: await releaseChecksums(bench.owner), faults };
}

function differences(a: Record<string, string>, b: Record<string, string>): string[] {
  return Object.keys(a).filter((table) => a[table] !== b[table]);
}

async function killRun(database: OwnDatabase): Promise<boolean> {
  const owner = postgres(database.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await loadReferencePack(owner);
  const stub = new OnetStub();
  await stub.start();
  stub.releases = [makeOnetRelease("31.0", { occupations })];
  const home = join(database.folder, "home");
  Object.assign(process.env, {
    ...{
      OPPORTUNE_HOME: home,
      ONET_API_KEY: stub.apiKey,
      ONET_API_URL: stub.url,
      ONET_DOWNLOAD_URL: stub.url,
    },
  });
  const bench = { owner, home, ctx: await makeOperator() };
  const peace = new Map<Source, Round>();
  for (const source of sources) peace.set(source, await round(bench, source));
  const lines = sources.map(
    (source) => `${source}: left in peace ${Math.round(peace.get(source)?.ms ?? 0)} ms`,
  );
  const steps = new Map<string, number>();
  let bad = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const source = sources[kill % sources.length] ?? "download";
    const undisturbed = peace.get(source);
    if (!undisturbed) continue;
    const at = Math.random() * undisturbed.ms;
    const killed = await round(bench, source, at);
    steps.set(killed.step, (steps.get(killed.step) ?? 0) + 1);
    const faults = [
      ...killed.faults,
      ...differences(undisturbed.sums, killed.sums).map((table) => `${table} differs`),
    ];
    if (faults.length > 0) bad += 1;
    process.stderr.write(
      `kill ${kill + 1} of ${source} at ${Math.round(at)} ms, in ${killed.step}: ${faults.join("; ") || "same"}\n`,
    );
  }
  const met = [...steps].map(([step, count]) => `${step} ${count}`).join(", ");
  lines.push(`${kills} kills (${met}); ${bad} of them ended with other rows, or left something behind`);
  process.stdout.write(`${lines.join("\n")}\n`);
  await owner.end();
  await stub.stop();
  return bad === 0;
}

process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = randomUUID() + randomUUID();
process.exitCode = (await withOwnDatabase(killRun)) ? 0 : 1;
