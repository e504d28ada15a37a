import { cron, eventType, Inngest, type InngestFunction } from "inngest";
import { describe, expect, it } from "vitest";
import { jobEvents } from "../events";
import { functionRegistry, inngestAppId } from "./function-registry";

const inngest = new Inngest({ id: inngestAppId });
const requested = eventType("analysis/run.requested", { schema: jobEvents["analysis/run.requested"] });
const nothing = async () => null;

function refusalOf(options: object): string {
  const fn: InngestFunction.Any = inngest.createFunction(
    { id: "odd", triggers: [requested], ...options },
    nothing,
  );
  try {
    functionRegistry([fn]);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

describe("functionRegistry", () => {
  it("knows triggers, tries and the failure function", () => {
    const registry = functionRegistry([
      inngest.createFunction({ id: "a", retries: 0, triggers: [requested], onFailure: nothing }, nothing),
      inngest.createFunction({ id: "b", triggers: [cron("TZ=UTC 0 3 * * *")] }, nothing),
    ]);
    expect(registry.listeningTo("analysis/run.requested").map((fn) => fn.id)).toEqual(["opportune-a"]);
    expect(registry.find("opportune-a")).toMatchObject({ maxAttempts: 1 });
    expect(registry.failureOf("opportune-a")).toMatchObject({ id: "opportune-a-failure", maxAttempts: 2 });
    expect(registry.failureOf("opportune-b")).toBeUndefined();
    expect(registry.failureOf("opportune-a-failure")).toBeUndefined();
    expect(registry.find("opportune-b")).toMatchObject({ maxAttempts: 4, crons: ["0 3 * * *"] });
  });

  it.each([
    ["priority", { priority: { run: "100" } }],
    ["throttle", { throttle: { limit: 1, period: "1m" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
    ["debounce", { debounce: { period: "1m" } }],
    ["batchEvents", { batchEvents: { maxSize: 10, timeout: "5s" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["timeouts", { timeouts: { finish: "1h" } }],
    ["checkpointing", { checkpointing: false }],
    ["concurrency", { concurrency: -1 }],
    ["concurrency", { concurrency: { limit: 1, key: "event." } }],
    ["concurrency", { concurrency: { limit: 1, scope: "account" } }],
    ["concurrency", { concurrency: { limit: 1, queue: "x" } }],
    ["idempotency", { idempotency: "no expression at all" }],
    ["cancelOn", { cancelOn: [{ event: "other/thing.happened" }] }],
    ["cancelOn", { cancelOn: [{ event: "job/cancelled", if: "steps.x == 1" }] }],
    ["cancelOn", { cancelOn: [{ event: "job/cancelled", timeout: "some time" }] }],
  ])("stops the start over %s, naming it: %j", (option, options) => {
    expect(refusalOf(options)).toContain(`The function "odd" sets "${option}"`);
  });

  it("knows which slots a run needs, by function, by key and across functions", () => {
    type Concurrency = Parameters<typeof inngest.createFunction>[0]["concurrency"];
    const fn = (id: string, concurrency: Concurrency) =>
      inngest.createFunction({ id, triggers: [requested], concurrency }, nothing);
    const { find } = functionRegistry([
      fn("plain", 3),
      fn("keyed", { limit: 2, key: "event.data.orgId" }),
      fn("both", [
        { limit: 5, key: "'model'", scope: "env" },
        { limit: 1, key: "event.data.absent" },
      ]),
      fn("unlimited", 0),
    ]);
    const event = { data: { orgId: "o1", jobId: "j1" } };
    const slotsOf = (id: string) => find(`opportune-${id}`)?.slotsFor(event);
    expect(slotsOf("plain")).toEqual({ keys: ["opportune-plain/0/"], limits: [3] });
    expect(slotsOf("keyed")).toEqual({ keys: ["opportune-keyed/0/o1"], limits: [2] });
    expect(slotsOf("both")).toEqual({ keys: ["*/*/model", "opportune-both/1/"], limits: [5, 1] });
    expect(slotsOf("unlimited")).toEqual({ keys: [], limits: [] });
  });

  it("keeps keys short enough for an index", () => {
    const fn = inngest.createFunction(
      { id: "long", triggers: [requested], concurrency: { limit: 1, key: "event.data.text" } },
      nothing,
    );
    const slots = functionRegistry([fn]).find("opportune-long")?.slotsFor;
    const keyFor = (text: string) => slots?.({ data: { text } }).keys[0] ?? "";
    expect(keyFor("a".repeat(5_000)).length).toBeLessThan(100);
    expect(keyFor("a".repeat(5_000))).not.toBe(keyFor("a".repeat(5_001)));
  });

  it("knows which functions an event cancels", () => {
    const cancelOn = [
      { event: "job/cancelled", if: "event.data.jobId == async.data.jobId" },
      { event: "job/cancelled", match: "data.orgId", timeout: "1h30m" },
    ] as const;
    const registry = functionRegistry([
      inngest.createFunction({ id: "a", triggers: [requested], cancelOn: [...cancelOn] }, nothing),
      inngest.createFunction({ id: "b", triggers: [requested] }, nothing),
    ]);
    expect(registry.cancelledBy("job/cancelled").map((fn) => fn.id)).toEqual(["opportune-a"]);
    const [byJob, byOrg] = registry.find("opportune-a")?.cancelRules ?? [];
    const run = { data: { orgId: "o1", jobId: "j1" } };
    expect(byJob?.condition?.holds(run, { data: { orgId: "o1", jobId: "j1" } })).toBe(true);
    expect(byJob?.condition?.holds(run, { data: { orgId: "o1", jobId: "j2" } })).toBe(false);
    expect(byOrg?.condition?.holds(run, { data: { orgId: "o1", jobId: "j2" } })).toBe(true);
    expect([byJob?.withinMs, byOrg?.withinMs]).toEqual([undefined, 5_400_000]);
  });

  it("stops the start over triggers it would not honour", () => {
    expect(refusalOf({ triggers: [{ event: "analysis/run.requested", if: "true" }] })).toContain(
      "expression",
    );
    expect(refusalOf({ triggers: [{ event: "other/thing.happened" }] })).toContain('"other/thing.happened"');
    expect(refusalOf({ triggers: [cron("TZ=Europe/Berlin 0 3 * * *")] })).toContain("TZ=Europe/Berlin");
    expect(refusalOf({ triggers: [] })).toContain("has no trigger");
  });

  it("refuses two functions of one name", () => {
    const fn = () => inngest.createFunction({ id: "a", triggers: [requested] }, nothing);
    expect(() => functionRegistry([fn(), fn()])).toThrow(/same id/);
  });
});
