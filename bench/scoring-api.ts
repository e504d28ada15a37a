/**
 * Promise: with 100,000 scoring jobs in the table the API creates a scoring within 200 ms, tells of one within 100 ms and
 * lists a page of them within 200 ms, at p95: whole answers over HTTP from the production build. The peer: the bare
 * statement on the same table, over one connection. Nothing calls a model here; created jobs wait.
 */
import { createHash, randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { apiScopes } from "@/db/enums";
import { plainTemplateBody } from "@/db/testing/scoring-factories";
import { withOwnDatabase } from "./own-database";
import { startOwnWeb } from "./own-web";

const [jobs = 100_000, requests = 200] = process.argv.slice(2).map(Number);
const goalsMs = { create: 200, status: 100, list: 200 } as const;

const print = (line: string) => process.stdout.write(`${line}\n`);

interface Filled {
  readonly orgId: string;
  readonly key: string;
  readonly profileIds: readonly string[];
  readonly jobIds: readonly string[];
}

/** An organization with as many profiles as are scored here, and jobs of three months, most of them completed. */
async function fill(system: Sql, owner: Sql): Promise<Filled> {
  const [org] = await system<
    { id: string }[]
  >`insert into organizations (name) values ('Bench') returning id`;
  const orgId = org?.id ?? "";
  const [user] = await system<{ id: string }[]>`
    insert into users (name, email) values ('Person', 'person@bench.example') returning id`;
  const userId = user?.id ?? "";
  await system`insert into memberships (org_id, user_id, role) values (${orgId}, ${userId}, 'admin')`;
  const content = {
    name: "Person",
    experience: Array.from({ length: 6 }, (_, nth) => ({
      title: `Head of platforms ${nth}`,
      company: `Company ${nth}`,
      startYear: 2024 - nth,
      description: "Ran forty services on one platform and halved what they cost. ".repeat(6),
    })),
    skills: Array.from({ length: 30 }, (_, nth) => `Skill ${nth}`),
  };
  const profiles = await system<{ id: string }[]>`
    insert into profiles (org_id, external_id, name, content, content_hash, source, purpose, retain_until)
    select ${orgId}, 'p-' || n, 'Person ' || n, ${system.json(content)}, 'hash', 'api', 'Bench', '2099-12-31'
      from generate_series(1, ${Math.max(1_000, requests + 20)}) n returning id`;
  const profileIds = profiles.map(({ id }) => id);
  const rubric = { name: "Plain", role: "general", body: plainTemplateBody };
  const made = await system<{ id: string }[]>`
    insert into scoring_jobs (org_id, profile_id, profile_version, source, rubric, prompt, profile_text, profile_hash,
                              prompt_version, serializer_version, requested_model, parameters, input_hash,
                              estimate_nanos, requested_by, request_id, scale_min, scale_max, created_at, started_at,
                              completed_at, failed_at, error_class, error_code, error_message, overall, overall_share,
                              outcome, prompt_tokens, completion_tokens, total_tokens, cost_nanos, duration_ms)
    select ${orgId}, (${profileIds}::uuid[])[1 + n % ${profileIds.length}], 1, 'prompt', ${system.json(rubric)},
           'Judge.', repeat('Ran forty services on one platform. ', 20), 'hash', '1', '1', 'gpt-4.1',
           '{"temperature": 0, "maxTokens": 1000}', md5(n::text), 1000000, ${userId}, 'bench', 0, 10, at, at,
           case when n % 10 <> 0 then at end, case when n % 10 = 0 then at end,
           case when n % 10 = 0 then 'retry_later' end, case when n % 10 = 0 then 'server_error' end,
           case when n % 10 = 0 then 'The model''s server failed.' end,
           case when n % 10 <> 0 then n % 11 end, case when n % 10 <> 0 then (n % 11) / 10.0 end,
           case when n % 10 <> 0 then 'passed' end, 1200, 317, 1517, 4936000, 6000
      from generate_series(1, ${jobs}) n, lateral (select now() - n * interval '77 seconds' as at) moment
    returning id`;
  await system`
    insert into scoring_points (org_id, job_id, position, key, label, weight, points, rationale)
    select org_id, id, 1, 'depth', 'Depth', 1, overall, 'It shows.' from scoring_jobs where overall is not null`;
  const prefix = `opk_${randomBytes(6).toString("hex")}`;
  const organization = Buffer.from(orgId.replaceAll("-", ""), "hex").toString("base64url");
  const key = `${prefix}_${organization}${randomBytes(32).toString("base64url")}`;
  await system`
    insert into api_keys (org_id, name, prefix, secret_hash, scopes, created_by)
    values (${orgId}, 'Bench', ${prefix}, ${createHash("sha256").update(key).digest("hex")}, ${[...apiScopes]}, ${userId})`;
  // As autovacuum would have it a minute later.
  await owner`vacuum analyze`;
  return { orgId, key, profileIds, jobIds: made.map(({ id }) => id) };
}

interface Timing {
  readonly p50: number;
  readonly p95: number;
}

function timingOf(times: number[]): Timing {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** By turns, so that both meet the same moments of a machine that does other things as well; the first do not count. */
async function timeBoth(work: (nth: number) => Promise<void>, peer: (nth: number) => Promise<void>) {
  const times: [number[], number[]] = [[], []];
  for (let nth = -10; nth < requests; nth += 1) {
    for (const [place, step] of [work, peer].entries()) {
      const startedAt = performance.now();
      await step(nth + 10);
      if (nth >= 0) times[place]?.push(performance.now() - startedAt);
    }
  }
  return { work: timingOf(times[0]), peer: timingOf(times[1]) };
}

async function main(): Promise<boolean> {
  return withOwnDatabase(async (database) => {
    const system = postgres(database.addresses.DATABASE_SYSTEM_URL, { max: 1, onnotice: () => undefined });
    const owner = postgres(database.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
    // Nobody listens there: a created job waits for a worker, and there is none.
    Object.assign(process.env, {
      OPENAI_API_KEY: "sk-bench-7hQ2vXc94LmZt8Wd",
      OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
    });
    const web = await startOwnWeb(database);
    try {
      const { orgId, key, profileIds, jobIds } = await fill(system, owner);
      const ask = async (path: string, status: number, init: RequestInit = {}) => {
        const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
        const answer = await fetch(`${web.address}/api/v1${path}`, { ...init, headers });
        const text = await answer.text();
        if (answer.status !== status)
          throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
      };
      // The limits are not what is measured.
      const unlimited = async () => {
        await system`delete from rate_limits`;
      };
      const jobOf = (nth: number) => jobIds[(nth * 997) % jobIds.length] ?? "";
      const bare = {
        create: async (nth: number) => {
          await system`
            insert into scoring_jobs (org_id, profile_id, profile_version, source, rubric, prompt, profile_text,
                                      profile_hash, prompt_version, serializer_version, requested_model, parameters,
                                      input_hash, estimate_nanos, requested_by, request_id, scale_min, scale_max)
            select org_id, profile_id, profile_version, source, rubric, prompt, profile_text, profile_hash,
                   prompt_version, serializer_version, requested_model, parameters, input_hash, estimate_nanos,
                   requested_by, request_id, scale_min, scale_max
              from scoring_jobs where org_id = ${orgId} and id = ${jobOf(nth)}`;
        },
        status: async (nth: number) => {
          await system`select * from scoring_jobs where org_id = ${orgId} and id = ${jobOf(nth)}`;
          await system`select * from scoring_points where org_id = ${orgId} and job_id = ${jobOf(nth)}`;
        },
        list: async () => {
          await system`select * from scoring_jobs where org_id = ${orgId} order by created_at desc, id desc limit 50`;
        },
      };
      const body = JSON.stringify({ prompt: "Judge how well this person could lead a platform group." });
      const create = (nth: number) =>
        ask(`/profiles/${profileIds[nth % profileIds.length]}/score`, 201, { method: "POST", body });
      const measured: Record<string, [keyof typeof goalsMs, (nth: number) => Promise<void>]> = {
        create: [
          "create",
          async (nth) => (nth % 50 === 0 ? unlimited().then(() => create(nth)) : create(nth)),
        ],
        status: ["status", (nth) => ask(`/scoring-jobs/${jobOf(nth)}`, 200)],
        list: ["list", () => ask("/scoring-jobs", 200)],
        "list of failed": ["list", () => ask("/scoring-jobs?status=failed&limit=100", 200)],
        "list by score": ["list", () => ask("/scoring-jobs?minShare=0.8&limit=100", 200)],
      };
      print(`${jobs} jobs; ${requests} requests each, by turns with bare statements`);
      let isKept = true;
      for (const [name, [goal, work]] of Object.entries(measured)) {
        await unlimited();
        const { work: ours, peer } = await timeBoth(work, bare[goal]);
        isKept &&= ours.p95 <= goalsMs[goal];
        const ratio = `${(ours.p50 / peer.p50).toFixed(1)} x the bare statement (p50 ${peer.p50.toFixed(1)} ms)`;
        print(
          `${name}: p50 ${ours.p50.toFixed(1)} ms, p95 ${ours.p95.toFixed(1)} ms (goal ${goalsMs[goal]}), ${ratio}`,
        );
      }
      return isKept;
    } finally {
      await web.stop();
      await Promise.all([system.end(), owner.end()]);
    }
  });
}

process.exitCode = (await main()) ? 0 : 1;
