import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { functionRuns, functionSteps, functionTries, jobs, workers } from "@/db/schema";
import { env } from "@/lib/env";
import { prepareQueue } from "./local-runner/queue-worker";
import { stepCount } from "./testing/crash-functions";
import { requestedJob } from "./testing/requested-job";

const projectRoot = process.cwd();
let folder = "";
const living = new Set<ChildProcess>();

/** A worker process with its modules loaded, waiting for the word: loading takes longer than all the rest. */
function spawnWorker(): ChildProcess {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(projectRoot, "lib/jobs/testing/crash-worker.ts"), folder],
    {
      cwd: projectRoot,
      env: {
        NODE_ENV: "test",
        TSX_TSCONFIG_PATH: "tsconfig.node.json",
        LOG_LEVEL: "error",
        DATABASE_URL: env.DATABASE_URL,
        DATABASE_SYSTEM_URL: env.DATABASE_SYSTEM_URL,
        NEXTAUTH_URL: env.NEXTAUTH_URL,
        NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
      },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  living.add(child);
  child.once("exit", () => living.delete(child));
  return child;
}

let standby: ChildProcess | undefined;

/** Starts a real worker process and waits until it says it is ready. */
async function startWorker(graceMs = 20_000): Promise<ChildProcess> {
  const child = standby ?? spawnWorker();
  child.stdin?.write(`${graceMs}\n`);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", (code, signal) => reject(new Error(`The worker ended: ${code ?? signal}`)));
  });
  standby = spawnWorker();
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", () => resolve()));
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await ended(child);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function runOf(orgId: string, functionId: string) {
  return asSystem("test: run", async (tx) => {
    const [run] = await tx
      .select()
      .from(functionRuns)
      .where(sql`org_id = ${orgId} and function_id = ${functionId}`);
    return run;
  });
}

async function effects(): Promise<{ name: string; at: number }[]> {
  const text = await readFile(join(folder, "effects.txt"), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [name = "", at] = line.split(" ");
      return { name, at: Number(at) };
    });
}

beforeAll(async () => {
  await prepareQueue(env.DATABASE_SYSTEM_URL);
  folder = await mkdtemp(join(tmpdir(), "opportune-crash-"));
});

