import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { analysisResults, exports, functionRuns, memberships, roleSuggestions, roles } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { drainOnInngest } from "@/lib/jobs/inngest/testing/drain-on-inngest";
import { listJobs } from "@/lib/jobs/queries";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { requestedJob } from "@/lib/jobs/testing/requested-job";
import { functions } from "./index";
import { type AskedFor, askFor } from "./testing/asked-for";

// Before lib/env is read: files of this test's own.
const home = vi.hoisted(() => {
  const folder = `/tmp/opportune-functions-${process.pid}`;
  vi.stubEnv("OPPORTUNE_HOME", folder);
  return folder;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const engines = [
  { engine: "the local runner", drain: () => drainJobs(functions) },
  { engine: "an Inngest server", drain: () => drainOnInngest(functions) },
];

const viewOf = async ({ ctx, jobId }: AskedFor) => (await listJobs(ctx)).find(({ id }) => id === jobId);

const rowsOf = (
  { ctx }: AskedFor,
  table: typeof roleSuggestions | typeof analysisResults | typeof exports | typeof roles,
) => committed((tx) => tx.select().from(table).where(eq(table.orgId, ctx.orgId)));

const mainRunsOf = ({ jobId }: AskedFor) =>
  committed((tx) =>
    tx.select().from(functionRuns).where(eq(functionRuns.jobId, jobId)).orderBy(functionRuns.createdAt),
  );

describe.each(engines)("on $engine", ({ drain }) => {
  it("maps the roles of a session and shows how far it is", async () => {
    const asked = await askFor.mapping();
    await drain();
    expect(await viewOf(asked)).toMatchObject({ state: "finished", done: 3, total: 3, errorMessage: null });
    expect(await rowsOf(asked, roleSuggestions)).toHaveLength(3);
    expect(await mainRunsOf(asked)).toMatchObject([{ status: "finished", output: { mappedCount: 3 } }]);
  });

  it("imports a roster, and what the import asks for is done as well", async () => {
    const asked = await askFor.anImport();
    await drain();
    const views = await listJobs(asked.ctx);
    expect(new Set(views.map(({ kind, state }) => `${kind} ${state}`))).toEqual(
      new Set(["roster.import finished", "roles.map finished"]),
    );
    expect(await rowsOf(asked, roles)).toHaveLength(2);
    expect(await rowsOf(asked, roleSuggestions)).toHaveLength(2);
  });

  it("computes an analysis", async () => {
    const asked = await askFor.analysis();
    await drain();
    expect(await viewOf(asked)).toMatchObject({ state: "finished", errorMessage: null });
    expect((await rowsOf(asked, analysisResults)).length).toBeGreaterThan(0);
  });

  it("writes an export", async () => {
    const asked = await askFor.anExport();
    await drain();
    expect(await viewOf(asked)).toMatchObject({ state: "finished", errorMessage: null });
    expect(await rowsOf(asked, exports)).toMatchObject([{ readyAt: expect.any(Date) }]);
  });

  it("fails at once, in words, when the person who asked is no longer a member", async () => {
    const asked = await askFor.mapping();
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.orgId, asked.ctx.orgId)),
    );
    await drain();
    expect(await viewOf(asked)).toMatchObject({
      state: "failed",
      errorCode: "forbidden",
      errorMessage: expect.stringContaining("no longer a member"),
    });
    const runs = await mainRunsOf(asked);
    expect(runs.map(({ functionId, status, failedTries }) => [functionId, status, failedTries])).toEqual([
      ["opportune-map-roles", "failed", 1],
      ["opportune-map-roles-failure", "finished", 0],
    ]);
  });

  it("fails, in words, when what it is to work on is not there", async () => {
    const { ctx, jobId } = await requestedJob("analysis.run");
    await drain();
    expect(await listJobs(ctx)).toMatchObject([{ id: jobId, state: "failed", errorCode: "not_found" }]);
  });
});
