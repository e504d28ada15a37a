import {
  eventType,
  type GetStepTools,
  Inngest,
  type InngestFunction,
  NonRetriableError,
  RetryAfterError,
} from "inngest";
import { afterEach, describe, expect, it, vi } from "vitest";
import { JobRef } from "../events";
import { inngestAppId } from "./function-registry";
import { type Answer, readAnswer, readCheckpoint, type StepReport } from "./protocol-answer";
import { type HandlerCall, type SentEvent, type StepResult, sdkHandler } from "./sdk-handler";

// The SDK's own handler, asked directly: every answer that the runner understands, and what it refuses.

const inngest = new Inngest({ id: inngestAppId });
const requested = eventType("analysis/run.requested", { schema: JobRef });
const orgId = "0199c9c2-0000-7000-8000-000000000000";
const data = { orgId, jobId: "0199c9c2-0000-7000-8000-000000000001" };
const now = new Date("2026-03-01T10:00:00.000Z");

type Handler = (call: { readonly step: GetStepTools<typeof inngest> }) => unknown;

const make = (handler: Handler): InngestFunction.Any =>
  inngest.createFunction({ id: "asked", triggers: [requested] }, handler);

interface Asked {
  readonly answer: Answer;
  readonly sent: readonly SentEvent[];
}

async function ask(fn: InngestFunction.Any, call: Partial<HandlerCall> = {}): Promise<Asked> {
  const { reply, sent } = await sdkHandler([fn])({
    functionId: "opportune-asked",
    orgId,
    runId: "run-1",
    event: { id: "e1", name: "analysis/run.requested", data, ts: now.getTime() },
    attempt: 0,
    maxAttempts: 4,
    steps: {},
    stack: [],
    target: undefined,
    isPlanningOnly: false,
    ...call,
  });
  return { answer: readAnswer(reply, now), sent };
}

/** The steps of an answer. */
function reportsOf({ answer }: Asked): readonly StepReport[] {
  if (answer.kind !== "steps") throw new Error(`The answer was ${JSON.stringify(answer)}.`);
  return answer.reports;
}

async function only(fn: InngestFunction.Any, call: Partial<HandlerCall> = {}): Promise<StepReport> {
  const [report, ...others] = reportsOf(await ask(fn, call));
  if (!report || others.length > 0) throw new Error("There was not just one step.");
  return report;
}

afterEach(() => vi.useRealTimers());

describe("a step that is run as it is found", () => {
  it.each([
    ["a value", { a: [1, "x"] }, { a: [1, "x"] }],
    ["undefined", undefined, null],
    ["a date", now, now.toISOString()],
  ])("is done with %s", async (_, value, kept) => {
    const fn = make(async ({ step }) => step.run("only", () => value as unknown));
    const report = await only(fn);
    expect(report).toMatchObject({ kind: "done", name: "only", data: kept });
    expect(report).toHaveProperty("startedAt", expect.any(Date));
  });

  it("is not run again once it is remembered", async () => {
    const run = vi.fn(() => 1);
    const fn = make(async ({ step }) => [await step.run("only", run), await step.run("next", () => 2)]);
    const first = await only(fn);
    const steps: Record<string, StepResult> = { [first.hash]: { type: "data", data: "remembered" } };
    const second = await only(fn, { steps, stack: [first.hash] });
    expect(second).toMatchObject({ kind: "done", name: "next", data: 2 });
    expect(run).toHaveBeenCalledTimes(1);
    steps[second.hash] = { type: "data", data: 2 };
    const { answer } = await ask(fn, { steps, stack: [first.hash, second.hash] });
    expect(answer).toEqual({ kind: "finished", output: ["remembered", 2] });
  });

  it.each([
    ["an error", () => new Error("busy"), undefined],
    ["RetryAfterError in seconds", () => new RetryAfterError("busy", "90s"), "2026-03-01T10:01:30.000Z"],
    [
      "RetryAfterError with a date",
      () => new RetryAfterError("busy", new Date("2026-03-02T00:00:00Z")),
      "2026-03-02T00:00:00.000Z",
    ],
  ])("may be tried again after %s", async (_, make_, retryAt) => {
    const fn = make(async ({ step }) =>
      step.run("only", () => {
        throw make_();
      }),
    );
    const report = await only(fn);
    expect(report).toMatchObject({ kind: "threw", isFinal: false, error: { message: "busy" } });
    expect(report).toHaveProperty("retryAt", retryAt === undefined ? undefined : new Date(retryAt));
  });

  it("has failed for good after NonRetriableError, and on the last try", async () => {
    const throwing = (error: Error) =>
      make(async ({ step }) =>
        step.run("only", () => {
          throw error;
        }),
      );
    expect(await only(throwing(new NonRetriableError("never")))).toMatchObject({
      kind: "threw",
      isFinal: true,
      error: { name: "NonRetriableError", message: "never" },
    });
    expect(await only(throwing(new TypeError("busy")), { attempt: 3 })).toMatchObject({
      kind: "threw",
      isFinal: true,
      error: { name: "TypeError", message: "busy" },
    });
  });

  it("that failed for good can be caught by the function", async () => {
    const fn = make(async ({ step }) => {
      try {
        return await step.run("only", () => 1);
      } catch (error) {
        return error instanceof Error ? [error.name, error.message] : "?";
      }
    });
    const { hash } = await only(fn);
    const steps = { [hash]: { type: "error" as const, error: { name: "TypeError", message: "no" } } };
    const { answer } = await ask(fn, { steps, stack: [hash] });
    expect(answer).toEqual({ kind: "finished", output: ["TypeError", "no"] });
  });
});

