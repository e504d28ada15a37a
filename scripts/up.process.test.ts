import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, isAlive } from "@/db/embedded/postmaster";
import { readRunFile } from "./run-file.mjs";

let home: string;
let port: number;
let up: ChildProcess;
let said = "";

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), `opportune-e2e-${process.pid}-`));
  port = await freePort();
});

afterAll(async () => {
  await stop();
  await rm(home, { recursive: true, force: true });
});

function environment(): NodeJS.ProcessEnv {
  const given = { ...process.env, OPPORTUNE_HOME: home, PORT: String(port), OPPORTUNE_DEMO: "true" };
  return {
    ...given,
    HOST: "127.0.0.1",
    DATABASE_URL: "",
    NEXTAUTH_URL: "",
    NEXTAUTH_SECRET: "",
    LOG_LEVEL: "warn",
  };
}

function start(): ChildProcess {
  const child = spawn(process.execPath, ["scripts/up.mjs"], { env: environment() });
  const keep = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return child;
}

async function stop(): Promise<void> {
  const child = spawn(process.execPath, ["scripts/up.mjs", "--stop"], { env: environment() });
  await new Promise((done) => child.once("exit", done));
}

async function readyStatus(): Promise<number> {
  const url = `http://127.0.0.1:${port}/api/health/ready`;
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ status }) => status,
    () => 0,
  );
}

async function untilReady(timeout: number): Promise<void> {
  await expect.poll(readyStatus, { timeout, interval: 100, message: said }).toBe(200);
}

/** What the start has written down for scripts and tests. */
async function settingOf(name: string): Promise<string> {
  const text = await readFile(join(home, "environment"), "utf8");
  return JSON.parse(new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? '""');
}

async function withDatabase<T>(
  work: (client: postgres.Sql) => Promise<T>,
  address = "DATABASE_OWNER_URL",
): Promise<T> {
  const client = postgres(await settingOf(address), { max: 1 });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Follows a job that never ends, as a page of its requester would. */
async function followWork(): Promise<Response> {
  const [signIn] = await withDatabase(
    (client) => client`
      with member as (select org_id, user_id from memberships limit 1),
      job as (
        insert into jobs (org_id, kind, subject_id, requested_by, request_id)
        select org_id, 'export.write', gen_random_uuid(), user_id, 'test' from member
      )
      insert into sign_ins (user_id, current_org_id) select user_id, org_id from member returning id, user_id`,
    "DATABASE_SYSTEM_URL",
  );
  const token = { sub: String(signIn?.user_id), sid: String(signIn?.id) };
  const cookie = await encode({ token, secret: await settingOf("NEXTAUTH_SECRET"), maxAge: 3_600 });
  return fetch(`http://127.0.0.1:${port}/api/events`, { headers: { cookie: `opportune.sign-in=${cookie}` } });
}

function processOf(name: "web" | "worker"): number {
  return readRunFile(home)?.children[name]?.pid ?? 0;
}

describe("npm run up", () => {
  it("starts from nothing and prints how to get in", async () => {
    up = start();
    await untilReady(240_000);
    await expect
      .poll(() => said, { timeout: 5_000 })
      .toContain(`Opportune is ready at http://127.0.0.1:${port}`);
    expect(said).toMatch(/demo analyst: \S+@\S+ {2}password: \S+/);
    expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/welcome\/\S{40,}/);
    await withDatabase((client) => client`create table kept as select 'committed' as line`);
  });

  it("says to a second start that it runs already", async () => {
    const second = spawn(process.execPath, ["scripts/up.mjs"], { env: environment() });
    let answer = "";
    second.stderr.on("data", (chunk: Buffer) => {
      answer += chunk.toString();
    });
    expect(await new Promise((done) => second.once("exit", done))).toBe(1);
    expect(answer).toContain(`running already at http://127.0.0.1:${port}`);
  });

  for (const name of ["web", "worker"] as const) {
    it(`starts a killed ${name} again`, async () => {
      const before = processOf(name);
      process.kill(before, "SIGKILL");
      await expect.poll(() => processOf(name), { timeout: 15_000 }).not.toBe(before);
      await untilReady(15_000);
    });
  }

  it("starts a killed database again with everything in it", async () => {
    const pid = Number((await readFile(join(home, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => said, { timeout: 15_000 }).toContain("database: ended");
    await untilReady(30_000);
    expect(await withDatabase((client) => client`select line from kept`)).toEqual([{ line: "committed" }]);
  });

  it("ends the web at once, though a page follows work", async () => {
    const stream = (await followWork()).body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    while (!heard.includes("event: jobs")) heard += (await stream?.read())?.value ?? "";
    const web = processOf("web");
    process.kill(web, "SIGTERM");
    await expect.poll(() => isAlive(web), { timeout: 3_000 }).toBe(false);
    await untilReady(15_000);
  });

  it("leaves no web and no worker when it is killed itself, and starts again over what it left", async () => {
    const children = [processOf("web"), processOf("worker")];
    up.kill("SIGKILL");
    await expect.poll(() => children.some(isAlive), { timeout: 15_000 }).toBe(false);
    said = "";
    up = start();
    await untilReady(15_000);
    expect(await withDatabase((client) => client`select line from kept`)).toEqual([{ line: "committed" }]);
  });

  it("stops in order and is ready again within 15 seconds", async () => {
    await stop();
    expect(await readyStatus()).toBe(0);
    expect(readRunFile(home)).toBeUndefined();
    up = start();
    await untilReady(15_000);
    expect(await withDatabase((client) => client`select line from kept`)).toEqual([{ line: "committed" }]);
  });
});
