import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { eventType, Inngest } from "inngest";
import { expect, it } from "vitest";
import { functionRuns, functionSteps, functionTries } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { JobRef } from "../events";
import { drainJobs } from "../testing/drain-jobs";
import { carryOut, computed, type Part, programs, tryCount } from "../testing/random-program";
import { requestedJob } from "../testing/requested-job";
import { inngestAppId } from "./function-registry";
import { queueRun } from "./run-queue";

const inngest = new Inngest({ id: inngestAppId });
const triggers = [eventType("analysis/run.requested", { schema: JobRef })];

/** Takes the run out of its worker's hands, as when that is taken for dead; another goes on with it. */
async function loseClaim(runId: string): Promise<void> {
  await committed(async (tx) => {
    await tx
      .update(functionRuns)
      .set({ claimedBy: null, wakeAt: sql`least(${functionRuns.wakeAt}, now())` })
      .where(and(eq(functionRuns.id, runId), sql`${functionRuns.claimedBy} is not null`));
    await queueRun(tx, new Date());
  });
}

async function isStored(runId: string, name: string): Promise<boolean> {
  const rows = await committed((tx) =>
    tx
      .select({ name: functionSteps.name })
      .from(functionSteps)
      .where(
        and(
          eq(functionSteps.runId, runId),
          eq(functionSteps.name, name),
          sql`${functionSteps.result} is not null`,
        ),
      ),
  );
  return rows.length > 0;
}

interface Crashes {
  /** Counted as they are passed: between two steps, and within one. */
  readonly between: readonly number[];
  readonly within: readonly number[];
}

/** Runs a program; at the given points the worker loses its claim. */
async function driven(program: readonly Part[], crashes: Crashes) {
  const { world } = await requestedJob("analysis.run", await committedWorld());
  const repeated: string[] = [];
  const passed = { between: 0, within: 0 };
  const mayCrash = async (place: keyof Crashes, runId: string) => {
    passed[place] += 1;
    if (crashes[place].includes(passed[place])) await loseClaim(runId);
  };
  const fn = inngest.createFunction({ id: "program", triggers }, async ({ step, attempt, runId }) =>
    carryOut(program, {
      async step(name, { value, failures }) {
        await mayCrash("between", runId);
        return step.run(name, async () => {
          if (await isStored(runId, name)) repeated.push(name);
          await mayCrash("within", runId);
          if (attempt < failures) throw new Error(`${name} failed`);
          return value;
        });
      },
      sleep: (name, minutes) => step.sleep(name, `${minutes}m`),
      stumble(times) {
        if (attempt < times) throw new Error("stumbled");
      },
    }),
  );
  await drainJobs([fn]);
  return committed(async (tx) => {
    const [run] = await tx.select().from(functionRuns).where(eq(functionRuns.orgId, world.orgId));
    const tries = await tx.select().from(functionTries).where(eq(functionTries.orgId, world.orgId));
    const steps = await tx.select().from(functionSteps).where(eq(functionSteps.orgId, world.orgId));
    return { run, tries, steps, repeated };
  });
}

const points = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 2 });

it("comes to what a program comes to, whatever crashes in between, and repeats no stored step", async () => {
  await fc.assert(
    fc.asyncProperty(programs, fc.record({ between: points, within: points }), async (program, crashes) => {
      const { run, tries, steps, repeated } = await driven(program, crashes);
      const expected = await computed(program);
      const said = JSON.stringify({ program, crashes });
      if ("error" in expected) expect(run?.error, said).toMatchObject({ message: expected.error });
      else expect(run?.output, said).toEqual(JSON.parse(JSON.stringify(expected.output)));
      expect(repeated, said).toEqual([]);
      expect(run?.failedTries, said).toBe(tries.length);
      expect(new Set(run?.stack).size, said).toBe(run?.stack.length);
      expect(run?.stack.toSorted(), said).toEqual(
        steps
          .filter((step) => step.result !== null)
          .map((step) => step.stepHash)
          .toSorted(),
      );
      expect(Math.max(0, ...tries.map((failed) => failed.attempt)), said).toBeLessThanOrEqual(tryCount);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 240_000);
