import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shareJobs } from "./job-sharing";
import { JobStore } from "./job-store";
import { FakeEventSource, fakeBrowser } from "./testing/fake-browser";
import { at, endedAt, jobAt } from "./testing/job";

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  vi.stubGlobal("EventSource", FakeEventSource);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const open = () => FakeEventSource.open;
const stream = () => {
  const [only, ...others] = open();
  expect(others).toEqual([]);
  if (!only) throw new Error("No stream is open.");
  return only;
};

describe("the tabs of a browser", () => {
  it("open nothing while nothing runs", async () => {
    const { openTab } = fakeBrowser();
    openTab("a", [endedAt(1)]);
    openTab("a");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened).toEqual([]);
  });

  it("share one stream, and all hear what it says", async () => {
    const { openTab } = fakeBrowser();
    const tabs = [openTab("a", [jobAt(1)]), openTab("a", [jobAt(1)]), openTab("a")];
    await settle();
    stream().tell(jobAt(2, { done: 7 }));
    await settle();
    for (const tab of tabs) expect(tab.states()).toEqual(["running 7"]);
    stream().tell(endedAt(3));
    stream().say("idle");
    await vi.advanceTimersByTimeAsync(60_000);
    for (const tab of tabs) expect(tab.states()).toEqual(["finished 0"]);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(open()).toEqual([]);
  });

  it("open a stream when one of them learns of new work, and again for the next", async () => {
    const { openTab } = fakeBrowser();
    const [first, second] = [openTab("a"), openTab("a")];
    second.store.learn([jobAt(1)]);
    await settle();
    stream().tell(endedAt(2));
    stream().say("idle");
    await settle();
    first.store.ask();
    await settle();
    expect(stream().url).toContain(encodeURIComponent(at(2)));
    expect(FakeEventSource.opened).toHaveLength(2);
  });

  it("hand the lead on when its tab closes, from the last message on", async () => {
    const { openTab } = fakeBrowser();
    const [first, second] = [openTab("a", [jobAt(1)]), openTab("a", [jobAt(1)])];
    await settle();
    stream().tell(jobAt(5, { done: 2 }));
    await settle();
    first.close();
    await settle();
    expect(stream().url).toContain(encodeURIComponent(at(5)));
    stream().tell(jobAt(6, { done: 3 }));
    expect(second.states()).toEqual(["running 3"]);
  });

  it("take the lead from a tab that is frozen, once", async () => {
    const { openTab } = fakeBrowser();
    const [frozen, second, third] = [
      openTab("a", [jobAt(1)]),
      openTab("a", [jobAt(1)]),
      openTab("a", [jobAt(1)]),
    ];
    await settle();
    stream().tell(jobAt(2));
    await settle();
    frozen.freeze();
    for (let beat = 0; beat < 20; beat += 1) {
      await vi.advanceTimersByTimeAsync(4_000);
      for (const present of open()) present.say("beat");
    }
    stream().tell(jobAt(9, { done: 4 }));
    await settle();
    expect(second.states()).toEqual(["running 4"]);
    expect(third.states()).toEqual(["running 4"]);
    expect(FakeEventSource.opened.length).toBeLessThanOrEqual(3);
  });

  it("tell a tab that comes later all they know", async () => {
    const { openTab } = fakeBrowser();
    openTab("a", [jobAt(1), jobAt(1, { id: "job-2" })]);
    await settle();
    stream().tell(endedAt(5));
    await settle();
    // Rendered just before the end of the first job.
    const late = openTab("a", [jobAt(4), jobAt(1, { id: "job-2" })]);
    await settle();
    expect(late.states()).toEqual(["finished 0", "running 0"]);
  });

  it("end together with the sign-in, and do not ask again", async () => {
    const { openTab } = fakeBrowser();
    const [first, second] = [openTab("a", [jobAt(1)]), openTab("a", [jobAt(1)])];
    await settle();
    stream().say("signed_out");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(first.store.getState().contact).toBe("signed_out");
    expect(second.store.getState().contact).toBe("signed_out");
    second.store.ask();
    await settle();
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it("hear nothing of another sign-in or organization", async () => {
    const { openTab } = fakeBrowser();
    openTab("a", [jobAt(1)]);
    const other = openTab("b", [jobAt(1, { id: "job-2" })]);
    await settle();
    expect(open()).toHaveLength(2);
    open()
      .find(({ url }) => url.includes("scope=a"))
      ?.tell(jobAt(2, { done: 9 }));
    await settle();
    expect(other.states()).toEqual(["running 0"]);
  });

  it("look once more for work that began while the stream was closing", async () => {
    const { openTab } = fakeBrowser();
    const tab = openTab("a", [jobAt(1)]);
    await settle();
    tab.store.learn([jobAt(2, { id: "job-2" })]);
    stream().tell(endedAt(2));
    stream().say("idle");
    await settle();
    expect(tab.states()).toEqual(["finished 0", "running 0"]);
    stream().say("idle");
    await settle();
    // It was there before this stream was opened, so the server knows of no such job any more.
    expect(tab.states()).toEqual(["finished 0", "cancelled 0"]);
    expect(open()).toEqual([]);
  });

  it("each ask for themselves where they cannot find each other", async () => {
    const asked: string[] = [];
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return Response.json({ jobs: [jobAt(2)] });
    });
    const stops = [1, 2].map(() => shareJobs("a", new JobStore([jobAt(1)])));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(asked).toHaveLength(4);
    expect(FakeEventSource.opened).toEqual([]);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(4);
  });
});
