import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClient } from "@/db/client";
import { history, onetReleases, onetSyncs, users } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeOnetRelease, textFilesOf } from "@/e2e/stubs/onet-data";
import type { OnetFault } from "@/e2e/stubs/onet-stub";
import type { Ctx } from "@/lib/auth/context";
import { rightsOf } from "@/lib/auth/rights";
import { madeZip } from "@/lib/files/testing/made-zip";
import { drainOnInngest } from "@/lib/jobs/inngest/testing/drain-on-inngest";
import { functionRegistry } from "@/lib/jobs/local-runner/function-registry";
import { queueTasks } from "@/lib/jobs/local-runner/queue-worker";
import { tickTask } from "@/lib/jobs/local-runner/run-queue";
import { cancelJob } from "@/lib/jobs/mutations/cancel-job";
import { retryJob } from "@/lib/jobs/mutations/retry-job";
import { listJobs } from "@/lib/jobs/queries";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { ctxOf } from "@/lib/jobs/testing/requested-job";
import { receiveRelease } from "@/lib/onet/mutations/receive-release";
import { requestSync } from "@/lib/onet/mutations/request-sync";
import { sweepSyncs } from "@/lib/onet/mutations/sweep-syncs";
import { getLocalRelease, listSyncs } from "@/lib/onet/queries/list-syncs";
import { releaseChecksums, removeRelease } from "@/lib/onet/testing/release-checksums";
import { realClock } from "@/lib/onet/web-services/pacer";
import { findOccupations } from "@/lib/roles/queries";
import { syncOnetFunction, syncOnetWeeklyFunction } from "./sync-onet";

// Before lib/env is read: files of this test's own, and an O*NET of its own.
const home = vi.hoisted(() => `/tmp/opportune-syncs-${process.pid}`);
const stub = await vi.hoisted(async () => {
  const { OnetStub } = await import("@/e2e/stubs/onet-stub");
  const started = new OnetStub();
  await started.start();
  vi.stubEnv("OPPORTUNE_HOME", home);
  vi.stubEnv("ONET_API_KEY", started.apiKey);
  vi.stubEnv("ONET_API_URL", started.url);
  vi.stubEnv("ONET_DOWNLOAD_URL", started.url);
  return started;
});

const functions = [syncOnetFunction, syncOnetWeeklyFunction];
let ctx: Ctx;

async function operator(): Promise<Ctx> {
  const world = await committedWorld();
  await committed((tx) =>
    tx.update(users).set({ operatorSinceAt: new Date() }).where(eq(users.id, world.user.id)),
  );
  return { ...ctxOf(world), rights: rightsOf("admin", true) };
}

/** Waiting for O*NET only puts the clock forward: how long is waited is the test of the client and its pacer. */
function waitForNothing(): void {
  const now = realClock.now;
  let skippedMs = 0;
  vi.spyOn(realClock, "now").mockImplementation(() => now() + skippedMs);
  vi.spyOn(realClock, "pause").mockImplementation(async (ms) => {
    skippedMs += ms;
  });
}

beforeAll(async () => {
  waitForNothing();
  ctx = await operator();
});
afterAll(async () => {
  await stub.stop();
  await rm(home, { recursive: true, force: true });
});
beforeEach(() => {
  stub.reset();
});
afterEach(async () => {
  await drainJobs(functions);
  const added = await committed((tx) => tx.select({ release: onetReleases.release }).from(onetReleases));
  for (const { release } of added) if (release !== "30.1") await removeRelease(systemClient(), release);
});

const checksums = () => releaseChecksums(systemClient());
const newestSync = async () => (await listSyncs(ctx)).items[0];
const jobOf = async (jobId: string) => (await listJobs(ctx)).find(({ id }) => id === jobId);
const leftovers = () => {
  const folders = ["staging", "releases"].map((name) => join(home, name));
  return folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
};
const zip = () => madeZip(textFilesOf(stub.releases[0] ?? makeOnetRelease("30.2")));
const upload = (bytes: Uint8Array, as = ctx) =>
  receiveRelease(as, { fileName: "db_text.zip", body: Readable.from([bytes]) });

