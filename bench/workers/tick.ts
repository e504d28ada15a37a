import { sql } from "drizzle-orm";
import { cron, Inngest } from "inngest";
import { asSystem } from "@/db/client";
import { env } from "@/lib/env";
import { startJobWorker } from "@/lib/jobs/job-worker";
import { inngestAppId } from "@/lib/jobs/local-runner/function-registry";

// A worker of bench/cron-clock.ts: functions that write down each tick they are run for.

const inngest = new Inngest({ id: inngestAppId });

const schedules = { minute: "* * * * *", hour: "0 * * * *", day: "0 1 * * *", week: "0 1 * * 0" } as const;

const functions = Object.entries(schedules).map(([id, schedule]) =>
  inngest.createFunction({ id, triggers: [cron(schedule)] }, ({ event, step }) =>
    step.run("note", () =>
      asSystem("bench: note a tick", (tx) =>
        tx.execute(
          sql`insert into bench_ticks (schedule, tick) values (${id}, to_timestamp(${(event.ts ?? 0) / 1000}))`,
        ),
      ).then(() => null),
    ),
  ),
);

await startJobWorker({ functions, queueUrl: env.DATABASE_SYSTEM_URL });
process.stdout.write("ready\n");
