import { eq } from "drizzle-orm";
import { eventType, Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { functionRuns, functionSteps, outbox } from "@/db/schema";
import { jobEvents } from "../events";
import { drainJobs } from "../testing/drain-jobs";
import { requestedJob } from "../testing/requested-job";
import { inngestAppId } from "./function-registry";

const inngest = new Inngest({ id: inngestAppId });
const analysisRequested = eventType("analysis/run.requested", {
  schema: jobEvents["analysis/run.requested"],
});
const mappingRequested = eventType("roles/mapping.requested", {
  schema: jobEvents["roles/mapping.requested"],
});

/** Runs of an organization's functions, newest facts, with their steps in the order of settling. */
async function runsOf(orgId: string) {
  return asSystem("test: read runs", async (tx) => {
    const runs = await tx
      .select()
      .from(functionRuns)
      .where(eq(functionRuns.orgId, orgId))
      .orderBy(functionRuns.id);
    const steps = await tx.select().from(functionSteps).where(eq(functionSteps.orgId, orgId));
    return runs.map((run) => ({
      ...run,
      steps: run.stack.flatMap((hash) => steps.filter((step) => step.stepHash === hash)),
      unsettled: steps.filter((step) => step.runId === run.id && step.result === null),
    }));
  });
}

describe("the local runner", () => {
  it("runs each step once and hands its stored result to the rest", async () => {
    const { world, jobId } = await requestedJob();
    const calls: string[] = [];
    const bodies: string[] = [];
    const fn = inngest.createFunction(
      { id: "steps", triggers: [analysisRequested] },
      async ({ event, step }) => {
        bodies.push("body");
        const first = await step.run("first", () => {
          calls.push("first");
          return { at: new Date("2026-01-01T00:00:00Z"), jobId: event.data.jobId };
        });
        const second = await step.run("second", () => {
          calls.push("second");
          return undefined;
        });
        return { first, second };
      },
    );
    await drainJobs([fn]);
    expect(calls).toEqual(["first", "second"]);
    expect(bodies).toHaveLength(1);
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toEqual({ first: { at: "2026-01-01T00:00:00.000Z", jobId }, second: null });
    expect(run?.steps.map((step) => step.name)).toEqual(["first", "second"]);
    expect(run?.finishedAt).not.toBeNull();
    expect(run?.claimedBy).toBeNull();
  });

  it("tries a step again after 15 s, 30 s, 1 min, and starts counting anew after a success", async () => {
    const { world } = await requestedJob();
    const tries = { flaky: 0, next: 0 };
    const fn = inngest.createFunction(
      { id: "flaky", triggers: [analysisRequested] },
      async ({ step, attempt }) => {
        await step.run("flaky", () => {
          tries.flaky += 1;
          if (tries.flaky < 4) throw new Error(`busy ${tries.flaky}`);
        });
        return step.run("next", () => {
          tries.next += 1;
          if (tries.next < 3) throw new Error("busy");
          return attempt;
        });
      },
    );
    const jumps: number[] = [];
    let last = Date.now();
    const onJump = (moment: Date) => {
      jumps.push(Math.round((moment.getTime() - last) / 1_000));
      last = moment.getTime();
    };
    await drainJobs([fn], { onJump });
    expect(tries).toEqual({ flaky: 4, next: 3 });
    expect(jumps).toEqual([15, 30, 60, 15, 30]);
    const [run] = await runsOf(world.orgId);
    expect(run?.finishedAt).not.toBeNull();
    expect(run?.output).toBe(2);
  });

  it("waits as long as RetryAfterError says", async () => {
    await requestedJob();
    let tries = 0;
    const fn = inngest.createFunction({ id: "later", triggers: [analysisRequested] }, async ({ step }) => {
      await step.run("limited", () => {
        tries += 1;
        if (tries === 1) throw new RetryAfterError("slow down", 600_000);
      });
    });
    const waits: number[] = [];
    await drainJobs([fn], {
      onJump: (moment) => waits.push(Math.round((moment.getTime() - Date.now()) / 60_000)),
    });
    expect(tries).toBe(2);
    expect(waits).toEqual([10]);
  });

  it("lets a function catch what a step threw for good", async () => {
    const { world } = await requestedJob();
    let tries = 0;
    const fn = inngest.createFunction({ id: "catches", triggers: [analysisRequested] }, async ({ step }) => {
      try {
        await step.run("hopeless", () => {
          tries += 1;
          throw new NonRetriableError("never");
        });
      } catch (error) {
        return step.run("plan-b", () => (error instanceof Error ? error.message : "?"));
      }
      return "unreached";
    });
    await drainJobs([fn]);
    expect(tries).toBe(1);
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toBe("never");
    expect(run?.steps.map((step) => [step.name, step.result])).toEqual([
      ["hopeless", { type: "error", error: expect.objectContaining({ message: "never" }) }],
      ["plan-b", { type: "data", data: "never" }],
    ]);
  });

  it("fails the run once the tries are used up, and only then runs onFailure, once", async () => {
    const { world, jobId } = await requestedJob();
    let tries = 0;
    const failures: unknown[] = [];
    const fn = inngest.createFunction(
      {
        id: "doomed",
        retries: 2,
        triggers: [analysisRequested],
        onFailure: async ({ error, event, step }) => {
          await step.run("note", () => {
            failures.push({ tries, message: error.message, jobId: event.data.event.data.jobId });
          });
        },
      },
      async ({ step }) => {
        await step.run("always", () => {
          tries += 1;
          throw new Error(`broken ${tries}`);
        });
      },
    );
    await drainJobs([fn]);
    await drainJobs([fn]);
    expect(tries).toBe(3);
    expect(failures).toEqual([{ tries: 3, message: "broken 3", jobId }]);
    const [run, failure] = await runsOf(world.orgId);
    expect(run?.failedAt).not.toBeNull();
    expect(run?.error).toMatchObject({ name: "Error", message: "broken 3" });
    expect(failure).toMatchObject({ functionId: "opportune-doomed-failure", eventId: run?.id });
    expect(failure?.finishedAt).not.toBeNull();
  });

  it("tries the function's own code again when that throws", async () => {
    const { world } = await requestedJob();
    let tries = 0;
    const fn = inngest.createFunction({ id: "code", triggers: [analysisRequested] }, async () => {
      tries += 1;
      if (tries < 3) throw new Error("outside of a step");
      return tries;
    });
    await drainJobs([fn]);
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toBe(3);
  });

  it("works on parallel steps alone, each with its own tries, and goes on when all are settled", async () => {
    const { world } = await requestedJob();
    const tries: Record<string, number> = { a: 0, b: 0, c: 0 };
    const fn = inngest.createFunction({ id: "parallel", triggers: [analysisRequested] }, async ({ step }) => {
      const part = (name: string, failures: number) =>
        step.run(name, () => {
          const count = (tries[name] ?? 0) + 1;
          tries[name] = count;
          if (count <= failures) throw new Error("busy");
          return name;
        });
      const [a, b, c] = await Promise.all([
        part("a", 0),
        part("b", 2),
        part("c", 1),
        step.sleep("nap", "1m"),
      ]);
      return step.run("sum", () => `${a}${b}${c}`);
    });
    await drainJobs([fn]);
    expect(tries).toEqual({ a: 1, b: 3, c: 2 });
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toBe("abc");
    expect(run?.steps.map((step) => step.name)).toEqual(["a", "c", "b", "nap", "sum"]);
    expect(run?.unsettled).toEqual([]);
  });

  it("does not hold a branch back for the sleep of another", async () => {
    const { world } = await requestedJob();
    const fn = inngest.createFunction({ id: "branches", triggers: [analysisRequested] }, async ({ step }) => {
      const quick = async () => {
        await step.run("quick-1", () => 1);
        return step.run("quick-2", () => 2);
      };
      await Promise.all([quick(), step.sleep("long", "1d")]);
    });
    await drainJobs([fn]);
    const [run] = await runsOf(world.orgId);
    expect(run?.steps.map((step) => step.name)).toEqual(["quick-1", "quick-2", "long"]);
  });

  it("sleeps for a time and until a time", async () => {
    const { world } = await requestedJob();
    const until = new Date(Date.now() + 10 * 86_400_000);
    const fn = inngest.createFunction({ id: "sleeps", triggers: [analysisRequested] }, async ({ step }) => {
      await step.sleep("nap", "2h");
      await step.sleepUntil("holiday", until);
      return "rested";
    });
    const jumps: Date[] = [];
    await drainJobs([fn], { onJump: (moment) => jumps.push(moment) });
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toBe("rested");
    expect(jumps).toHaveLength(2);
    expect(jumps[1]).toEqual(until);
    expect(((jumps[0]?.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(2, 1);
  });

  it("sends a step's events together with its result, to the same organization only", async () => {
    const { world, jobId } = await requestedJob();
    const other = await requestedJob("roster.import");
    const received: string[] = [];
    const sender = inngest.createFunction(
      { id: "sends", triggers: [analysisRequested] },
      async ({ event, step }) => {
        const sent = await step.sendEvent("tell", { name: "roles/mapping.requested", data: event.data });
        return sent.ids;
      },
    );
    const receiver = inngest.createFunction(
      { id: "hears", triggers: [mappingRequested] },
      async ({ event, step }) => {
        await step.run("hear", () => {
          received.push(event.data.jobId);
        });
      },
    );
    const thief = inngest.createFunction(
      { id: "thief", retries: 0, triggers: [{ event: "roster/import.requested" }] },
      async ({ step }) => {
        await step.sendEvent("tell", {
          name: "roles/mapping.requested",
          data: { orgId: world.orgId, jobId },
        });
      },
    );
    await drainJobs([sender, receiver, thief]);
    expect(received).toEqual([jobId]);
    const events = await asSystem("test: read events", (tx) =>
      tx.select().from(outbox).where(eq(outbox.orgId, world.orgId)).orderBy(outbox.createdAt),
    );
    expect(events.map((event) => event.name)).toEqual(["analysis/run.requested", "roles/mapping.requested"]);
    const [run] = await runsOf(world.orgId);
    expect(run?.output).toEqual([events[1]?.id]);
    const [stopped] = await runsOf(other.world.orgId);
    expect(stopped?.error).toMatchObject({ message: expect.stringContaining("another organization") });
  });

  it("stops a run that asks for what the runner does not do, and says so", async () => {
    const { world } = await requestedJob();
    const failures: string[] = [];
    const fn = inngest.createFunction(
      {
        id: "waits",
        triggers: [analysisRequested],
        onFailure: async ({ error }) => {
          failures.push(error.message);
        },
      },
      async ({ step }) => {
        await step.waitForEvent("answer", { event: mappingRequested, timeout: "1h" });
      },
    );
    await drainJobs([fn]);
    const [run] = await runsOf(world.orgId);
    expect(run?.error).toMatchObject({ message: expect.stringContaining('uses "WaitForEvent"') });
    expect(failures).toEqual([expect.stringContaining("step.sleep")]);
  });

  it("fails a run whose function is gone", async () => {
    const { world } = await requestedJob();
    const listener = inngest.createFunction(
      { id: "gone", triggers: [analysisRequested] },
      async ({ step }) => {
        await step.sleep("until-tomorrow", "1d");
      },
    );
    const other = inngest.createFunction({ id: "other", triggers: [mappingRequested] }, async () => null);
    const start = drainJobs([listener], {
      onJump: () => {
        throw new Error("stop here");
      },
    });
    await expect(start).rejects.toThrow("stop here");
    await drainJobs([other]);
    const [run] = await runsOf(world.orgId);
    expect(run?.error).toMatchObject({ message: 'There is no function "opportune-gone" any more.' });
  });

  it("keeps no statement's parameters when a query fails", async () => {
    const { world } = await requestedJob();
    const fn = inngest.createFunction(
      { id: "leaks", retries: 0, triggers: [analysisRequested] },
      async ({ step }) => {
        await step.run("query", () =>
          asSystem("test: bad query", (tx) => tx.select().from(outbox).where(eq(outbox.id, "Ada Lovelace"))),
        );
      },
    );
    await drainJobs([fn]);
    const [run] = await runsOf(world.orgId);
    expect(run?.error).toMatchObject({ name: "DatabaseError" });
    expect(JSON.stringify(run)).not.toContain("Lovelace");
  });

  it("takes a result that cannot be stored for the step's failure, and runs it once", async () => {
    const { world } = await requestedJob();
    let tries = 0;
    const fn = inngest.createFunction({ id: "nul", triggers: [analysisRequested] }, async ({ step }) => {
      await step.run("nul", () => {
        tries += 1;
        return "a\u0000b";
      });
    });
    await drainJobs([fn]);
    expect(tries).toBe(1);
    const [run] = await runsOf(world.orgId);
    expect(run?.error).toMatchObject({ message: "The database refused a query (SQLSTATE 22P05)." });
  });

  it("survives an error whose message cannot be stored", async () => {
    const { world } = await requestedJob();
    const fn = inngest.createFunction(
      { id: "nul-error", retries: 0, triggers: [analysisRequested] },
      async () => {
        throw new Error("a\u0000b");
      },
    );
    await drainJobs([fn]);
    const [run] = await runsOf(world.orgId);
    expect(run?.error).toMatchObject({ message: "a\uFFFDb" });
  });
});
