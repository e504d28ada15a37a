import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { connect } from "node:net";
import { eq, sql } from "drizzle-orm";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { afterEach, describe, expect, it, vi } from "vitest";
import { jobs, signIns } from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { makeMembership, makeOrg, makeSignIn } from "@/db/testing/factories";
import { endSignIn, idleMinutes, switchOrganization } from "@/lib/auth/sign-ins";
import { cutStuckStreams } from "@/lib/http/stuck-streams";
import { claimJob } from "./mutations/claim-job";
import { finishJob } from "./mutations/finish-job";
import { reportProgress } from "./mutations/report-progress";
import { ProgressHub, progressHub } from "./progress-hub";
import { progressStream } from "./progress-stream";
import { openStream } from "./testing/open-stream";
import { ctxOf, requestedJob } from "./testing/requested-job";

/** Somebody signed in to the world's organization, as a stream takes them. */
async function signedIn(world: World) {
  const { id } = await committed((tx) =>
    makeSignIn(tx, { userId: world.user.id, currentOrgId: world.orgId }),
  );
  return { ctx: ctxOf(world), userId: world.user.id, signInId: id };
}

async function running() {
  const { world, ctx, jobId } = await requestedJob();
  const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
  if (!job) throw new Error("The job could not be claimed.");
  return { ctx, job, viewer: await signedIn(world) };
}

const lastOf = (heard: readonly { event: string }[]) => heard.at(-1)?.event;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("progressStream", () => {
  it("tells how a job goes and ends when nothing is open any more", async () => {
    const { ctx, job, viewer } = await running();
    const { heard, over, states, hub } = openStream(viewer);
    await expect.poll(states).toEqual(["running 0"]);
    await reportProgress(ctx, job, { done: 250, total: 500 });
    await expect.poll(states).toContain("running 250");
    await finishJob(job);
    await over;
    expect(states()).toContain("finished 250");
    expect(lastOf(heard)).toBe("idle");
    expect(hub.size).toBe(0);
  });

  it("tells of a write within half a second, without waiting for its own look", async () => {
    const { ctx, job, viewer } = await running();
    const { states, leave, over } = openStream({ ...viewer, hub: new ProgressHub({ pulseMs: 60_000 }) });
    await expect.poll(states).toEqual(["running 0"]);
    const writtenAt = Date.now();
    await reportProgress(ctx, job, { done: 1, total: 2 });
    await expect.poll(states, { interval: 10 }).toContain("running 1");
    expect(Date.now() - writtenAt).toBeLessThan(500);
    leave();
    await over;
  });

  it("tells one who comes back what they missed, and a newcomer the last minute", async () => {
    const { ctx, job, viewer } = await running();
    const first = openStream(viewer);
    await expect.poll(() => first.heard.length).toBeGreaterThan(0);
    const lastEventId = first.heard[0]?.id ?? null;
    first.leave();
    await reportProgress(ctx, job, { done: 2, total: 2 });
    await finishJob(job);
    const aLongPause = sql`updated_at + interval '1 hour'`;
    await committed((tx) => tx.update(jobs).set({ updatedAt: aLongPause }).where(eq(jobs.id, job.jobId)));
    const later = new Date(Date.parse(lastEventId ?? "") + 2 * 3_600_000).toISOString();
    const told = async (id: string | null) => {
      const stream = openStream({ ...viewer, lastEventId: id });
      await stream.over;
      return stream.states();
    };
    expect(await told(lastEventId)).toEqual(["finished 2"]);
    expect(await told(later)).toEqual([]);
    expect(await told(null)).toEqual(["finished 2"]);
    expect(await told("no time at all")).toEqual(["finished 2"]);
  });

  it("tells of thousands that change at once", async () => {
    const { ctx, job, viewer } = await running();
    const { states, leave, over } = openStream({ ...viewer, hub: new ProgressHub({ pulseMs: 60_000 }) });
    await expect.poll(states).toEqual(["running 0"]);
    await committed((tx) =>
      tx.execute(sql`
        insert into jobs (org_id, kind, subject_id, requested_by, request_id, started_at, progress_done, updated_at)
        select ${ctx.orgId}, 'roles.map', gen_random_uuid(), ${viewer.userId}, 'test', now(), n, clock_timestamp()
        from generate_series(1, 2500) n`),
    );
    await reportProgress(ctx, job, { done: 3_000, total: 3_000 });
    await expect.poll(() => states().includes("running 3000"), { timeout: 10_000 }).toBe(true);
    const heard = new Set(states());
    expect(Array.from({ length: 2_500 }, (_, n) => heard.has(`running ${n + 1}`))).not.toContain(false);
    leave();
    await over;
  });

  it("says nothing of another organization", async () => {
    const { ctx, job } = await running();
    const other = openStream(await signedIn(await committedWorld()));
    await reportProgress(ctx, job, { done: 1, total: 2 });
    await other.over;
    expect(other.heard).toEqual([{ event: "idle", id: undefined, data: {} }]);
  });

  it("lets go when the browser is gone", async () => {
    const { viewer } = await running();
    const { heard, leave, hub } = openStream(viewer);
    await expect.poll(() => heard.length).toBe(1);
    expect(hub.size).toBe(1);
    leave();
    expect(hub.size).toBe(0);
  });

  it("ends when the process is asked to end, and lets nobody in any more", async () => {
    const { viewer } = await running();
    const { heard, over, hub } = openStream({ ...viewer, hub: progressHub() });
    await expect.poll(() => heard.length).toBe(1);
    process.emit("SIGTERM");
    await over;
    expect(hub.size).toBe(0);
    expect(() => openStream({ ...viewer, hub })).toThrow("being restarted");
  });

  it("sends a browser that has been there for long back to the door", async () => {
    const { viewer } = await running();
    const { heard, over } = openStream(viewer);
    await expect.poll(() => heard.length).toBe(1);
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 11 * 60_000);
    await over;
    expect(heard.some(({ event }) => ["idle", "signed_out"].includes(event))).toBe(false);
  });
});