afterAll(async () => {
  for (const child of living) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describe("a worker process", () => {
  it("that is killed ten times goes on each time from the last stored step", async () => {
    const { world, jobId } = await requestedJob("analysis.run");
    const resumes: number[] = [];
    let kills = 0;
    for (; kills < 10; kills += 1) {
      const settledBefore = (await runOf(world.orgId, "opportune-long"))?.stack.length ?? 0;
      const child = await startWorker();
      const readyAt = Date.now();
      await expect
        .poll(async () => (await runOf(world.orgId, "opportune-long"))?.stack.length ?? 0, {
          interval: 20,
          timeout: 15_000,
        })
        .toBeGreaterThan(settledBefore);
      resumes.push(Date.now() - readyAt);
      await pause(Math.random() * 250);
      await kill(child);
    }
    const last = await startWorker();
    await expect
      .poll(async () => (await runOf(world.orgId, "opportune-long"))?.finishedAt, { timeout: 20_000 })
      .toBeTruthy();
    await kill(last);

    const run = await runOf(world.orgId, "opportune-long");
    expect(run?.output).toEqual(Array.from({ length: stepCount }, (_, index) => `${index * index}`));
    const steps = await asSystem("test: steps", (tx) =>
      tx.select().from(functionSteps).where(eq(functionSteps.orgId, world.orgId)),
    );
    expect(steps).toHaveLength(stepCount + 2);
    const done = await effects();
    for (const step of steps) {
      const late = done.filter((effect) => effect.name === step.name && effect.at > Number(step.settledAt));
      expect(late, `${step.name} ran again after its result was stored`).toEqual([]);
    }
    const [job] = await asSystem("test: job", (tx) => tx.select().from(jobs).where(eq(jobs.id, jobId)));
    expect(job?.finishedAt).not.toBeNull();
    expect(Math.max(...resumes)).toBeLessThan(5_000);
  }, 120_000);

  it("puts a run aside that kills it three times, and finishes the others", async () => {
    const poison = await requestedJob("roles.map");
    const others = await Promise.all([requestedJob("analysis.run"), requestedJob("analysis.run")]);
    const run = () => runOf(poison.world.orgId, "opportune-poison");
    for (let life = 0; life < 8 && !(await run())?.failedAt; life += 1) {
      const child = await startWorker();
      await Promise.race([
        ended(child),
        expect.poll(run, { timeout: 20_000 }).toMatchObject({ failedAt: expect.any(Date) }),
      ]);
      await kill(child);
    }
    const last = await startWorker();
    for (const { world } of others) {
      await expect
        .poll(async () => (await runOf(world.orgId, "opportune-long"))?.finishedAt, { timeout: 30_000 })
        .toBeTruthy();
    }
    await expect
      .poll(async () => (await runOf(poison.world.orgId, "opportune-poison-failure"))?.finishedAt)
      .toBeTruthy();
    await kill(last);
    expect((await effects()).filter((effect) => effect.name === "poison")).toHaveLength(3);
    const parked = { status: "parked", crashes: 3, failedTries: 3, parkedAt: expect.any(Date) };
    const aside = await run();
    expect(aside).toMatchObject({ ...parked, error: { name: "WorkerCrashed" } });
    // The worker that is ended once the run is put aside may have the failure function in hand, which counts it, too.
    const tries = await asSystem("test: tries", (tx) =>
      tx
        .select()
        .from(functionTries)
        .where(eq(functionTries.runId, aside?.id ?? ""))
        .orderBy(asc(functionTries.attempt)),
    );
    const death = { stepHash: null, error: { name: "WorkerCrashed" } };
    expect(tries).toMatchObject([1, 2, 3].map((attempt) => ({ ...death, attempt })));
    const [job] = await asSystem("test: job", (tx) =>
      tx.select().from(jobs).where(eq(jobs.id, poison.jobId)),
    );
    expect(job).toMatchObject({ errorMessage: expect.stringContaining("died 3 times in a row") });
  }, 120_000);

  it("shares the work with another, and neither does what the other has done", async () => {
    await rm(join(folder, "effects.txt"), { force: true });
    // More than one worker takes at a time.
    const jobCount = 6;
    const asked = await Promise.all(Array.from({ length: jobCount }, () => requestedJob("analysis.run")));
    const both = [await startWorker(), await startWorker()];
    const claimers = new Set<string>();
    await expect
      .poll(
        async () => {
          const runs = await Promise.all(asked.map(({ world }) => runOf(world.orgId, "opportune-long")));
          for (const run of runs) if (run?.claimedBy) claimers.add(run.claimedBy);
          return runs.every((run) => run?.finishedAt);
        },
        { interval: 20, timeout: 60_000 },
      )
      .toBe(true);
    await Promise.all(both.map(kill));
    const runs = await Promise.all(asked.map(({ world }) => runOf(world.orgId, "opportune-long")));
    expect(runs.map((run) => run?.claim)).toEqual(runs.map(() => 1));
    const done = await effects();
    for (let index = 0; index < stepCount; index += 1) {
      expect(done.filter((effect) => effect.name === `part-${index}`)).toHaveLength(jobCount);
    }
    expect(claimers.size).toBe(2);
  }, 90_000);

  it("that is asked to end finishes the step at hand and begins no other; the next goes on from there", async () => {
    await rm(join(folder, "effects.txt"), { force: true });
    const { world } = await requestedJob("analysis.run");
    const settled = async () => (await runOf(world.orgId, "opportune-long"))?.stack.length ?? 0;
    const first = await startWorker();
    await expect.poll(settled, { interval: 20, timeout: 15_000 }).toBeGreaterThan(2);
    first.kill("SIGTERM");
    await ended(first);
    expect(first.exitCode).toBe(0);
    const atHandover = await settled();
    // The job's claim is a step as well.
    expect((await effects()).length).toBe(atHandover - 1);
    expect(await runOf(world.orgId, "opportune-long")).toMatchObject({ claimedBy: null, status: "waiting" });
    const second = await startWorker();
    await expect
      .poll(async () => (await runOf(world.orgId, "opportune-long"))?.finishedAt, { timeout: 20_000 })
      .toBeTruthy();
    await kill(second);
    expect((await effects()).map((effect) => effect.name)).toEqual(
      Array.from({ length: stepCount }, (_, index) => `part-${index}`),
    );
  }, 60_000);

  it("hands back what takes too long when it is asked to end, and another goes on", async () => {
    await writeFile(join(folder, "first"), "");
    const { world } = await requestedJob("roster.import");
    const first = await startWorker(500);
    await expect
      .poll(async () => (await effects()).some((effect) => effect.name === "wait"), { timeout: 10_000 })
      .toBe(true);
    const askedAt = Date.now();
    first.kill("SIGTERM");
    await ended(first);
    expect(first.exitCode).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(5_000);
    expect(await runOf(world.orgId, "opportune-stubborn")).toMatchObject({ claimedBy: null, crashes: 0 });
    expect(await asSystem("test: workers", (tx) => tx.select().from(workers))).toEqual([]);

    const second = await startWorker();
    await expect
      .poll(async () => (await runOf(world.orgId, "opportune-stubborn"))?.finishedAt, { timeout: 10_000 })
      .toBeTruthy();
    await kill(second);
    expect((await effects()).filter((effect) => effect.name === "before")).toHaveLength(1);
  }, 60_000);
});
