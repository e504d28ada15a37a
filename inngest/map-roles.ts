import { ctxForJob } from "@/lib/auth/job-context";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { listRolesToMap, mapRolesBatch } from "@/lib/roles/map-roles";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { inngest } from "./client";
import { mappingRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/** Suggests occupations for all roles of a session, a batch at a time. */
export const mapRoles = inngest.createFunction(
  { id: "map-roles", triggers: [mappingRequested], ...jobOptions },
  async ({ event, step, runId }) => {
    const job = await step.run(
      "claim-job",
      translated(() => claimJob(event.data, runId)),
    );
    if (!job) return { mappedCount: 0 };
    const batches = await step.run(
      "list-roles",
      translated(async () => {
        const ctx = await ctxForJob(job);
        const listed = await listRolesToMap(ctx, job.subjectId);
        await reportProgress(ctx, job, { done: 0, total: listed.flat().length });
        return listed;
      }),
    );
    const total = batches.flat().length;
    let mappedCount = 0;
    for (const roleIds of batches) {
      const done = mappedCount + roleIds.length;
      await step.run(
        `map-from-${roleIds[0]}`,
        translated(async () => {
          const ctx = await ctxForJob(job);
          await mapRolesBatch(ctx, { sessionId: job.subjectId, roleIds });
          await reportProgress(ctx, job, { done, total });
        }),
      );
      mappedCount = done;
    }
    await step.run(
      "finish-job",
      translated(() => finishJob(job)),
    );
    // An import that came in meanwhile found this job open and started no other. It did find it open, so its roles
    // are visible now; one that comes later starts a job of its own.
    await step.run(
      "map-late-comers",
      translated(async () => {
        const ctx = await ctxForJob(job);
        const known = new Set(batches.flat());
        const now = (await listRolesToMap(ctx, job.subjectId)).flat();
        if (now.some((roleId) => !known.has(roleId))) await requestMapping(ctx, { sessionId: job.subjectId });
      }),
    );
    return { mappedCount };
  },
);
