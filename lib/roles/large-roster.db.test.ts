import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { committed, committedWorld } from "@/db/testing/db-test";
import type { Ctx } from "@/lib/auth/context";
import { confirmRoles } from "./mutations/confirm-roles";
import { undoRoleBatch } from "./mutations/undo-role-batch";
import { listMappedRoles, summarizeRoles } from "./queries";
import { listRoles } from "./queries/list-roles";
import { getReviewPlans } from "./queries/review-plan";
import { makeRoster, memberCtx } from "./testing/role-fixtures";

const roleCount = 20_000;
/** A plan that adds up the roster again for each role takes minutes; a sound one some hundred milliseconds. */
const soundMs = 20_000;

let ctx: Ctx;
let sessionId: string;

// The test database collects no statistics by itself: to the planner the tables are as empty as on the first day.
beforeAll(async () => {
  const { orgId, user } = await committedWorld();
  ctx = memberCtx(orgId, user.id, "admin");
  await committed(async (tx) => {
    const roster = await makeRoster(tx, orgId, []);
    sessionId = roster.sessionId;
    await tx.execute(sql`
      insert into roles (org_id, session_id, title, title_key)
      select ${orgId}, ${sessionId}, 'Clerk ' || i, 'clerk ' || i from generate_series(1, ${roleCount}) i`);
    await tx.execute(sql`
      insert into workforce_segments (org_id, session_id, upload_id, role_id, title_key, department, headcount)
      select ${orgId}, ${sessionId}, ${roster.upload.id}, r.id, r.title_key, 'Department ' || k, k
        from roles r, generate_series(1, 2) k where r.session_id = ${sessionId}`);
    await tx.execute(sql`
      insert into role_suggestions
             (org_id, role_id, release, matcher_version, candidates, best_code, confidence, margin, is_accepted)
      select ${orgId}, r.id, '30.1', 'test', '[{"code":"43-3031.00","score":0.5,"words":["clerk"]}]'::jsonb,
             '43-3031.00', (right(r.title_key, 2)::float8) / 100, 0.5, false
        from roles r where r.session_id = ${sessionId} and r.title_key ~ '\\d\\d$'`);
  });
}, 60_000);

async function quickly<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  expect(performance.now() - startedAt).toBeLessThan(soundMs);
  return result;
}

const list = (query: object) => quickly(() => listRoles(ctx, { sessionId, filter: {}, ...query }));

describe("a large roster that was just imported", { timeout: 120_000 }, () => {
  it("is listed, searched and counted in a moment", async () => {
    expect((await list({})).items).toHaveLength(100);
    expect((await list({ filter: { search: "clerk 1999" } })).items).toHaveLength(11);
    expect((await list({ filter: { department: "Department 2", minPercent: 99 } })).items).toHaveLength(100);
    expect((await list({ filter: { state: "decided" } })).items).toHaveLength(0);
    const summary = await quickly(() => summarizeRoles(ctx, { sessionId, filter: {} }));
    expect(summary.byState.open).toEqual({ roles: roleCount, people: 3 * roleCount });
    const { oneByOne } = await quickly(() => getReviewPlans(ctx, sessionId));
    expect(oneByOne).toEqual({ decisions: 0.8 * roleCount, share: 0.8 });
    const mapped = await quickly(() =>
      inOrg(ctx, (tx) => listMappedRoles(tx, ctx, { sessionId, release: "30.1" })),
    );
    expect(mapped).toHaveLength(roleCount);
  });

  it("is confirmed and taken back in a moment", async () => {
    const threshold = { by: "threshold", sessionId, minPercent: 50, minMarginPercent: 20, filter: {} };
    const { batchId, count, headcount } = await quickly(() => confirmRoles(ctx, threshold));
    expect(count).toBe(roleCount / 2);
    expect(headcount).toBe(3 * count);
    expect((await list({ filter: { state: "decided", search: "99" } })).items).toHaveLength(100);
    const undone = await quickly(() => undoRoleBatch(ctx, { sessionId, batchId }));
    expect(undone).toMatchObject({ undoneCount: count, skippedCount: 0 });
  });
});