describe("a function that goes on from step to step", () => {
  const ran: string[] = [];
  const three = make(async ({ step }) => {
    for (const name of ["a", "b", "c"]) await step.run(name, () => void ran.push(name));
    return "end";
  });

  it("hands over each step before the next begins", async () => {
    ran.length = 0;
    const seen: string[] = [];
    const { answer } = await ask(three, {
      async keepSteps(ops) {
        const kept = readCheckpoint(ops, now);
        const names =
          kept.kind === "steps" ? kept.reports.map((report) => `${report.kind} ${report.name}`) : [];
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen.push(`${names.join()} after ${ran.join("")}`);
        return true;
      },
    });
    expect(seen).toEqual(["done a after a", "done b after ab", "done c after abc"]);
    expect(answer).toEqual({ kind: "finished", output: "end" });
  });

  it("stops where it is told to, and runs no further step", async () => {
    ran.length = 0;
    const { answer } = await ask(three, { keepSteps: async () => ran.length < 2 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ran).toEqual(["a", "b"]);
    expect(answer.kind).toBe("failed");
  });

  it("has the next step planned once it has gone on for ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let endStep: () => void = () => undefined;
    const fn = make(async ({ step }) => {
      await step.run("long", () => new Promise<void>((resolve) => (endStep = resolve)));
      await step.run("next", () => 2);
    });
    const kept: unknown[] = [];
    let asked: Asked | undefined;
    void ask(fn, { keepSteps: async (ops) => kept.push(ops) > 0 }).then((answer) => (asked = answer));
    await vi.advanceTimersByTimeAsync(10_500);
    endStep();
    await vi.waitUntil(() => asked, { timeout: 5_000 });
    if (!asked) throw new Error("There was no answer.");
    expect(kept).toHaveLength(1);
    expect(reportsOf(asked)).toMatchObject([{ kind: "planned", name: "next" }]);
  });

  it("hands over the events that a step has sent with that step", async () => {
    const fn = make(async ({ step }) => {
      await step.run("before", () => 1);
      await step.sendEvent("tell", { name: "roles/mapping.requested", data });
      await step.run("after", () => 2);
    });
    const sentBy: number[] = [];
    await ask(fn, { keepSteps: async (_ops, sent) => sentBy.push(sent.length) > 0 });
    expect(sentBy).toEqual([0, 1, 0]);
  });

  it("stops at a step that throws, at a sleep and at parallel steps", async () => {
    const keepSteps = async () => true;
    const end = async (rest: Handler) => {
      const fn = make(async (call) => {
        await call.step.run("first", () => 1);
        return rest(call);
      });
      return reportsOf(await ask(fn, { keepSteps })).map(({ kind, name }) => `${kind} ${name}`);
    };
    expect(
      await end(({ step }) =>
        step.run("bad", () => {
          throw new Error("no");
        }),
      ),
    ).toEqual(["threw bad"]);
    expect(await end(({ step }) => step.sleep("nap", "1h"))).toEqual(["sleep nap"]);
    expect(await end(({ step }) => Promise.all([step.run("x", () => 1), step.run("y", () => 2)]))).toEqual([
      "planned x",
      "planned y",
    ]);
  });
});

