import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { committedWorld } from "@/db/testing/db-test";
import { claimJob } from "./mutations/claim-job";
import { finishJob } from "./mutations/finish-job";
import { reportProgress } from "./mutations/report-progress";
import { openStreamCount } from "./progress-hub";
import { type ProgressStreamOptions, progressStream } from "./progress-stream";
import { JobList } from "./schema";
import { ctxOf, requestedJob } from "./testing/requested-job";

interface Heard {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

function parse(block: string): Heard[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  const event = field("event");
  return event ? [{ event, id: field("id"), data: JSON.parse(field("data") ?? "null") }] : [];
}

/** Opens a stream as a browser would and collects what it says. */
function openStream(options: Pick<ProgressStreamOptions, "ctx"> & Partial<ProgressStreamOptions>) {
  const gone = new AbortController();
  const stream = progressStream({
    lastEventId: null,
    isSignedIn: async () => true,
    signal: gone.signal,
    tickMs: 200,
    ...options,
  });
  const heard: Heard[] = [];
  const over = (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      text += decoder.decode(chunk);
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      heard.push(...blocks.flatMap(parse));
    }
  })();
  const states = () =>
    heard
      .filter((message) => message.event === "jobs")
      .flatMap((message) => JobList.parse(message.data).jobs.map((job) => `${job.state} ${job.done}`));
  return { heard, over, states, leave: () => gone.abort() };
}

async function running() {
  const { ctx, jobId } = await requestedJob();
  const job = await claimJob({ orgId: ctx.orgId, jobId }, randomUUID());
  if (!job) throw new Error("The job could not be claimed.");
  return { ctx, job };
}

describe("progressStream", () => {
  it("tells how a job goes and ends when nothing is open any more", async () => {
    const { ctx, job } = await running();
    const { heard, over, states } = openStream({ ctx });
    await expect.poll(states).toEqual(["running 0"]);
    await reportProgress(ctx, job, { done: 250, total: 500 });
    await expect.poll(states).toEqual(["running 0", "running 250"]);
    await finishJob(job);
    await over;
    expect(states()).toEqual(["running 0", "running 250", "finished 250"]);
    expect(heard.at(-1)?.event).toBe("idle");
    expect(openStreamCount()).toBe(0);
  });

  it("tells of a write within half a second, without waiting for its own look", async () => {
    const { ctx, job } = await running();
    const { states, leave, over } = openStream({ ctx, tickMs: 60_000 });
    await expect.poll(states).toEqual(["running 0"]);
    const writtenAt = Date.now();
    await reportProgress(ctx, job, { done: 1, total: 2 });
    await expect.poll(states, { interval: 10 }).toEqual(["running 0", "running 1"]);
    expect(Date.now() - writtenAt).toBeLessThan(500);
    leave();
    await over;
  });

  it("tells one who comes back what they missed", async () => {
    const { ctx, job } = await running();
    const first = openStream({ ctx });
    await expect.poll(() => first.heard.length).toBeGreaterThan(0);
    const lastEventId = first.heard[0]?.id ?? null;
    first.leave();
    await reportProgress(ctx, job, { done: 2, total: 2 });
    await finishJob(job);
    const second = openStream({ ctx, lastEventId });
    await second.over;
    expect(second.states()).toEqual(["finished 2"]);
  });

  it("ends with the sign-in", async () => {
    const { ctx } = await running();
    let isSignedIn = true;
    const { heard, over } = openStream({ ctx, isSignedIn: async () => isSignedIn });
    await expect.poll(() => heard.length).toBe(1);
    isSignedIn = false;
    await over;
    expect(heard.at(-1)?.event).toBe("signed_out");
  });

  it("lets go when the browser is gone", async () => {
    const { ctx } = await running();
    const { heard, leave } = openStream({ ctx });
    await expect.poll(() => heard.length).toBe(1);
    expect(openStreamCount()).toBe(1);
    leave();
    expect(openStreamCount()).toBe(0);
  });

  it("says nothing of another organization", async () => {
    const { ctx, job } = await running();
    const other = openStream({ ctx: ctxOf(await committedWorld()) });
    await reportProgress(ctx, job, { done: 1, total: 2 });
    await other.over;
    expect(other.heard).toEqual([{ event: "idle", id: undefined, data: {} }]);
  });

  it("ends when the process is asked to end", async () => {
    const { ctx } = await running();
    const { heard, over } = openStream({ ctx });
    await expect.poll(() => heard.length).toBe(1);
    process.emit("SIGTERM");
    await over;
    expect(openStreamCount()).toBe(0);
  });
});
