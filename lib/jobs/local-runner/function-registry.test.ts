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
    expect(registry.find("opportune-a")).toMatchObject({ maxAttempts: 1, failureId: "opportune-a-failure" });
    expect(registry.find("opportune-a-failure")).toMatchObject({ maxAttempts: 2, failureId: undefined });
    expect(registry.find("opportune-b")).toMatchObject({ maxAttempts: 4, crons: ["0 3 * * *"] });
  });

  it.each([
    ["concurrency", { concurrency: 2 }],
    ["debounce", { debounce: { period: "1m" } }],
    ["cancelOn", { cancelOn: [{ event: "analysis/run.requested" }] }],
    ["idempotency", { idempotency: "event.data.jobId" }],
  ])("stops the start over %s, naming it", (option, options) => {
    expect(refusalOf(options)).toContain(`The function "odd" sets "${option}"`);
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