describe("sleeps, events and parallel steps", () => {
  it.each([
    ["5m", "2026-03-01T10:05:00.000Z"],
    ["36h", "2026-03-02T22:00:00.000Z"],
    [90_000, "2026-03-01T10:01:30.000Z"],
    [10, "2026-03-01T10:00:01.000Z"],
  ])("sleeps %s", async (time, until) => {
    const fn = make(async ({ step }) => step.sleep("nap", time));
    expect(await only(fn)).toMatchObject({ kind: "sleep", name: "nap", until: new Date(until) });
  });

  it("sleeps until a moment", async () => {
    const until = new Date("2027-01-01T00:00:00.000Z");
    const fn = make(async ({ step }) => step.sleepUntil("holiday", until));
    expect(await only(fn)).toMatchObject({ kind: "sleep", until });
  });

  it("keeps what a step sends, with ids", async () => {
    const event = { name: "roles/mapping.requested", data };
    const fn = make(async ({ step }) => step.sendEvent("tell", [event, event]));
    const asked = await ask(fn);
    expect(asked.sent.map(({ name }) => name)).toEqual([event.name, event.name]);
    const [report] = reportsOf(asked);
    expect(report).toMatchObject({ kind: "done", data: { ids: asked.sent.map(({ id }) => id) } });
  });

  it.each([
    ["an unknown name", { name: "other/thing", data }, "is no job event"],
    ["malformed data", { name: "roles/mapping.requested", data: { orgId } }, "malformed"],
    [
      "another organization",
      { name: "roles/mapping.requested", data: { ...data, orgId: data.jobId } },
      "another organ",
    ],
    ["an id of its own", { name: "roles/mapping.requested", data, id: "mine" }, "id of its own"],
    ["a later time", { name: "roles/mapping.requested", data, ts: Date.now() + 3_600_000 }, "sent for later"],
  ])("lets a step send nothing with %s", async (_, event, sentence) => {
    const asked = await ask(make(async ({ step }) => step.sendEvent("tell", event)));
    expect(asked.sent).toEqual([]);
    expect(reportsOf(asked)[0]).toMatchObject({
      kind: "threw",
      error: { message: expect.stringContaining(sentence) },
    });
  });

  it("plans steps that are found at once, beside a sleep, and runs the one that is asked for", async () => {
    const ran: string[] = [];
    const fn = make(async ({ step }) => {
      const part = (name: string) => step.run(name, () => ran.push(name));
      return Promise.all([part("a"), part("b"), step.sleep("nap", "1h")]);
    });
    const found = reportsOf(await ask(fn));
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["planned a", "planned b", "sleep nap"]);
    expect(ran).toEqual([]);
    const target = found[1]?.hash;
    expect(await only(fn, { target, isPlanningOnly: true })).toMatchObject({ kind: "done", name: "b" });
    expect(ran).toEqual(["b"]);
  });

  it("runs nothing where it may only plan", async () => {
    const run = vi.fn();
    const fn = make(async ({ step }) => step.run("only", run));
    expect(await only(fn, { isPlanningOnly: true })).toMatchObject({ kind: "planned", name: "only" });
    expect(run).not.toHaveBeenCalled();
  });
});

