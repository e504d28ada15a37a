import { describe, expect, it, vi } from "vitest";
import { JobStore } from "./job-store";
import { at, endedAt, jobAt } from "./testing/job";

describe("JobStore", () => {
  it("keeps of each job its latest state, in whatever order they come", () => {
    const store = new JobStore([jobAt(5)]);
    store.learn([jobAt(7, { done: 3 }), jobAt(2, { id: "job-2" })]);
    store.learn([jobAt(6, { done: 1 })]);
    expect(store.getState().jobs).toMatchObject([{ id: "job-1", done: 3 }, { id: "job-2" }]);
  });

  it("takes of two states of one moment the end", () => {
    const store = new JobStore([jobAt(5, { done: 9 })]);
    store.learn([endedAt(5, { done: 9 })]);
    store.learn([jobAt(5, { done: 9 })]);
    expect(store.getState().jobs).toMatchObject([{ state: "finished" }]);
  });

  it("tells its listeners of news alone", () => {
    const store = new JobStore([jobAt(5)]);
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    store.learn([jobAt(5), jobAt(4)]);
    store.apply({ kind: "live" });
    expect(heard).not.toHaveBeenCalled();
    store.learn([jobAt(6)]);
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    store.learn([jobAt(7)]);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("wants to follow while something is open, or when asked, until it is closed", () => {
    const store = new JobStore([endedAt(1)]);
    expect(store.isWanted()).toBe(false);
    store.ask();
    expect(store.isWanted()).toBe(true);
    store.takeLead();
    expect(store.isWanted()).toBe(false);
    store.learn([jobAt(2)]);
    expect(store.isWanted()).toBe(true);
    store.apply({ kind: "closed", why: "signed_out" });
    expect(store.isWanted()).toBe(false);
  });

  it("asks on taking over for all that it may have missed about what it believes to be open", () => {
    const store = new JobStore([]);
    expect(store.takeLead()).toEqual({ since: null, openIds: [] });
    store.apply({ kind: "news", jobs: [endedAt(9)], lastEventId: at(9) });
    expect(store.takeLead()).toEqual({ since: at(9), openIds: [] });
    store.learn([jobAt(4, { id: "job-2" })]);
    expect(store.takeLead()).toEqual({ since: at(4), openIds: ["job-2"] });
  });

  it("takes what is gone for cancelled, also when a page still shows it", () => {
    const store = new JobStore([jobAt(5)]);
    store.apply({ kind: "gone", ids: ["job-1"] });
    store.learn([jobAt(5)]);
    expect(store.getState().jobs).toMatchObject([{ state: "cancelled" }]);
    expect(store.isWanted()).toBe(false);
  });

  it("forgets the oldest of very many that have ended", () => {
    const store = new JobStore([jobAt(0, { id: "open" })]);
    store.learn(Array.from({ length: 400 }, (_, index) => endedAt(index, { id: `job-${index}` })));
    const ids = store.getState().jobs.map(({ id }) => id);
    expect(ids).toHaveLength(301);
    expect(ids).toContain("open");
    expect(ids).toContain("job-399");
    expect(ids).not.toContain("job-99");
  });
});
