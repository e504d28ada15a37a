import { appendFileSync, existsSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { eventType, Inngest } from "inngest";
import { type JobEventName, JobRef } from "../events";
import { inngestAppId } from "../local-runner/function-registry";
import { pause } from "../local-runner/patience";
import { claimJob } from "../mutations/claim-job";
import { failJob } from "../mutations/fail-job";
import { finishJob } from "../mutations/finish-job";

const inngest = new Inngest({ id: inngestAppId });
const trigger = <N extends JobEventName>(name: N) => eventType(name, { schema: JobRef });

export const stepCount = 20;
const stepMs = 200;

/** What a step really did, kept outside of the database so that no rollback hides it. */
function note(folder: string, line: string): void {
  appendFileSync(join(folder, "effects.txt"), `${line} ${Date.now()}\n`);
}

/** Functions for the crash tests: a long one, one that kills its process, one that takes longer than a shutdown. */
export function crashFunctions(folder: string) {
  const long = inngest.createFunction(
    { id: "long", triggers: [trigger("analysis/run.requested")], onFailure: failTheJob },
    async ({ event, step, runId }) => {
      const job = await step.run("claim", () => claimJob(event.data, runId));
      if (!job) return null;
      const done: string[] = [];
      for (let index = 0; index < stepCount; index += 1) {
        const value = await step.run(`part-${index}`, async () => {
          await pause(stepMs);
          note(folder, `part-${index}`);
          return `${index * index}`;
        });
        done.push(value);
      }
      await step.run("finish", () => finishJob(job));
      return done;
    },
  );
  const poison = inngest.createFunction(
    { id: "poison", triggers: [trigger("roles/mapping.requested")], onFailure: failTheJob },
    async ({ step }) => {
      await step.run("swallow", async () => {
        note(folder, "poison");
        await pause(100);
        // An admin may clear the cause away and start again.
        if (!existsSync(join(folder, "antidote"))) process.kill(process.pid, "SIGKILL");
        await pause(60_000);
      });
    },
  );
  const stubborn = inngest.createFunction(
    { id: "stubborn", triggers: [trigger("roster/import.requested")] },
    async ({ step }) => {
      await step.run("before", () => note(folder, "before"));
      await step.run("wait", async () => {
        note(folder, "wait");
        const isFirst = existsSync(join(folder, "first"));
        if (isFirst) unlinkSync(join(folder, "first"));
        await pause(isFirst ? 60_000 : 10);
      });
    },
  );
  return [long, poison, stubborn];
}

async function failTheJob({
  event,
  error,
}: {
  event: { data: { run_id: string; event: { data: JobRef } } };
  error: Error;
}): Promise<void> {
  const { run_id: runId, event: original } = event.data;
  await failJob(original.data, { code: "internal", message: error.message }, runId);
}
