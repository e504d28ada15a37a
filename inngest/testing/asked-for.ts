import { eq } from "drizzle-orm";
import { outbox } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { makeSession, makeStaffedRole } from "@/db/testing/factories";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { finishRun, makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import type { Ctx } from "@/lib/auth/context";
import { requestExport } from "@/lib/exports/mutations/request-export";
import { type JobEvent, JobRef, parseJobEvent } from "@/lib/jobs/events";
import { listJobs } from "@/lib/jobs/queries";
import { ctxOf } from "@/lib/jobs/testing/requested-job";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { receiveUpload } from "@/lib/rosters/mutations/receive-upload";
import { requestImport } from "@/lib/rosters/mutations/request-import";

/** Work that somebody has asked for as the product does it, with the event that is to start it. */
export interface AskedFor {
  readonly ctx: Ctx;
  readonly jobId: string;
  readonly event: JobEvent & { readonly id: string };
}

async function withEvent(ctx: Ctx, jobId: string): Promise<AskedFor> {
  const rows = await committed((tx) => tx.select().from(outbox).where(eq(outbox.orgId, ctx.orgId)));
  const row = rows.find((each) => JobRef.parse(each.data).jobId === jobId);
  if (!row) throw new Error("The job has no event.");
  return { ctx, jobId, event: { id: row.id, ...parseJobEvent(row.name, row.data) } };
}

async function emptySession(): Promise<{ ctx: Ctx; sessionId: string }> {
  const world = await committedWorld();
  const session = await committed((tx) => makeSession(tx, { orgId: world.orgId, ownerId: world.user.id }));
  return { ctx: ctxOf(world), sessionId: session.id };
}

async function mappedSession(): Promise<{ ctx: Ctx; sessionId: string }> {
  const { orgId } = await committedWorld();
  return committed((tx) => makeMappedSession(tx, orgId));
}

export const askFor = {
  async mapping(titles = ["Registered Nurse", "Software Developer", "Zzyzx"]): Promise<AskedFor> {
    const { ctx, sessionId } = await emptySession();
    await committed(async (tx) => {
      for (const title of titles) await makeStaffedRole(tx, { orgId: ctx.orgId, sessionId, title });
    });
    const { jobId } = await requestMapping(ctx, { sessionId });
    return withEvent(ctx, jobId);
  },

  async anImport(): Promise<AskedFor> {
    const { ctx, sessionId } = await emptySession();
    const body = new Blob(["Job Title,Department\nNurse,Care\nClerk,Finance\n"]).stream();
    const { uploadId } = await receiveUpload(ctx, {
      sessionId,
      fileName: "roster.csv",
      // The DOM's type and Node's are the same stream.
      body: body as unknown as Parameters<typeof receiveUpload>[1]["body"],
    });
    const { jobId } = await requestImport(ctx, { uploadId });
    return withEvent(ctx, jobId);
  },

  async analysis(): Promise<AskedFor> {
    const { ctx, sessionId } = await mappedSession();
    await requestAnalysis(ctx, { sessionId });
    const [job] = await listJobs(ctx, { session: sessionId });
    return withEvent(ctx, job?.id ?? "");
  },

  async anExport(): Promise<AskedFor> {
    const { ctx, sessionId } = await mappedSession();
    await finishRun(ctx, sessionId);
    const { jobId } = await requestExport(ctx, { kind: "session_ranking", sessionId, params: {} });
    return withEvent(ctx, jobId);
  },
};
