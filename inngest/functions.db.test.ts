import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { analysisResults, analysisRuns, memberships, roleSuggestions } from "@/db/schema";
import { committed } from "@/db/testing/db-test";
import { makeRole, makeRoleDecision, makeSegment } from "@/db/testing/factories";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { listJobs } from "@/lib/jobs/queries";
import { drainJobs } from "@/lib/jobs/testing/drain-jobs";
import { type RequestedJob, requestedJob } from "@/lib/jobs/testing/requested-job";
import { functions } from "./index";

const addRole = ({ ctx, sessionId }: RequestedJob, title: string) =>
  committed((tx) => makeRole(tx, { orgId: ctx.orgId, sessionId, title }));

describe("map-roles", () => {
  it("suggests an occupation for every role of the session and shows how far it is", async () => {
    const job = await requestedJob("roles.map");
    for (const title of ["Registered Nurse", "Software Developer", "Zzyzx"]) await addRole(job, title);
    await drainJobs(functions);
    const [view] = await listJobs(job.ctx);
    expect(view).toMatchObject({ state: "finished", done: 3, total: 3, errorMessage: null });
    const suggestions = await committed((tx) =>
      tx.select().from(roleSuggestions).where(eq(roleSuggestions.orgId, job.ctx.orgId)),
    );
    expect(suggestions.map((row) => row.bestCode)).toContain("29-1141.00");
    expect(suggestions).toHaveLength(3);
  });

  it("is failed at once, in words, when the person who asked is no longer a member", async () => {
    const job = await requestedJob("roles.map");
    await addRole(job, "Registered Nurse");
    await committed((tx) =>
      tx.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.orgId, job.ctx.orgId)),
    );
    const waits: Date[] = [];
    await drainJobs(functions, { onJump: (moment) => waits.push(moment) });
    expect(waits).toEqual([]);
    expect(await listJobs(job.ctx)).toMatchObject([
      {
        state: "failed",
        errorCode: "forbidden",
        errorMessage: expect.stringContaining("no longer a member"),
      },
    ]);
  });
});

describe("run-analysis", () => {
  it("computes the run that the job names", async () => {
    const job = await requestedJob("roles.map");
    const { orgId } = job.ctx;
    const role = await addRole(job, "Registered Nurse");
    await committed(async (tx) => {
      await makeSegment(tx, { orgId, sessionId: job.sessionId, roleId: role.id, headcount: 12 });
      await makeRoleDecision(tx, { orgId, roleId: role.id, onetCode: "29-1141.00" });
    });
    const { runId } = await requestAnalysis(job.ctx, { sessionId: job.sessionId });
    await drainJobs(functions);
    await committed(async (tx) => {
      const [row] = await tx.select().from(analysisRuns).where(eq(analysisRuns.id, runId));
      expect(row).toMatchObject({ roleCount: 1, scoredRoleCount: 1, headcount: 12 });
      expect(await tx.select().from(analysisResults).where(eq(analysisResults.runId, runId))).toHaveLength(1);
    });
    expect((await listJobs(job.ctx)).map((view) => view.state)).toEqual(["finished", "finished"]);
  });

  it("fails the job, in words, when the run is not there", async () => {
    const job = await requestedJob("analysis.run");
    await drainJobs(functions);
    expect(await listJobs(job.ctx)).toMatchObject([{ state: "failed", errorCode: "not_found" }]);
  });
});
