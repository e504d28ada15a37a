import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { history } from "@/db/schema";
import { dbTest } from "@/db/testing/db-test";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { defaultJobHistoryDays } from "../job-history";
import { getJobHistoryDays } from "../queries/job-history";
import { ctxOf } from "../testing/requested-job";
import { changeJobHistory } from "./change-job-history";

describe("changeJobHistory", () => {
  dbTest("settles the days, time and again, and leaves its lines", async ({ tx, ...world }) => {
    const ctx = ctxOf(world);
    expect(await getJobHistoryDays(ctx)).toBe(defaultJobHistoryDays);
    // As a form sends it.
    expect(await changeJobHistory(ctx, { days: "30" })).toEqual({ days: 30 });
    expect(await changeJobHistory(ctx, { days: 400 })).toEqual({ days: 400 });
    expect(await getJobHistoryDays(ctx)).toBe(400);
    const lines = await tx
      .select()
      .from(history)
      .where(eq(history.orgId, world.orgId))
      .orderBy(history.position);
    expect(lines.map(({ name, data }) => [name, data])).toEqual([
      ["organization.job_history_changed", { days: 30 }],
      ["organization.job_history_changed", { days: 400 }],
    ]);
  });

  dbTest("takes whole days within its limits, from admins", async ({ tx: _, ...world }) => {
    const ctx = ctxOf(world);
    for (const days of ["0", "3651", "1.5", "soon", ""]) {
      await expect(changeJobHistory(ctx, { days })).rejects.toThrow(/whole number of days/);
    }
    const analyst = memberCtx(world.orgId, world.user.id);
    await expect(changeJobHistory(analyst, { days: 30 })).rejects.toMatchObject({ code: "forbidden" });
    expect(await getJobHistoryDays(ctx)).toBe(defaultJobHistoryDays);
  });
});
