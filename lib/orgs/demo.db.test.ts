import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import {
  analysisRuns,
  decisionBatches,
  functionRuns,
  functionSteps,
  history,
  organizations,
  outbox,
  users,
} from "@/db/schema";
import { connect } from "@/db/testing/connections";
import { committed, testOrgId } from "@/db/testing/db-test";
import {
  makeCandidate,
  makeJob,
  makeMembership,
  makeRole,
  makeRoleDecision,
  makeRun,
  makeSegment,
  makeSession,
  makeSignIn,
  makeUpload,
  makeUser,
} from "@/db/testing/factories";
import { findLiveSignIn, signInWithPassword } from "@/lib/auth/sign-ins";
import { listJobs } from "@/lib/jobs/queries";
import { listSessions } from "@/lib/sessions/queries";
import { demoSignIns } from "./demo-sign-ins";
import { inviteMember } from "./mutations/invite-member";
import { removeDemo } from "./mutations/remove-demo";
import { seedDemo } from "./mutations/seed-demo";
import { sweepRemovedOrganizations } from "./mutations/sweep-removed-organizations";
import { listDemoSignIns } from "./queries";
import { addMember, addOrganization, ctxOf, historyNames } from "./testing/people";

// Before lib/env reads it: the demo is switched on in this file, and its upload goes to a folder of its own.
const home = await vi.hoisted(async () => {
  const [{ mkdtempSync }, { tmpdir }] = await Promise.all([import("node:fs"), import("node:os")]);
  const folder = mkdtempSync(`${tmpdir()}/opportune-demo-test-`);
  vi.stubEnv("OPPORTUNE_HOME", folder);
  vi.stubEnv("OPPORTUNE_DEMO", "true");
  return folder;
});

afterAll(() => rm(home, { recursive: true }));

async function demoOrganization() {
  const [org] = await committed((tx) =>
    tx.select().from(organizations).where(eq(organizations.isDemo, true)),
  );
  if (!org) throw new Error("There is no demo organization.");
  return { ...org, orgId: testOrgId(org.id) };
}

async function demoUser(role: string) {
  const email = demoSignIns.find((signIn) => signIn.role === role)?.email ?? "";
  const [user] = await committed((tx) => tx.select().from(users).where(eq(users.email, email)));
  if (!user) throw new Error(`There is no demo ${role}.`);
  return user;
}

/** One row of every kind, owned by the person. */
async function fillSession(orgId: string, userId: string): Promise<void> {
  await committed(async (tx) => {
    const { id: sessionId } = await makeSession(tx, { orgId, ownerId: userId });
    const upload = await makeUpload(tx, { orgId, sessionId, uploadedBy: userId });
    const role = await makeRole(tx, { orgId, sessionId });
    await makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId: role.id });
    const [batch] = await tx
      .insert(decisionBatches)
      .values({ orgId, sessionId, madeBy: userId, criteria: {}, decisionCount: 1 })
      .returning({ id: decisionBatches.id });
    await makeRoleDecision(tx, { orgId, roleId: role.id, decidedBy: userId, batchId: batch?.id });
    const run = await makeRun(tx, { orgId, sessionId, requestedBy: userId, publishedBy: userId });
    await makeCandidate(tx, { orgId, sessionId, roleId: role.id, runId: run.id, chosenForBuildBy: userId });
    await makeJob(tx, { orgId, sessionId, requestedBy: userId });
    await tx.insert(outbox).values({ orgId, name: "roles/mapping.requested", data: {} });
    const [functionRun] = await tx
      .insert(functionRuns)
      .values({ orgId, functionId: "map-roles", eventId: randomUUID(), event: {} })
      .returning({ id: functionRuns.id });
    await tx
      .insert(functionSteps)
      .values({ orgId, runId: functionRun?.id ?? "", stepHash: "0", name: "claim", op: "run" });
  });
}