describe("the sign-in behind a stream", () => {
  it("ends it when the person signs out", async () => {
    const { viewer } = await running();
    const { heard, over } = openStream(viewer);
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await endSignIn(viewer.signInId);
    await over;
    expect(lastOf(heard)).toBe("signed_out");
  });

  it("ends it when idle, and is not kept alive by it", async () => {
    const { viewer } = await running();
    const ageTo = (minutes: number) =>
      committed((tx) =>
        tx
          .update(signIns)
          .set({ lastSeenAt: sql`now() - make_interval(mins => ${minutes})` })
          .where(eq(signIns.id, viewer.signInId)),
      );
    await ageTo(idleMinutes - 1);
    const { heard, over } = openStream(viewer);
    await expect.poll(() => heard.filter(({ event }) => event === "beat").length).toBeGreaterThan(2);
    const [row] = await committed((tx) => tx.select().from(signIns).where(eq(signIns.id, viewer.signInId)));
    expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeGreaterThan((idleMinutes - 2) * 60_000);
    await ageTo(idleMinutes + 1);
    await over;
    expect(lastOf(heard)).toBe("signed_out");
  });

  it("ends it when the person moves to another organization", async () => {
    const { viewer } = await running();
    const { heard, over } = openStream(viewer);
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    const org = await committed(async (tx) => {
      const made = await makeOrg(tx);
      await makeMembership(tx, { orgId: made.id, userId: viewer.userId });
      return made;
    });
    await switchOrganization(viewer.userId, viewer.signInId, { organizationId: org.id });
    await over;
    expect(lastOf(heard)).toBe("moved");
  });
});

describe("many streams", () => {
  it("are at most six for one person", async () => {
    const { viewer } = await running();
    const hub = new ProgressHub();
    const open = Array.from({ length: 6 }, () => openStream({ ...viewer, hub }));
    expect(() => openStream({ ...viewer, hub })).toThrow("too many browsers");
    open[0]?.leave();
    openStream({ ...viewer, hub });
    expect(hub.size).toBe(6);
    hub.close();
    expect(hub.size).toBe(0);
  });

  it("end all, for the browsers to come back, when the database cannot be asked", async () => {
    const { viewer } = await running();
    const hub = new ProgressHub({ pulseMs: 200 });
    const { heard, over } = openStream({ ...viewer, hub, signInId: "no uuid, so the question fails" });
    await over;
    expect(heard.map(({ event }) => event)).not.toContain("signed_out");
    expect(hub.size).toBe(0);
  });

  it("end all when the database keeps them waiting", async () => {
    const { viewer } = await running();
    const hub = new ProgressHub({ pulseMs: 300 });
    const { heard, over } = openStream({ ...viewer, hub });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await committed(async (tx) => {
      await tx.execute(sql`lock table sign_ins in access exclusive mode`);
      await over;
    });
    expect(heard.map(({ event }) => event)).not.toContain("signed_out");
    expect(hub.size).toBe(0);
  });
});

describe("a connection that takes nothing any more", () => {
  it("is cut, and its stream forgotten", async () => {
    const { viewer, job } = await running();
    cutStuckStreams(1_000);
    const hub = new ProgressHub({ pulseMs: 100 });
    const server = createServer((request, response) => {
      const signal = new AbortController().signal;
      const stream = progressStream({ viewer, lastEventId: null, signal, hub });
      // As Next does it. A connection that was cut is an error to it.
      pipeToNodeResponse(stream, response).catch(() => request.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
    await expect.poll(() => hub.size).toBe(1);
    // Each write tells a megabyte, until no buffer between the two takes any more.
    const write = () =>
      committed((tx) =>
        tx
          .update(jobs)
          .set({ errorMessage: "x".repeat(1_000_000), updatedAt: sql`clock_timestamp()` })
          .where(eq(jobs.id, job.jobId)),
      );
    await expect
      .poll(
        async () => {
          await write();
          return hub.size;
        },
        { timeout: 30_000 },
      )
      .toBe(0);
    socket.destroy();
    server.close();
  });
});
