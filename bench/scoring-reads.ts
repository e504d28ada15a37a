/**
 * Promise: with 100,000 scoring jobs of the organization, a page of the list with its counts is read within 200 ms at
 * p95 whatever it is narrowed and sorted by, and so are the dashboard's figures and the review queue; one job with its
 * points and attempts within 100 ms. The peer: the same reads of an organization without a job, which is what the
 * transactions and statements cost by themselves.
 * Run: npm run bench -- scoring-reads [jobs] [reads]
 */
import postgres, { type Sql } from "postgres";
import type { Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { withOwnDatabase } from "./own-database";

const [jobs = 100_000, reads = 40] = process.argv.slice(2).map(Number);
const listGoalMs = 200;
const jobGoalMs = 100;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function makeOrg(system: Sql, name: string): Promise<Ctx> {
  const [org] = await system<
    { id: string }[]
  >`insert into organizations (name) values (${name}) returning id`;
  const [person] = await system<{ id: string }[]>`
    insert into users (name, email) values ('Person', ${`${name}@bench.example`}) returning id`;
  const [orgId, userId] = [org?.id ?? "", person?.id ?? ""];
  await system`insert into memberships (org_id, user_id, role) values (${orgId}, ${userId}, 'admin')`;
  return {
    orgId: mintOrgId(orgId),
    actor: { kind: "user", userId },
    rights: rightsOf("admin", false),
    requestId: "bench",
  };
}

/** What stands in a real row besides numbers: a rubric of 3 kB, a prompt of 4 kB and a profile of 8 kB. */
const filler = (kilobytes: number) =>
  Array.from({ length: kilobytes * 32 }, (_, n) => `${n} ${n * 7_919} led teams and budgets`)
    .join(". ")
    .slice(0, kilobytes * 1_024);

interface Filled {
  readonly jobId: string;
  readonly profileId: string;
  readonly templateId: string;
  readonly batchId: string;
}

/** Jobs over three months of 5,000 people by 10 templates, a twentieth failed, a tenth undetermined. */
async function fill(system: Sql, owner: Sql, ctx: Ctx): Promise<Filled> {
  const { orgId } = ctx;
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const people = await system<{ id: string }[]>`
    insert into profiles (org_id, external_id, name, content, content_hash, source, purpose, retain_until)
    select ${orgId}, 'p' || n, 'Person ' || n, '{}', md5(n::text), 'api', 'Bench', '2099-12-31'
      from generate_series(1, 5000) n returning id`;
  const templates = await system<{ id: string }[]>`
    insert into scoring_templates (org_id, name, role, published_version)
    select ${orgId}, 'Template ' || n, 'general', 1 from generate_series(1, 10) n returning id`;
  await system`
    insert into scoring_template_versions (org_id, template_id, version, body, body_hash)
    select org_id, id, 1, '{}', md5(id::text) from scoring_templates where org_id = ${orgId}`;
  const batches = await system<{ id: string }[]>`
    insert into scoring_batches (org_id, kind, source, prompt, item_count, estimate_low_nanos, estimate_high_nanos,
                                 budget_nanos, requested_by)
    select ${orgId}, 'scoring', 'prompt', 'Bench', 2000, 1, 2, 2, ${userId} from generate_series(1, 20) returning id`;
  const [peopleIds, templateIds, batchIds] = [people, templates, batches].map((rows) =>
    rows.map(({ id }) => id),
  );
  const rubric = { name: "Bench", role: "general", body: filler(3) };
  await system`
    insert into scoring_jobs (org_id, profile_id, profile_version, batch_id, run_number, source, template_id,
      template_version, rubric, prompt, profile_text, profile_hash, prompt_version, serializer_version,
      requested_model, parameters, input_hash, estimate_nanos, requested_by, request_id, created_at, started_at,
      completed_at, failed_at, error_class, error_code, cost_nanos, duration_ms, total_tokens, overall, scale_min,
      scale_max, overall_share, outcome, flags, disagreement)
    select ${orgId}, (${peopleIds ?? []}::uuid[])[1 + n % 5000], 1,
           case when n % 5 = 0 then (${batchIds ?? []}::uuid[])[1 + n / 5 % 20] end, n, 'template',
           (${templateIds ?? []}::uuid[])[1 + n % 10], 1, ${system.json(rubric)}, ${filler(4)} || n,
           ${filler(8)} || n, md5(n::text), '1', '1', 'gpt-4o-mini', '{"temperature": 0, "maxTokens": 1000}',
           md5(n::text), 1000000, ${userId}, 'bench', at, at, case when n % 20 <> 0 then at + interval '6 seconds' end,
           case when n % 20 = 0 then at + interval '6 seconds' end, case when n % 20 = 0 then 'retry_later' end,
           case when n % 20 = 0 then 'overloaded' end, n % 977 * 1000, 4000 + n % 4001, 1517,
           case when n % 20 <> 0 and n % 10 <> 1 then n % 101 / 10.0 end, 0, 10,
           case when n % 20 <> 0 and n % 10 <> 1 then n % 101 / 100.0 end,
           case when n % 20 = 0 then null when n % 10 = 1 then 'undetermined'
                when n % 101 >= 60 then 'passed' else 'rejected' end,
           case when n % 10 = 1 then '{abstained}'::text[] else '{}'::text[] end, n % 89 / 89.0
      from generate_series(1, ${jobs}) n, lateral (select now() - n * interval '77 seconds' as at) moment`;
  await system`
    insert into model_calls (org_id, purpose, subject_id, batch_id, idempotency_key, request_hash, provider,
                             requested_model, started_at, answered_at, reserved_nanos, cost_nanos, total_tokens)
    select org_id, 'scoring.score', id, batch_id, id::text, profile_hash, 'bench', requested_model, started_at,
           completed_at, 2000000, cost_nanos, 1517
      from scoring_jobs where org_id = ${orgId}`;
  // As autovacuum would have it a minute later.
  await owner`vacuum analyze scoring_jobs, model_calls, profiles, scoring_batches, scoring_templates`;
  const [job] = await system<{ id: string }[]>`
    select id from scoring_jobs where org_id = ${orgId} and overall is not null offset ${Math.floor(jobs / 2)} limit 1`;
  await system`update scoring_jobs set rubric = ${system.json(soundRubric)} where id = ${job?.id ?? ""}`;
  return {
    jobId: job?.id ?? "",
    profileId: peopleIds?.[7] ?? "",
    templateId: templateIds?.[3] ?? "",
    batchId: batchIds?.[0] ?? "",
  };
}

const soundRubric = {
  name: "Bench",
  role: "general",
  body: {
    instructions: "Judge what the profile shows.",
    scale: { min: 0, max: 10 },
    criteria: [
      {
        key: "depth",
        label: "Depth",
        description: "Experience.",
        weight: 1,
        anchors: [
          { points: 0, text: "None." },
          { points: 10, text: "Much." },
        ],
      },
    ],
    thresholds: { pass: 6, strong: 8 },
    minCoverage: 0.5,
    gate: null,
    model: null,
    temperature: 0,
    maxTokens: 1_000,
  },
};

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

async function time(read: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await read();
  return performance.now() - startedAt;
}

/** The read and its peer by turns, so that both meet the same moments of the machine; the first few warm up. */
async function timeBoth(read: () => Promise<unknown>, peer: () => Promise<unknown>) {
  const times: { read: number[]; peer: number[] } = { read: [], peer: [] };
  for (let count = -5; count < reads; count += 1) {
    const [readMs, peerMs] = [await time(read), await time(peer)];
    if (count < 0) continue;
    times.read.push(readMs);
    times.peer.push(peerMs);
  }
  return {
    p50: percentile(times.read, 0.5),
    p95: percentile(times.read, 0.95),
    peer: percentile(times.peer, 0.5),
  };
}

/** Loaded only now: lib/env reads the environment that the database has just filled in. */
async function readsOf(ctx: Ctx, filled: Filled) {
  const { listScoringJobs } = await import("@/lib/scoring/queries/list-scoring-jobs");
  const { countScoringJobs } = await import("@/lib/scoring/queries/count-scoring-jobs");
  const { getScoringDashboard } = await import("@/lib/scoring/queries/dashboard");
  const { listReviewQueue } = await import("@/lib/scoring/queries/review-queue");
  const { listBatches, getBatch } = await import("@/lib/scoring/queries/batches");
  const { getScoringJob } = await import("@/lib/scoring/queries/get-scoring-job");
  let middle: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    middle =
      (await listScoringJobs(ctx, {}, { sort: "score", after: middle, limit: 100 })).nextCursor ?? undefined;
  }
  const list =
    (filter: object, page: object = {}) =>
    (of: Ctx) =>
      Promise.all([listScoringJobs(of, filter, page), countScoringJobs(of, filter)]);
  const { jobId, profileId, templateId, batchId } = filled;
  return {
    lists: {
      everything: list({}),
      completed: list({ status: "completed" }),
      failed: list({ status: "failed" }),
      "one template": list({ templateId }),
      "one template, failed": list({ templateId, status: "failed" }),
      "one person": list({ profileId }),
      "one batch": list({ batchId }),
      rejected: list({ outcome: "rejected" }),
      "an error class": list({ errorClass: "retry_later" }),
      "an error class that nothing has": list({ errorClass: "never" }),
      "a range of scores": list({ minShare: 0.8, maxShare: 1 }),
      "a score of 0": list({ minShare: 0, maxShare: 0 }),
      unscored: list({ isUnscored: true }),
      flagged: list({ isFlagged: true }),
      "by score": list({}, { sort: "score" }),
      "by score, from the middle on": list({}, { sort: "score", after: middle }),
      "by cost": list({ templateId }, { sort: "cost" }),
      "dashboard of 30 days": (of: Ctx) => getScoringDashboard(of, { days: 30 }),
      "dashboard of 90 days": (of: Ctx) => getScoringDashboard(of, { days: 90 }),
      "review queue": (of: Ctx) => listReviewQueue(of),
      "20 batches": (of: Ctx) => listBatches(of),
    },
    ones: {
      "one job": (of: Ctx) => getScoringJob(of, jobId).catch(() => undefined),
      "one batch's progress": (of: Ctx) => getBatch(of, batchId).catch(() => undefined),
    },
  };
}

async function main(): Promise<boolean> {
  return withOwnDatabase(async (database) => {
    const system = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
    const owner = postgres(database.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
    try {
      const [ctx, peer] = [await makeOrg(system, "Bench"), await makeOrg(system, "Empty")];
      const filled = await fill(system, owner, ctx);
      const { lists, ones } = await readsOf(ctx, filled);
      print(
        `${jobs} scoring jobs; ${reads} reads each, by turns with the peer, an organization without a job`,
      );
      let isKept = true;
      for (const [group, goal] of [[lists, listGoalMs] as const, [ones, jobGoalMs] as const]) {
        for (const [name, read] of Object.entries(group)) {
          const found = await timeBoth(
            () => read(ctx),
            () => read(peer),
          );
          if (found.p95 > goal) isKept = false;
          const ratio = (found.p50 / found.peer).toFixed(1);
          print(
            `${name}: p50 ${found.p50.toFixed(0)} ms, p95 ${found.p95.toFixed(0)} ms (goal ${goal}), ${ratio} x the peer`,
          );
        }
      }
      return isKept;
    } finally {
      await Promise.all([system.end(), owner.end()]);
    }
  });
}

process.exitCode = (await main()) ? 0 : 1;