/** Rows of an organization per table that has any. */
async function rowCounts(orgId: string): Promise<Record<string, number>> {
  const superuser = connect("superuser");
  try {
    const tables = await superuser<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'org_id'
       order by 1`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] =
        await superuser`select count(*)::int as rows from ${superuser(name)} where org_id = ${orgId}`;
      if (row?.rows > 0) counts[name] = row?.rows;
    }
    return counts;
  } finally {
    await superuser.end();
  }
}

describe("the demo", () => {
  it("is seeded once, with three people who can sign in", async () => {
    expect(await listDemoSignIns()).toEqual([]);
    expect(await seedDemo()).toBe("seeded");
    expect(await seedDemo()).toBe("present");
    const org = await demoOrganization();
    expect(org.name).toContain("demo");
    expect(await listDemoSignIns()).toBe(demoSignIns);
    expect(demoSignIns.map(({ role }) => role)).toEqual(["analyst", "manager", "admin"]);
    for (const { email, password, name } of demoSignIns) {
      const signIn = await signInWithPassword(email, password, "test");
      expect(await findLiveSignIn(signIn.id)).toMatchObject({ email, name, operatorSinceAt: null });
    }
    const lines = await historyNames(org.id);
    expect(lines.slice(0, 4)).toEqual(["member.joined", "member.joined", "member.joined", "session.created"]);
    expect(lines.at(-1)).toBe("organization.created");
  });

  it("holds a session that was walked to its end, with every tier", async () => {
    const { orgId } = await demoOrganization();
    const ctx = ctxOf(orgId, (await demoUser("analyst")).id, "analyst");
    const { items } = await listSessions(ctx, {});
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ ownerName: "Ana Lindqvist", headcount: 407 });
    expect(items[0]?.facts).toMatchObject({
      importedUploadCount: 1,
      pendingUploadCount: 0,
      roleCount: 96,
      suggestedRoleCount: 96,
      finishedRunCount: 1,
      isLatestRunStale: false,
      areCandidatesStale: false,
      isPublished: true,
    });
    expect(items[0]?.facts.decidedRoleCount).toBeGreaterThan(50);
    expect(items[0]?.facts.decidedRoleCount).toBeLessThan(96);
    const [run] = await committed((tx) =>
      tx.select().from(analysisRuns).where(eq(analysisRuns.orgId, orgId)),
    );
    expect(run?.tierCounts).toEqual({
      now: expect.toSatisfy((count) => count > 0),
      next_quarter: expect.toSatisfy((count) => count > 0),
      future: expect.toSatisfy((count) => count > 0),
    });
    // The raw file is gone with the import.
    expect(await readdir(`${home}/quarantine`)).toEqual([]);
    const jobStates = (await listJobs(ctx)).map(({ kind, state }) => `${kind} ${state}`);
    expect(jobStates.sort()).toEqual([
      "analysis.run finished",
      "roles.map finished",
      "roster.import finished",
    ]);
  });

  it("is made anew when a start was cut off in the middle", async () => {
    const { orgId, id } = await demoOrganization();
    const superuser = connect("superuser");
    await superuser`delete from history where org_id = ${id} and name = 'organization.created'`;
    await superuser.end();
    expect(await seedDemo()).toBe("seeded");
    const ctx = ctxOf(orgId, (await demoUser("analyst")).id, "analyst");
    expect((await listSessions(ctx, {})).items).toHaveLength(1);
    expect(await committed((tx) => tx.$count(users, eq(users.isDemo, true)))).toBe(3);
  });

  it("is removed by its admin alone, and only where it is the demo", async () => {
    const { orgId } = await demoOrganization();
    for (const role of ["analyst", "manager"] as const) {
      const user = await demoUser(role);
      await expect(removeDemo(ctxOf(orgId, user.id, role))).rejects.toMatchObject({ code: "forbidden" });
    }
    const real = await addOrganization();
    await expect(removeDemo(real.admin.ctx)).rejects.toMatchObject({ code: "not_found" });
    expect(await historyNames(real.orgId)).toEqual([]);
    expect(await seedDemo()).toBe("present");
  });

  it("goes with everything in it, and stays away", async () => {
    const { orgId } = await demoOrganization();
    const admin = await demoUser("admin");
    const guest = await addMember({ orgId });
    const real = await addOrganization();
    await committed((tx) => makeMembership(tx, { orgId, userId: real.admin.userId, role: "admin" }));
    await fillSession(orgId, admin.id);
    await fillSession(orgId, real.admin.userId);
    await fillSession(real.orgId, real.admin.userId);
    const ctx = ctxOf(orgId, admin.id, "admin");
    await inviteMember(ctx, { email: "guest@harbour.example", role: "analyst" });
    const signIn = await committed((tx) => makeSignIn(tx, { userId: admin.id, currentOrgId: orgId }));
    const guests = await committed((tx) =>
      makeSignIn(tx, { userId: real.admin.userId, currentOrgId: orgId }),
    );
    const before = await rowCounts(real.orgId);
    expect(Object.keys(before).length).toBeGreaterThan(10);

    await removeDemo(ctx);

    expect(await findLiveSignIn(signIn.id)).toBeUndefined();
    expect(await findLiveSignIn(guests.id)).toMatchObject({ currentOrgId: null });
    expect(await listDemoSignIns()).toEqual([]);
    const demoPeople = await committed((tx) => tx.select().from(users).where(eq(users.isDemo, true)));
    expect(demoPeople).toEqual([]);
    await expect(removeDemo(ctx)).rejects.toMatchObject({ code: "not_found" });

    // What the application's role may not touch is left to the sweeps (runs to that of lib/jobs); they take nobody
    // else's rows.
    expect(Object.keys(await rowCounts(orgId)).sort()).toEqual([
      "function_runs",
      "function_steps",
      "history",
    ]);
    expect(await sweepRemovedOrganizations()).toEqual({ historyLines: expect.any(Number), people: 1 });
    expect(await historyNames(orgId)).toEqual(["organization.removed"]);
    expect(await rowCounts(orgId)).toMatchObject({ history: 1 });
    expect(await rowCounts(real.orgId)).toEqual(before);
    const kept = await committed((tx) => tx.select({ id: users.id }).from(users));
    expect(kept.map(({ id }) => id)).toContain(real.admin.userId);
    expect(kept.map(({ id }) => id)).not.toContain(guest.userId);
    expect(await sweepRemovedOrganizations()).toEqual({ historyLines: 0, people: 0 });

    expect(await seedDemo()).toBe("removed");
    expect(await committed((tx) => tx.$count(organizations, sql`is_demo`))).toBe(0);
  });
});

describe("the sweep", () => {
  it("keeps operators and people whose organization is there", async () => {
    const real = await addOrganization();
    const operator = await committed((tx) => makeUser(tx, { operatorSinceAt: new Date() }));
    await committed((tx) =>
      tx.insert(history).values({
        orgId: real.orgId,
        name: "member.joined",
        subjectKind: "user",
        subjectId: real.admin.userId,
        actorKind: "user",
        requestId: "r",
      }),
    );
    await sweepRemovedOrganizations();
    const kept = await committed((tx) => tx.select({ id: users.id }).from(users));
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([real.admin.userId, operator.id]));
    expect(await historyNames(real.orgId)).toEqual(["member.joined"]);
  });
});
