import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { JobView } from "@/lib/jobs/schema";
import { followJobs } from "./job-connection";
import { FakeEventSource } from "./testing/fake-browser";
import { at, endedAt, jobAt } from "./testing/job";

type Answer = number | { readonly jobs: readonly JobView[] } | "no connection";

let answer: Answer = { jobs: [] };
const asked: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  asked.length = 0;
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    if (answer === "no connection") throw new TypeError("Failed to fetch");
    return typeof answer === "number" ? new Response(null, { status: answer }) : Response.json(answer);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function follow(options: { since?: string; canStream?: boolean } = {}) {
  const aborting = new AbortController();
  const heard: string[] = [];
  const contacts: boolean[] = [];
  const end = followJobs({
    scope: "here",
    since: options.since ?? null,
    canStream: options.canStream ?? true,
    signal: aborting.signal,
    onNews: (jobs) => heard.push(...jobs.map((job) => `${job.state} ${job.done}`)),
    onContact: (isLive) => contacts.push(isLive),
  });
  return { end, heard, contacts, abort: () => aborting.abort() };
}

const latest = () => FakeEventSource.opened.at(-1);

describe("followJobs", () => {
  it.each(["idle", "signed_out", "moved"])("hears the stream out, until it says %s", async (word) => {
    const { end, heard } = follow({ since: at(1) });
    expect(latest()?.url).toBe(`/api/events?${new URLSearchParams({ scope: "here", after: at(1) })}`);
    latest()?.tell(jobAt(2, { done: 5 }));
    latest()?.say(word);
    expect(await end).toBe(word);
    expect(heard).toEqual(["running 5"]);
    expect(FakeEventSource.open).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("lets the browser connect again by itself", async () => {
    const { end, heard } = follow();
    latest()?.tell(jobAt(1));
    latest()?.fail(false);
    await vi.advanceTimersByTimeAsync(2_000);
    latest()?.tell(endedAt(2));
    latest()?.say("idle");
    await end;
    expect(heard).toEqual(["running 0", "finished 0"]);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it("asks when a stream breaks off, and opens the next one where the last word left off", async () => {
    answer = { jobs: [jobAt(4)] };
    const { abort, heard } = follow();
    latest()?.tell(jobAt(3));
    latest()?.fail(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([`/api/jobs?${new URLSearchParams({ scope: "here", after: at(3) })}`]);
    expect(heard).toHaveLength(2);
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(latest()?.url).toContain(encodeURIComponent(at(4)));
    abort();
  });

  it("does not trust a stream that says nothing for ten seconds", async () => {
    answer = { jobs: [jobAt(1)] };
    const { abort } = follow();
    for (let beat = 0; beat < 5; beat += 1) {
      await vi.advanceTimersByTimeAsync(4_000);
      latest()?.say("beat");
    }
    expect(FakeEventSource.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    abort();
  });

  it("goes over to asking when something in between lets no stream through", async () => {
    answer = { jobs: [jobAt(1)] };
    const { end, heard } = follow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened).toHaveLength(3);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(FakeEventSource.opened).toHaveLength(3);
    expect(asked.length - before).toBe(10);
    answer = { jobs: [endedAt(2)] };
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await end).toBe("idle");
    expect(heard.at(-1)).toBe("finished 0");
  });

  it("only asks where there can be no stream", async () => {
    answer = { jobs: [jobAt(1)] };
    const { abort, end } = follow({ canStream: false });
    await vi.advanceTimersByTimeAsync(6_500);
    expect(asked).toHaveLength(3);
    expect(FakeEventSource.opened).toEqual([]);
    abort();
    expect(await end).toBeUndefined();
  });

  it("says so when the server is away for longer, and comes back to the stream", async () => {
    answer = "no connection";
    const { contacts, abort } = follow();
    latest()?.tell(jobAt(1));
    latest()?.fail(true);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(contacts).toEqual([true]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(contacts).toContain(false);
    // However long it takes: what failed while the server was away says nothing about streams.
    await vi.advanceTimersByTimeAsync(120_000);
    answer = { jobs: [jobAt(2)] };
    await vi.advanceTimersByTimeAsync(3_000);
    expect(contacts.at(-1)).toBe(true);
    expect(FakeEventSource.open).toHaveLength(1);
    abort();
    expect(FakeEventSource.open).toEqual([]);
  });

  it.each([
    [401, "signed_out"],
    [409, "moved"],
  ] as const)("takes %i for an answer", async (status, end) => {
    answer = status;
    const following = follow();
    latest()?.fail(true);
    expect(await following.end).toBe(end);
  });

  it("waits through a server that has trouble", async () => {
    answer = 503;
    const { end } = follow();
    latest()?.fail(true);
    await vi.advanceTimersByTimeAsync(20_000);
    answer = { jobs: [] };
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await end).toBe("idle");
  });
});
