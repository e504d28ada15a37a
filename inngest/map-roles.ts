import { ctxForJob } from "@/lib/auth/job-context";
import { claimJob } from "@/lib/jobs/mutations/claim-job";
import { finishJob } from "@/lib/jobs/mutations/finish-job";
import { reportProgress } from "@/lib/jobs/mutations/report-progress";
import { askModelBatch, listRolesToAsk } from "@/lib/roles/ask-model";
import { listRolesToMap, mapRolesBatch } from "@/lib/roles/map-roles";
import { refreshSuggestionStatistics } from "@/lib/roles/mutations/refresh-suggestion-statistics";
import { requestMapping } from "@/lib/roles/mutations/request-mapping";
import { inngest } from "./client";
import { mappingRequested } from "./job-events";
import { jobOptions } from "./job-options";
import { translated } from "./translated-errors";

/**
 * Suggests occupations for all roles of a session, a batch at a time; then, where the organization switched it on, asks
 * a model about those that the matcher is unsure of. By then all have a suggestion, whatever the model does.
 */
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
    const roleIdsOfAll = batches.flat();
    const total = roleIdsOfAll.length;
    const portions = await step.run(
      "list-roles-to-ask",
      translated(async () => listRolesToAsk(await ctxForJob(job), roleIdsOfAll)),
    );
    // Of a role that is looked at twice each look is half of it.
    const looks = portions.length > 0 ? 2 : 1;
    let mappedCount = 0;
    for (const roleIds of batches) {
      const done = mappedCount + roleIds.length;
      await step.run(
        `map-from-${roleIds[0]}`,
        translated(async () => {
          const ctx = await ctxForJob(job);
          await mapRolesBatch(ctx, { sessionId: job.subjectId, roleIds });
          // At once, since people look on while the rest is mapped, and when all are there.
          if (roleIds === batches[0] || done === total) await refreshSuggestionStatistics(done);
          await reportProgress(ctx, job, { done: Math.floor(done / looks), total });
        }),
      );
      mappedCount = done;
    }
    let askedOf = 0;
    let stoppedBy: Awaited<ReturnType<typeof askModelBatch>>["stoppedBy"] = null;
    for (const roleIds of portions) {
      const seen = askedOf + roleIds.length;
      const before = stoppedBy;
      const asked = await step.run(
        `ask-from-${roleIds[0]}`,
        translated(async () => {
          const ctx = await ctxForJob(job);
          const result = await askModelBatch(ctx, { sessionId: job.subjectId, roleIds, stoppedBy: before });
          await reportProgress(ctx, job, { done: Math.floor((total + seen) / looks), total });
          return result;
        }),
      );
      stoppedBy = asked.stoppedBy;
      askedOf = seen;
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
        const known = new Set(roleIdsOfAll);
        const now = (await listRolesToMap(ctx, job.subjectId)).flat();
        if (now.some((roleId) => !known.has(roleId))) await requestMapping(ctx, { sessionId: job.subjectId });
      }),
    );
    return { mappedCount };
  },
);
