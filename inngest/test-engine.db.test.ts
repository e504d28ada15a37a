import { rm } from "node:fs/promises";
import { InngestTestEngine } from "@inngest/test";
import { eq } from "drizzle-orm";
import type { InngestFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { memberships } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { env } from "@/lib/env";
import { prepareQueue } from "@/lib/jobs/local-runner/queue-worker";
import { listJobs } from "@/lib/jobs/queries";
import { importRosterFunction } from "./import-roster";
import { functions } from "./index";
import { mapRoles } from "./map-roles";
import { runAnalysisFunction } from "./run-analysis";
import { type AskedFor, askFor } from "./testing/asked-for";
import { writeExportFunction } from "./write-export";

// Inngest's own test engine: the functions work with nothing of ours around them.

// Before lib/env is read: files of this test's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-test-engine-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
beforeAll(() => prepareQueue(env.DATABASE_SYSTEM_URL));
afterAll(() => rm(home, { recursive: true, force: true }));

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value ?? null));
}

class Engine extends InngestTestEngine {
  /** How the function's own rejection is reported to a server. */
  async rejection() {
    return (await this.executeAndWaitFor("function-rejected")).result;
  }
}

/** The engine over a function; each step's result comes back through JSON, as from a server. */
function engineOf(
  fn: InngestFunction.Any,
  event: { readonly name: string; readonly data: Record<string, unknown> },
) {
  const taken: string[] = [];
  const engine = new Engine({
    function: fn,
    events: [event],
    transformCtx: (ctx) => {
      const run = (id: string, work: () => Promise<unknown>) =>
        ctx.step.run(id, async () => {
          taken.push(id);
          return throughJson(await work());
        });
      return { ...ctx, step: Object.assign({}, ctx.step, { run }) };
    },
  });
  return { engine, taken };
}

const stateOf = async ({ ctx, jobId }: AskedFor) =>
  (await listJobs(ctx)).find(({ id }) => id === jobId)?.state;

const jobFunctions: readonly {
  readonly id: string;
  readonly fn: InngestFunction.Any;
  readonly ask: () => Promise<AskedFor>;
  /** Steps between the claim and the end, and after it. */
  readonly between: readonly string[];
  readonly after?: readonly string[];
}[] = [
  { id: "import-roster", fn: importRosterFunction, ask: () => askFor.anImport(), between: ["import-roster"] },
  {
    id: "map-roles",
    fn: mapRoles,
    ask: () => askFor.mapping(),
    between: ["list-roles", "list-roles-to-ask", expect.stringMatching(/^map-from-[0-9a-f-]{36}$/)],
    after: ["map-late-comers"],
  },
  {
    id: "run-analysis",
    fn: runAnalysisFunction,
    ask: () => askFor.analysis(),
    between: ["run-analysis", "refresh-candidates"],
  },
  { id: "write-export", fn: writeExportFunction, ask: () => askFor.anExport(), between: ["write-export"] },
];

// First: they meet an empty database, as the other tests' makeshift people could not be deleted.
describe.each(functions.filter((fn) => fn.id().startsWith("sweep-")).map((fn) => ({ id: fn.id(), fn })))(
  "$id",
  ({ fn }) => {
    it("sweeps in one step", async () => {
      const { engine, taken } = engineOf(fn, {
        name: "inngest/scheduled.timer",
        data: { cron: "*/5 * * * *" },
      });
      expect((await engine.execute()).error).toBeUndefined();
      expect(taken).toEqual(["sweep"]);
    });
  },
);

describe.each(jobFunctions)("$id", ({ fn, ask, between, after = [] }) => {
  it("takes its steps one after the other and finishes the job", async () => {
    const asked = await ask();
    const { engine, taken } = engineOf(fn, asked.event);
    expect((await engine.execute()).error).toBeUndefined();
    expect(taken).toEqual(["claim-job", ...between, "finish-job", ...after]);
    expect(await stateOf(asked)).toBe("finished");
  });

  it("does nothing for a job that another run has", async () => {
    const asked = await ask();
    const { engine, taken } = engineOf(fn, asked.event);
    await engine.execute({ steps: [{ id: "claim-job", handler: () => null }] });
    expect(taken).toEqual([]);
    expect(await stateOf(asked)).toBe("queued");
  });

  it("leaves the job to its failure function when its requester is gone", async () => {
    const asked = await ask();
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.orgId, asked.ctx.orgId)),
    );
    const { engine, taken } = engineOf(fn, asked.event);
    expect((await engine.execute()).error).toMatchObject({ name: "AppError.forbidden" });
    expect(taken).toEqual(["claim-job", between[0]]);
    expect(await stateOf(asked)).toBe("running");
  });

  it("refuses a malformed event, without another try", async () => {
    const { event } = await ask();
    const { engine, taken } = engineOf(fn, { ...event, data: { ...event.data, jobId: "seven" } });
    expect(await engine.rejection()).toMatchObject({
      retriable: false,
      error: { name: "EventValidationError" },
    });
    expect(taken).toEqual([]);
  });
});
