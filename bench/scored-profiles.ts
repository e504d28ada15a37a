import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { asSystem } from "@/db/client";
import { modelSettings } from "@/db/schema";
import { makeMembership, makeOrg } from "@/db/testing/factories";
import { makeProfile, makeTemplate } from "@/db/testing/scoring-factories";
import { type ModelStub, type StubOptions, startModelStub } from "@/e2e/stubs/model-stub";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { generalTemplate } from "@/lib/scoring/house/general";
import { startKillableWorker } from "./killable-worker";
import { withOwnDatabase } from "./own-database";

/** Calls of one organization that the product has out at once. */
export const inFlight = 32;

export const print = (line: string) => process.stdout.write(`${line}\n`);

/** The environment is read once, so that every server of a process has the address of the first. */
let port: number | undefined;

/** A server of models and a database of the bench's own, both named in the environment before anything reads it. */
export function withScoring<T>(
  options: StubOptions,
  work: (bench: { readonly stub: ModelStub; readonly systemUrl: string }) => Promise<T>,
): Promise<T> {
  return withOwnDatabase(async ({ addresses }) => {
    const stub = await startModelStub({ ...options, port });
    port = Number(new URL(stub.url).port);
    Object.assign(process.env, {
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      NEXTAUTH_SECRET: randomUUID() + randomUUID(),
      OPENAI_API_KEY: stub.apiKey,
      OPENAI_BASE_URL: stub.url,
      LOG_LEVEL: "fatal",
    });
    try {
      return await work({ stub, systemUrl: addresses.DATABASE_SYSTEM_URL });
    } finally {
      await stub.stop();
    }
  });
}

const line = "Ran the platform of a bank with forty engineers and brought its outages down by half.";

/** An organization with so many people, and nothing asked for yet. */
export async function makePeople(
  count: number,
): Promise<{ ctx: Ctx; templateId: string; profileIds: string[] }> {
  const orgId = mintOrgId(randomUUID());
  const ample = 1_000_000_000_000_000;
  const { userId, templateId } = await asSystem("bench: arrange", async (tx) => {
    await makeOrg(tx, { id: orgId });
    await tx.insert(modelSettings).values({ orgId, monthlyBudgetNanos: ample, confirmAboveNanos: ample });
    const { userId } = await makeMembership(tx, { orgId });
    return { userId, templateId: (await makeTemplate(tx, { orgId }, generalTemplate.body)).id };
  });
  const profileIds: string[] = [];
  while (profileIds.length < count) {
    await asSystem("bench: arrange", async (tx) => {
      for (let made = 0; made < 250 && profileIds.length < count; made += 1) {
        const content = { about: `${line} Number ${profileIds.length}.` };
        profileIds.push((await makeProfile(tx, { orgId, content })).id);
      }
    });
  }
  const actor = { kind: "user", userId } as const;
  const ctx = { orgId, actor, rights: rightsOf("admin", false), requestId: randomUUID() };
  return { ctx, templateId, profileIds };
}

/** A scoring of each person, asked for as a batch and made as the product makes them; their events wait. */
export async function askForScorings(count: number): Promise<{ ctx: Ctx; batchId: string }> {
  const { ctx, templateId, profileIds } = await makePeople(count);
  // Only now: they read the environment as they load.
  const { requestBatch } = await import("@/lib/scoring/mutations/request-batch");
  const { makeScorings } = await import("@/lib/scoring/mutations/carry-out-batch");
  const selection = { profileIds };
  const { batchId } = await requestBatch(ctx, { templateId, selection, budgetUsd: 100_000 });
  while ((await makeScorings(ctx, batchId)).hasMore);
  return { ctx, batchId };
}

/** A worker process with the product's function. */
export const startScoringWorker = () => startKillableWorker("bench/workers/score-profiles.ts");

export async function countOpen(db: Sql): Promise<number> {
  const [row] = await db`
    select count(*)::int as n from scoring_jobs
     where completed_at is null and failed_at is null and cancelled_at is null`;
  return Number(row?.n);
}

/** @returns whether all ended before the time was over */
export async function untilAllEnded(db: Sql, limitMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  while (performance.now() < giveUpAt) {
    if ((await countOpen(db)) === 0) return true;
    await pause(100);
  }
  return false;
}
