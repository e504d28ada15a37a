/**
 * Promise: while 3,000 titles are mapped and an analysis of as many roles over 100,000 workforce segments is computed, the
 * health check and the rankings page answer within 200 ms at p95. The peer: the same two over the same server at rest.
 * Run: npm run bench -- busy-pages [titles] [segments]
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { asSystem } from "@/db/client";
import { makeMembership, makeOrg, makeSession } from "@/db/testing/factories";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { makeLargeSession } from "@/lib/analysis/testing/run-fixtures";
import { mintOrgId } from "@/lib/auth/org-id";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startOwnWeb } from "./own-web";
import { asVisitor, type GetPage } from "./visitor";

const [titles = 3_000, segments = 100_000] = process.argv.slice(2).map(Number);
const goalMs = 200;
const pages = ["/api/health", "/rankings"] as const;
const restMs = 8_000;

type Times = Record<(typeof pages)[number], number[]>;

/** Asks for both again and again, as people do, until told to stop. */
function startAsking(get: GetPage): () => Promise<Times> {
  const times: Times = { "/api/health": [], "/rankings": [] };
  let isOver = false;
  const lanes = pages.map(async (path) => {
    while (!isOver) {
      const startedAt = performance.now();
      const { status } = await get(path);
      if (status !== 200) throw new Error(`${path} answered ${status}.`);
      times[path].push(performance.now() - startedAt);
      await pause(50);
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(lanes);
    return times;
  };
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

/** A session to analyse, and one whose roles have titles as people write them and no occupation yet. */
async function arrange() {
  const orgId = mintOrgId(randomUUID());
  return asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    const { userId } = await makeMembership(tx, { orgId });
    const { ctx, sessionId: analysed } = await makeLargeSession(tx, orgId, userId, {
      roles: titles,
      segments,
    });
    const { id: mapped } = await makeSession(tx, { orgId, ownerId: userId });
    await tx.execute(sql`
      insert into roles (org_id, session_id, title, title_key)
      select ${orgId}, ${mapped}, 'Senior ' || title || ' (North)', 'senior ' || lower(title) || ' north'
        from (select distinct title from onet_titles order by title limit ${titles}) t`);
    return { ctx, userId, analysed, mapped };
  });
}

async function untilJobsEnd(ids: readonly string[]): Promise<void> {
  for (;;) {
    const [row] = await asSystem("bench: look", (tx) =>
      tx.execute<{ failed: number; open: number }>(sql`
        select count(*) filter (where failed_at is not null)::int as failed,
               count(*) filter (where num_nonnulls(finished_at, failed_at) = 0)::int as open
          from jobs where id = any(${sql.param([...ids])}::uuid[])`),
    );
    if (row?.failed) throw new Error("A job failed.");
    if (row?.open === 0) return;
    await pause(100);
  }
}

async function busyPages(database: OwnDatabase): Promise<boolean> {
  const owner = postgres(database.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  await loadReferencePack(owner);
  const { ctx, userId, analysed, mapped } = await arrange();
  await owner`vacuum analyze`;
  await owner.end();
  const web = await startOwnWeb(database);
  const worker = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.node.json", LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const get = await asVisitor(web.address, userId);
  for (const path of pages) await get(path);
  await pause(3_000);

  let stopAsking = startAsking(get);
  await pause(restMs);
  const rest = await stopAsking();

  stopAsking = startAsking(get);
  const startedAt = performance.now();
  const mapping = await requestMapping(ctx, { sessionId: mapped });
  const analysis = await requestAnalysis(ctx, { sessionId: analysed });
  const [run] = await asSystem("bench: look", (tx) =>
    tx.execute<{ id: string }>(sql`select id from jobs where subject_id = ${analysis.runId}`),
  );
  await untilJobsEnd([mapping.jobId, run?.id ?? ""]);
  const seconds = (performance.now() - startedAt) / 1_000;
  const busy = await stopAsking();

  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  await ended;
  await web.stop();
  process.stdout.write(
    `mapping ${titles} titles and analysing ${segments} segments: ${seconds.toFixed(1)} s\n`,
  );
  for (const path of pages) {
    const [atRest, atWork] = [p95(rest[path]), p95(busy[path])];
    const ratio = (atWork / atRest).toFixed(1);
    process.stdout.write(
      `${path}: p95 ${atWork.toFixed(0)} ms of ${busy[path].length} answers, ${ratio} x at rest (${atRest.toFixed(0)} ms); goal ${goalMs}\n`,
    );
  }
  return pages.every((path) => p95(busy[path]) <= goalMs);
}

process.exitCode = (await withOwnDatabase(busyPages)) ? 0 : 1;
