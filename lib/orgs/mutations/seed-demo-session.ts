import "server-only";
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import type { JobKind } from "@/db/enums";
import { publishRun } from "@/lib/analysis/mutations/publish-run";
import { requestAnalysis } from "@/lib/analysis/mutations/request-analysis";
import { runAnalysis } from "@/lib/analysis/run-analysis";
import type { Ctx } from "@/lib/auth/context";
import { refreshCandidates } from "@/lib/candidates/mutations/refresh-candidates";
import { conflict } from "@/lib/errors";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { listJobs } from "@/lib/jobs/queries";
import { listRolesToMap, mapRolesBatch } from "@/lib/roles/map-roles";
import { defaultMatchPolicy, toPolicyPercent } from "@/lib/roles/match-policy";
import { confirmRoles } from "@/lib/roles/mutations/confirm-roles";
import { importRoster } from "@/lib/rosters/mutations/import-roster";
import { receiveUpload } from "@/lib/rosters/mutations/receive-upload";
import { requestImport } from "@/lib/rosters/mutations/request-import";
import { createSession } from "@/lib/sessions/mutations";

/** The roster that the upload page offers as a sample. */
const sampleRoster = join("public", "demo-roster.csv");
const sessionName = "Northwind workforce";
/** Surer suggestions are confirmed; the others stay open, for a visitor to decide. */
const confirmedFromPercent = 50;

/** Does here and now what the worker would do with the session's open job of a kind. */
async function carryOut(
  ctx: Ctx,
  sessionId: string,
  kind: JobKind,
  work: (subjectId: string) => Promise<unknown>,
): Promise<void> {
  const jobs = await listJobs(ctx, { session: sessionId });
  const open = jobs.find((job) => job.kind === kind && job.state === "queued");
  const job = open && (await claimJob({ orgId: ctx.orgId, jobId: open.id }, randomUUID()));
  if (!job) throw conflict(`The demo has no open job "${kind}".`);
  await work(job.subjectId);
  await finishJob(job);
}

/** Walks a session from the sample roster to published results, step by step as a person would. */
export async function seedDemoSession(ctx: Ctx): Promise<void> {
  const { id: sessionId } = await createSession(ctx, { name: sessionName });
  const { uploadId } = await receiveUpload(ctx, {
    sessionId,
    fileName: basename(sampleRoster),
    body: Readable.toWeb(createReadStream(sampleRoster)),
  });
  await requestImport(ctx, { uploadId });
  await carryOut(ctx, sessionId, "roster.import", (subjectId) =>
    importRoster(ctx, subjectId, { onProgress: () => undefined }),
  );
  await carryOut(ctx, sessionId, "roles.map", async () => {
    for (const roleIds of await listRolesToMap(ctx, sessionId)) {
      await mapRolesBatch(ctx, { sessionId, roleIds });
    }
  });
  await confirmRoles(ctx, {
    by: "threshold",
    sessionId,
    minPercent: confirmedFromPercent,
    minMarginPercent: toPolicyPercent(defaultMatchPolicy).minMarginPercent,
    filter: {},
  });
  const { runId } = await requestAnalysis(ctx, { sessionId });
  await carryOut(ctx, sessionId, "analysis.run", () => runAnalysis(ctx, runId));
  await refreshCandidates(ctx, runId);
  await publishRun(ctx, { runId });
}
