import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/db/embedded/postmaster";
import { testOrgId } from "@/db/testing/db-test";
import { rightsOf } from "@/lib/auth/rights";
import { type StandInServer, startStandInServer } from "@/lib/jobs/inngest/testing/inngest-server";
import { canonicalJson, signatureOf } from "@/lib/jobs/inngest/testing/signature";

let home: string;
let address: string;
let server: StandInServer;
let said = "";

function up(given: Record<string, string>, ...args: string[]): ChildProcess {
  const env = {
    ...process.env,
    OPPORTUNE_HOME: home,
    HOST: "127.0.0.1",
    OPPORTUNE_DEMO: "true",
    LOG_LEVEL: "warn",
  };
  const none = { DATABASE_URL: "", DATABASE_SYSTEM_URL: "", NEXTAUTH_URL: "", NEXTAUTH_SECRET: "" };
  return spawn(process.execPath, ["scripts/up.mjs", ...args], {
    env: { ...env, ...none, PORT: new URL(address).port, ...given },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once("exit", done));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), `opportune-e2e-${process.pid}-`));
  address = `http://127.0.0.1:${await freePort()}`;
  server = await startStandInServer();
});

afterAll(async () => {
  const { closePools } = await import("@/db/client");
  await closePools();
  await ended(up({}, "--stop"));
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** The door of the running product. */
function callDoor(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  return fetch(new Request(new URL(pathname + search, address), request));
}

/** What the running product wrote down of its own environment. */
async function readEnvironment(): Promise<[name: string, value: string][]> {
  const text = await readFile(join(home, "environment"), "utf8");
  return [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, JSON.parse(value)]);
}

/** A session of the demo, and somebody who may work on it: as actions see them, in this process. */
async function demoScene() {
  for (const [name, value] of await readEnvironment()) process.env[name] = value;
  const { asSystem } = await import("@/db/client");
  const { discoverySessions } = await import("@/db/schema");
  const [session] = await asSystem("test: the demo's session", (tx) => tx.select().from(discoverySessions));
  if (!session) throw new Error("The demo has no session.");
  const ctx = {
    orgId: testOrgId(session.orgId),
    actor: { kind: "user", userId: session.ownerId },
    rights: rightsOf("admin", false),
    requestId: "inngest-mode",
  } as const;
  return { ctx, sessionId: session.id };
}

describe("the product beside an Inngest server", () => {
  it("does not start without the signing key, and says so", async () => {
    const child = up({ INNGEST_EVENT_KEY: server.eventKey, INNGEST_BASE_URL: server.settings.baseUrl ?? "" });
    let told = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    expect(await ended(child)).toBe(1);
    expect(told).toContain("INNGEST_SIGNING_KEY is needed, since another INNGEST variable is set");
  });

  it("gets ready and says who does the work", async () => {
    const { eventKey, signingKey, baseUrl = "" } = server.settings;
    const child = up({
      INNGEST_EVENT_KEY: eventKey ?? "",
      INNGEST_SIGNING_KEY: signingKey ?? "",
      INNGEST_BASE_URL: baseUrl,
    });
    const keep = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    await expect.poll(() => said, { timeout: 280_000 }).toContain("Opportune is ready");
    expect(said).toContain(`Background work: the Inngest server at ${baseUrl}`);
    const ready = await fetch(`${address}/api/health/ready`);
    expect(await ready.json()).toMatchObject({ ready: true, worker: true, engine: "inngest" });
  });

  it("does not start its web process alone without the signing key either", async () => {
    const next = join("node_modules", "next", "dist", "bin", "next");
    const own = Object.fromEntries(await readEnvironment());
    const child = spawn(process.execPath, [next, "start", "-p", String(await freePort())], {
      env: { ...process.env, ...own, NODE_ENV: "production", INNGEST_EVENT_KEY: server.eventKey },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    expect(await ended(child)).toBe(1);
    expect(told).toContain("INNGEST_SIGNING_KEY is needed");
  });

  it("answers nobody but that server", async () => {
    const body = JSON.stringify({ event: { name: "roles/mapping.requested" } });
    const url = `${address}/api/inngest?fnId=opportune-map-roles&stepId=step`;
    const old = signatureOf(
      canonicalJson(JSON.parse(body)),
      server.signingKey,
      new Date(Date.now() - 360_000),
    );
    const headers = { "content-type": "application/json", "x-inngest-signature": old };
    const call = async (init: RequestInit) => (await fetch(url, init)).status;
    expect(await call({})).toBe(401);
    for (const method of ["POST", "PUT"]) {
      expect(await call({ method, body })).toBe(401);
      expect(await call({ method, body, headers })).toBe(401);
      expect(await call({ method, body: "{", headers })).toBe(401);
    }
    for (const method of ["PATCH", "DELETE", "OPTIONS", "HEAD"])
      expect(await call({ method }), method).toBe(405);
  });

  it("maps roles and computes an analysis when the server calls, in threads of the web process", async () => {
    await server.connect(callDoor);
    const { ctx, sessionId } = await demoScene();
    const { requestMapping } = await import("@/lib/roles/mutations/request-mapping");
    const { requestAnalysis } = await import("@/lib/analysis/mutations/request-analysis");
    const { jobId: mappingId } = await requestMapping(ctx, { sessionId });
    const { runId: analysisId } = await requestAnalysis(ctx, { sessionId });
    const { listJobs } = await import("@/lib/jobs/queries");
    const asked = async () => {
      await server.settle();
      const views = await listJobs(ctx, { session: sessionId });
      return views.filter(({ id, subjectId }) => id === mappingId || subjectId === analysisId);
    };
    const done = { state: "finished", errorMessage: null };
    await expect.poll(asked, { timeout: 60_000, interval: 500 }).toMatchObject([done, done]);

    const { asSystem } = await import("@/db/client");
    const { functionRuns } = await import("@/db/schema");
    const ids = (await asked()).map(({ id }) => id);
    const runs = await asSystem("test: runs", (tx) =>
      tx.select().from(functionRuns).where(inArray(functionRuns.jobId, ids)),
    );
    expect(runs.map(({ functionId, status }) => `${functionId} ${status}`).toSorted()).toEqual([
      "opportune-map-roles finished",
      "opportune-run-analysis finished",
    ]);
    for (const run of runs) expect(server.runs.map(({ id }) => id)).toContain(run.engineRunId);
  });
});