describe.each([
  { engine: "the local runner", drain: () => drainJobs(functions) },
  { engine: "an Inngest server", drain: () => drainOnInngest(functions) },
])("on $engine", ({ drain }) => {
  it.each(["download", "web_services"] as const)("brings a release in by %s", async (source) => {
    const { jobId, syncId } = await requestSync(ctx, { source });
    await drain();
    expect(await jobOf(jobId)).toMatchObject({ state: "finished", errorMessage: null });
    expect(await newestSync()).toMatchObject({
      ...{ id: syncId, state: "finished", percent: 100, trigger: "operator", origin: source },
      ...{ number: "31.0", release: "31.0" },
      counts: { processed: expect.any(Number), skipped: {}, failed: 0 },
      endedAt: expect.any(Date),
    });
    const [release] = await committed((tx) =>
      tx.select().from(onetReleases).where(eq(onetReleases.release, "31.0")),
    );
    expect(release).toMatchObject({ origin: source, newestDataAt: "2026-08-01" });
    expect(leftovers()).toEqual([]);
    // Nobody's figures have changed.
    expect(await getLocalRelease(ctx)).toMatchObject({ release: "30.1" });
  });
});

describe("a sync", () => {
  it("of what is here already is finished with nothing new", async () => {
    await requestSync(ctx, { source: "download" });
    await drainJobs(functions);
    const before = await checksums();
    for (const source of ["download", "web_services"]) {
      await requestSync(ctx, { source });
      await drainJobs(functions);
      expect(await newestSync()).toMatchObject({ state: "finished", release: null, counts: null });
    }
    expect(await checksums()).toEqual(before);
  });

  it("takes the Web Services while the download site is away", async () => {
    stub.fail("/database.html", { kind: "status", status: 503 });
    await requestSync(ctx, { source: "download" });
    await drainJobs(functions);
    expect(await newestSync()).toMatchObject({ origin: "web_services", release: "31.0" });
  });

  it("is one at a time, whoever asks", async () => {
    const other = await operator();
    const askers = [ctx, other, ctx];
    const asked = await Promise.allSettled(askers.map((each) => requestSync(each, { source: "download" })));
    expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    await expect(upload(zip())).rejects.toMatchObject({ code: "conflict" });
    expect(stub.asked).toEqual([]);
    for (const [at, outcome] of asked.entries()) {
      if (outcome.status === "fulfilled") await cancelJob(askers[at] ?? ctx, { jobId: outcome.value.jobId });
    }
  });

  it("is an operator's", async () => {
    const admin = { ...ctx, rights: rightsOf("admin", false) };
    await expect(requestSync(admin, { source: "download" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(upload(zip(), admin)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listSyncs(admin)).items.length).toBeGreaterThan(0);
    const analyst = { ...ctx, rights: rightsOf("analyst", false) };
    await expect(listSyncs(analyst)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getLocalRelease(analyst)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stops when who asked for it is no operator any more", async () => {
    const former = await operator();
    const before = await checksums();
    const { jobId } = await requestSync(former, { source: "download" });
    const userId = former.actor.kind === "user" ? former.actor.userId : "";
    await committed((tx) => tx.update(users).set({ operatorSinceAt: null }).where(eq(users.id, userId)));
    await drainJobs(functions);
    expect(await newestSync()).toMatchObject({ state: "failed", errorCode: "forbidden" });
    expect((await listJobs(former)).find(({ id }) => id === jobId)?.state).toBe("failed");
    expect(await checksums()).toEqual(before);
  });

  it("is told in the history of the organization", async () => {
    const own = await operator();
    const { jobId } = await requestSync(own, { source: "download" });
    await cancelJob(own, { jobId });
    const rows = await committed((tx) =>
      tx
        .select()
        .from(history)
        .where(and(eq(history.orgId, own.orgId), eq(history.name, "onet.sync_requested"))),
    );
    expect(rows).toMatchObject([{ data: { source: "download" } }]);
  });

  it("ends when it is cancelled, so that another can begin, and goes on when it is asked for again", async () => {
    const { jobId, syncId } = await requestSync(ctx, { source: "download" });
    await cancelJob(ctx, { jobId });
    expect(await newestSync()).toMatchObject({
      id: syncId,
      state: "cancelled",
      errorMessage: expect.stringContaining("cancelled"),
    });
    const { jobId: second } = await requestSync(ctx, { source: "download" });
    await expect(retryJob(ctx, { jobId })).rejects.toMatchObject({ code: "conflict" });
    await cancelJob(ctx, { jobId: second });
    await retryJob(ctx, { jobId });
    await drainJobs(functions);
    const rows = await listSyncs(ctx);
    expect(rows.items.find(({ id }) => id === syncId)).toMatchObject({
      state: "finished",
      errorMessage: null,
    });
  });
});

let sundays = 0;
/** What the queue hands over when the schedule's minute comes. */
async function tick(): Promise<void> {
  const tasks = queueTasks(functionRegistry(functions), async () => undefined);
  sundays += 1;
  const ts = new Date(Date.UTC(2026, 7, 2 + 7 * sundays, 2)).toISOString();
  const payload: unknown = {
    functionId: "opportune-sync-onet-weekly",
    cron: "0 2 * * 0",
    _cron: { ts, backfilled: false },
  };
  await Reflect.apply(tasks[tickTask] ?? (() => undefined), undefined, [payload]);
}

describe("by the clock", () => {
  it("brings a release in, in nobody's name", async () => {
    await tick();
    await drainJobs(functions);
    expect(await newestSync()).toMatchObject({ trigger: "clock", state: "finished", release: "31.0" });
  });

  it("does nothing while another sync is open, and says why when it fails", async () => {
    const { syncId } = await requestSync(ctx, { source: "download" });
    await tick();
    await drainJobs(functions);
    expect(await newestSync()).toMatchObject({ id: syncId, state: "finished" });
    stub.releases = [makeOnetRelease("31.1")];
    stub.fail("/dl_files", { kind: "status", status: 404 });
    stub.fail("/about", { kind: "status", status: 403 });
    stub.fail("/database.html", { kind: "status", status: 503 });
    await tick();
    await drainJobs(functions);
    expect(await newestSync()).toMatchObject({
      ...{ trigger: "clock", state: "failed", release: null, errorCode: "invalid" },
      errorMessage: expect.stringContaining("ONET_API_KEY"),
    });
  });
});

describe("a fault of O*NET's", () => {
  /** Three pages of ratings. */
  const large = () => [makeOnetRelease("31.0", { occupations: 120 })];

  async function sync(source: "download" | "web_services"): Promise<void> {
    stub.releases = large();
    await requestSync(ctx, { source });
    await drainJobs(functions);
  }

  it("that passes is borne, and all of them in one sync", async () => {
    const passing: readonly [at: string, fault: OnetFault, times: number][] = [
      // A storm of refusals, with seconds and with a date.
      ["rows/occupation_data", { kind: "busy", seconds: 1 }, 2],
      ["rows/job_titles", { kind: "busy", seconds: 1, asDate: true }, 2],
      ["rows/gwas_to_iwas?", { kind: "busy" }, 2],
      ["rows/work_activities", { kind: "status", status: 502 }, 1],
      ["rows/essential_skills", { kind: "half_body" }, 1],
      ["rows/tasks_to_dwas", { kind: "html" }, 2],
      ["task_ratings?start=1&", { kind: "half_page" }, 2],
      // These refuse what was read of the table, and the next try reads it anew.
      ["task_ratings?start=2001", { kind: "wrong_page" }, 1],
      ["task_ratings?start=4001", { kind: "duplicate" }, 1],
      ["rows/job_zones", { kind: "empty" }, 1],
    ];
    for (const [at, fault, times] of passing) stub.fail(at, fault, times);
    await sync("web_services");
    expect(await newestSync()).toMatchObject({ state: "finished", release: "31.0" });
    const before = await checksums();
    await upload(zip());
    await drainJobs(functions);
    // The very rows of the file.
    expect(await newestSync()).toMatchObject({ state: "finished", origin: "zip", release: null });
    expect(await checksums()).toEqual(before);
  });

  it.each<[string, "download" | "web_services", string, OnetFault, string]>([
    ["a key that is refused", "web_services", "/about", { kind: "status", status: 403 }, "invalid"],
    ["a shuffled page", "web_services", "task_ratings?start=2001", { kind: "wrong_page" }, "unavailable"],
    ["rows that come twice", "web_services", "task_ratings?start=2001", { kind: "duplicate" }, "unavailable"],
    [
      "a total that changes",
      "web_services",
      "task_ratings?start=2001",
      { kind: "other_total" },
      "unavailable",
    ],
    ["an empty answer", "web_services", "job_zones", { kind: "empty" }, "unavailable"],
    ["a long refusal", "web_services", "/database", { kind: "busy", seconds: 900 }, "rate_limited"],
    ["half a download", "download", "/dl_files", { kind: "half_body" }, "unavailable"],
    ["HTML for a zip", "download", "/dl_files", { kind: "html" }, "invalid"],
  ])("that stays changes nothing: %s", async (_, source, at, fault, errorCode) => {
    const before = await checksums();
    stub.fail(at, fault);
    await sync(source);
    expect(await newestSync()).toMatchObject({
      ...{ state: "failed", release: null, errorCode, counts: null },
      errorMessage: expect.stringMatching(/^[A-Z].*[.]$/),
    });
    expect(await checksums()).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  it.each<[string, "download" | "web_services", string]>([
    ["pages", "web_services", "task_ratings?start=2001"],
    ["download", "download", "/dl_files"],
  ])("in its %s is over when O*NET is well again: the next sync ends right", async (_, source, at) => {
    stub.fail(at, { kind: "half_body" });
    await sync(source);
    expect(await newestSync()).toMatchObject({ state: "failed" });
    stub.reset();
    await sync(source);
    expect(await newestSync()).toMatchObject({ state: "finished", release: "31.0" });
  });

  it("is a release that changes half way: nothing is added, and it says so", async () => {
    const before = await checksums();
    stub.onAsked = (path) => {
      if (path.includes("tasks_to_dwas")) stub.releases = [makeOnetRelease("31.1")];
    };
    await sync("web_services");
    expect(await newestSync()).toMatchObject({
      ...{ state: "failed", errorCode: "conflict", number: "31.0" },
      errorMessage: expect.stringContaining("O*NET went from release 31.0 to 31.1"),
    });
    expect(await checksums()).toEqual(before);
  });

  it("is no release in the file: it is refused at the door, and nothing is kept", async () => {
    for (const bytes of [
      Buffer.from("Dear all"),
      zip().subarray(0, 3_000),
      madeZip([{ name: "a.txt", content: "a" }]),
    ]) {
      await expect(upload(bytes)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining("db_text.zip"),
      });
    }
    expect(readdirSync(join(home, "releases"))).toEqual([]);
  });
});

describe("what crashes leave", () => {
  it("is ended and removed by the sweep", async () => {
    const lost = randomUUID();
    await committed((tx) =>
      tx.insert(onetSyncs).values({
        ...{ id: lost, trigger: "operator", origin: "download", createdAt: new Date(Date.now() - 3_600_000) },
      }),
    );
    await expect(requestSync(ctx, { source: "download" })).rejects.toMatchObject({ code: "conflict" });
    expect(await sweepSyncs()).toMatchObject({ endedSyncs: 1 });
    expect(await newestSync()).toBeDefined();
    const { jobId } = await requestSync(ctx, { source: "download" });
    expect(await sweepSyncs()).toMatchObject({ endedSyncs: 0 });
    await cancelJob(ctx, { jobId });
  });
});

describe("the search of occupations", () => {
  it("asks O*NET when nothing here has the words, and offers what the release knows", async () => {
    const titles = stub.releases[0]?.tables.find(({ table }) => table === "occupation_data");
    stub.releases = [
      {
        number: "31.0",
        tables: [
          {
            ...(titles ?? { table: "occupation_data", file: "", columns: [] }),
            rows: [
              ["15-1252.00", "Zorbing planners", ""],
              ["99-9999.00", "Zorbing guides", ""],
            ],
          },
        ],
      },
    ];
    expect(await findOccupations(ctx, { q: "zorbing" })).toEqual([
      { code: "15-1252.00", title: "Software Developers", matchedTitle: null, matchedKind: "online" },
    ]);
    await findOccupations(ctx, { q: "Zorbing " });
    expect(stub.asked).toHaveLength(1);
    const [nurse] = await findOccupations(ctx, { q: "nurse" });
    expect(nurse?.matchedKind).not.toBe("online");
    expect(stub.asked).toHaveLength(1);
  });

  // Words like no title at all, or the local search would answer.
  it.each<[string, string, OnetFault]>([
    ["slow", "qqqxjq", { kind: "slow", ms: 10_000 }],
    ["failing", "xqjzzq", { kind: "status", status: 500 }],
  ])("does without an O*NET that is %s", async (_, word, fault) => {
    stub.fail("/online/search", fault);
    const startedAt = performance.now();
    expect(await findOccupations(ctx, { q: word })).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