describe("the end of a function", () => {
  it.each([
    ["a value", { total: 3 }, { total: 3 }],
    ["undefined", undefined, null],
  ])("is what it returned: %s", async (_, value, output) => {
    const fn = make(async () => value);
    expect((await ask(fn)).answer).toEqual({ kind: "finished", output });
    expect((await ask(fn, { keepSteps: async () => true })).answer).toEqual({ kind: "finished", output });
  });

  it.each([
    ["an error", () => new RangeError("odd"), undefined],
    ["RetryAfterError", () => new RetryAfterError("odd", 60_000), "2026-03-01T10:01:00.000Z"],
  ])("may come again after %s", async (_, error, retryAt) => {
    const fn = make(async () => {
      throw error();
    });
    const { answer } = await ask(fn);
    expect(answer).toMatchObject({ kind: "failed", isFinal: false, error: { message: "odd" } });
    expect(answer).toHaveProperty("retryAt", retryAt === undefined ? undefined : new Date(retryAt));
  });

  it.each([
    ["NonRetriableError", new NonRetriableError("odd"), 0],
    ["the last try", new RangeError("odd"), 3],
  ])("is final after %s", async (_, error, attempt) => {
    const fn = make(async () => {
      throw error;
    });
    expect((await ask(fn, { attempt })).answer).toMatchObject({
      kind: "failed",
      isFinal: true,
      error: { name: error.name, message: "odd" },
    });
  });

  it("is the original error of a step that nobody caught", async () => {
    const fn = make(async ({ step }) => step.run("only", () => 1));
    const { hash } = await only(fn);
    const steps = { [hash]: { type: "error" as const, error: { name: "TypeError", message: "no" } } };
    expect((await ask(fn, { steps, stack: [hash] })).answer).toMatchObject({
      kind: "failed",
      isFinal: true,
      error: { name: "TypeError", message: "no" },
    });
  });

  it("is final when the event does not fit the trigger", async () => {
    const event = { id: "e1", name: "analysis/run.requested", data: { orgId }, ts: 0 };
    expect(
      (
        await ask(
          make(async () => 1),
          { event },
        )
      ).answer,
    ).toMatchObject({
      kind: "failed",
      isFinal: true,
      error: { name: "EventValidationError" },
    });
  });

  it("is refused when the function or its step is not there", async () => {
    const fn = make(async ({ step }) => step.run("only", () => 1));
    expect((await ask(fn, { functionId: "opportune-other" })).answer).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("was not found"),
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = ask(fn, { target: "0".repeat(40), isPlanningOnly: true });
    await vi.advanceTimersByTimeAsync(11_000);
    expect((await asked).answer).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("no longer in the function's code"),
    });
  });
});

describe("what the runner does not do", () => {
  const fn = make(async () => null);
  const refused: readonly [string, Handler][] = [
    ["WaitForEvent", ({ step }) => step.waitForEvent("x", { event: requested, timeout: "1h" })],
    ["InvokeFunction", ({ step }) => step.invoke("x", { function: fn, data })],
    [
      "WaitForSignal",
      ({ step }) => step.waitForSignal("x", { signal: "s", timeout: "1h", onConflict: "fail" }),
    ],
    ["Gateway", ({ step }) => step.fetch("https://example.com")],
    [
      "AIGateway",
      ({ step }) =>
        step.ai.infer("x", {
          model: step.ai.models.openai({ model: "any", apiKey: "none" }),
          body: { messages: [] },
        }),
    ],
  ];

  it.each(refused)("is refused with a sentence: %s", async (opcode, handler) => {
    const { answer } = await ask(make(handler));
    expect(answer).toEqual({
      kind: "refused",
      reason: expect.stringMatching(
        new RegExp(`uses "${opcode}", which the local runner does not do\\. Use step\\.run`),
      ),
    });
  });

  it("is a race group", async () => {
    const { answer } = await ask(
      inngest.createFunction({ id: "asked", triggers: [requested] }, async ({ step, group }) =>
        group.parallel({ mode: "race" }, () =>
          Promise.race([step.run("a", () => 1), step.run("b", () => 2)]),
        ),
      ),
    );
    expect(answer).toEqual({ kind: "refused", reason: expect.stringContaining("race group") });
  });
});
