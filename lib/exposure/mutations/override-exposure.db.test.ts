import { parse } from "csv-parse/sync";
import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import {
  analysisResults,
  analysisRuns,
  discoverySessions,
  exposureOverrides,
  history,
  onetDwas,
  onetGwas,
  onetIwas,
  onetReleases,
  onetSuccessors,
  referenceChoices,
} from "@/db/schema";
import { committed, committedWorld, type World } from "@/db/testing/db-test";
import { getOccupationActivities } from "@/lib/activities/queries";
import { getSessionEvidence } from "@/lib/activities/queries/session-evidence";
import { computeRun } from "@/lib/analysis/computed-run";
import { getActivityEvidence } from "@/lib/analysis/queries/activity-evidence";
import { openRankingExport } from "@/lib/analysis/queries/ranking-export";
import { getRoleExplanation } from "@/lib/analysis/queries/role-explanation";
import { loadRun } from "@/lib/analysis/queries/run-input";
import { findRun } from "@/lib/analysis/queries/runs";
import { finishRun, makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getSession } from "@/lib/sessions/queries";
import { getOpenElement } from "../queries/find-elements";
import { listOverrides } from "../queries/list-overrides";
import { endOverride, restoreOverride, setOverride } from "./override-exposure";

/** "Record personnel information.", an activity of the timekeeper's occupation. */
const personnelRecords = { level: "dwa", elementId: "4.A.3.b.6.I08.D26" } as const;
const timekeepers = "43-3051.00";

function adminOf({ orgId, user }: World): Ctx {
  return memberCtx(orgId, user.id, "admin");
}

/** An organization with a session of twelve mapped roles. */
async function makeAnalysed() {
  const world = await committedWorld();
  const roster = await committed((tx) => makeMappedSession(tx, world.orgId));
  return { ...world, ...roster, admin: adminOf(world), analyst: roster.ctx };
}

const set = (ctx: Ctx, value: number, more: object = {}) =>
  setOverride(ctx, { ...personnelRecords, value, reason: "Our pilot showed it.", seen: null, ...more });

async function numbersOf(ctx: Ctx, runId: string) {
  return inOrg(ctx, (tx) =>
    tx
      .select({
        roleId: analysisResults.roleId,
        exposure: analysisResults.exposure,
        rank: analysisResults.rank,
      })
      .from(analysisResults)
      .where(and(eq(analysisResults.orgId, ctx.orgId), eq(analysisResults.runId, runId)))
      .orderBy(asc(analysisResults.roleId)),
  );
}

async function hashOf(ctx: Ctx, runId: string) {
  const [run] = await inOrg(ctx, (tx) =>
    tx.select({ hash: analysisRuns.inputsHash }).from(analysisRuns).where(eq(analysisRuns.id, runId)),
  );
  return run?.hash;
}

/** What the stored run gives when it is computed once more from what is there now. */
async function computeAgain(ctx: Ctx, runId: string) {
  return inOrg(ctx, async (tx) => {
    // As if it had never finished: the same request, read anew.
    await tx.update(analysisRuns).set({ finishedAt: null }).where(eq(analysisRuns.id, runId));
    const loaded = await loadRun(ctx, runId);
    await tx.update(analysisRuns).set({ finishedAt: sql`now()` }).where(eq(analysisRuns.id, runId));
    if (loaded.isFinished) throw new Error("The run is finished.");
    return computeRun(loaded.input);
  });
}

const isStale = async (ctx: Ctx, sessionId: string) =>
  (await getSession(ctx, sessionId)).facts.isLatestRunStale;

async function changesOf(ctx: Ctx) {
  const lines = await inOrg(ctx, (tx) =>
    tx.select().from(history).where(eq(history.orgId, ctx.orgId)).orderBy(asc(history.id)),
  );
  return lines.filter(({ name }) => name.startsWith("exposure."));
}

describe("an override", () => {
  it("changes the numbers of its organization alone, is named, and is taken back to the same numbers", async () => {
    const mine = await makeAnalysed();
    const other = await makeAnalysed();
    const first = await finishRun(mine.analyst, mine.sessionId);
    const othersFirst = await finishRun(other.analyst, other.sessionId);
    const plain = await numbersOf(mine.analyst, first);

    const made = await set(mine.admin, 0.05);
    expect(made).toMatchObject({ before: null, present: expect.any(String), staleSessionCount: 1 });
    expect(await isStale(mine.analyst, mine.sessionId)).toBe(true);
    expect(await isStale(other.analyst, other.sessionId)).toBe(false);

    // The activities step, too, and neither through the other's kept reference.
    const ofTimekeepers = (ctx: Ctx, sessionId: string) =>
      getOccupationActivities(ctx, { sessionId, code: timekeepers });
    const find = (view: Awaited<ReturnType<typeof ofTimekeepers>>) =>
      view.groups.flatMap(({ activities }) => activities).find(({ id }) => id === personnelRecords.elementId);
    const seenByOther = find(await ofTimekeepers(other.analyst, other.sessionId));
    expect(seenByOther?.basis.override).toBeNull();
    expect(seenByOther?.exposureLevel).not.toBe("override");
    expect(find(await ofTimekeepers(mine.analyst, mine.sessionId))).toMatchObject({
      exposure: expect.closeTo(0.05, 9),
      exposureLevel: "override",
      basis: {
        override: { value: 0.05, reason: "Our pilot showed it.", byName: mine.user.name },
        tasks: { scored: 5, total: 5 },
      },
    });
    expect(find(await ofTimekeepers(other.analyst, other.sessionId))).toEqual(seenByOther);

    const second = await finishRun(mine.analyst, mine.sessionId);
    expect(await isStale(mine.analyst, mine.sessionId)).toBe(false);
    const changed = await numbersOf(mine.analyst, second);
    const exposureOf = (rows: typeof plain, roleId: string) =>
      rows.find((row) => row.roleId === roleId)?.exposure ?? 0;
    expect(exposureOf(changed, mine.firstRoleId)).toBeLessThan(exposureOf(plain, mine.firstRoleId));
    expect(await hashOf(mine.analyst, second)).not.toBe(await hashOf(mine.analyst, first));
    const othersSecond = await finishRun(other.analyst, other.sessionId);
    expect(await numbersOf(other.analyst, othersSecond)).toEqual(await numbersOf(other.analyst, othersFirst));
    expect(await hashOf(other.analyst, othersSecond)).toBe(await hashOf(other.analyst, othersFirst));

    // The explanation and the file name it; the run before it knows nothing of it.
    const role = { runId: second, roleId: mine.firstRoleId };
    const evidence = await getActivityEvidence(mine.analyst, {
      ...role,
      activityId: personnelRecords.elementId,
    });
    expect(evidence?.overrides).toMatchObject([{ value: 0.05, byName: mine.user.name }]);
    expect(evidence?.tasks[0]).toMatchObject({
      exposure: 0.05,
      exposureLevel: "override",
      override: { id: made.present, reason: "Our pilot showed it." },
      label: expect.any(String),
      sourceValue: expect.any(Number),
    });
    const explained = await getRoleExplanation(mine.analyst, role);
    expect(explained.overrideCount).toBe(1);
    expect(explained.activities.find(({ id }) => id === personnelRecords.elementId)?.basis).toMatchObject({
      override: { value: 0.05 },
    });
    const before = await getActivityEvidence(mine.analyst, {
      runId: first,
      roleId: mine.firstRoleId,
      activityId: personnelRecords.elementId,
    });
    expect(before?.overrides).toEqual([]);
    expect((await findRun(mine.analyst, { sessionId: mine.sessionId, number: 1 }))?.overrideCount).toBe(0);
    const file = await openRankingExport(mine.analyst, { sessionId: mine.sessionId, params: {} });
    const parts: string[] = [];
    for await (const { text } of file.parts) parts.push(text);
    const rows: Record<string, string>[] = parse(parts.join(""), { columns: true, bom: true });
    expect(new Set(rows.map((row) => row.exposure_overrides))).toEqual(new Set(["1"]));

    // Taken back, and every run still comes to what it came to.
    await restoreOverride(mine.admin, { ...personnelRecords, seen: made.present, restore: made.before });
    expect(await isStale(mine.analyst, mine.sessionId)).toBe(true);
    const third = await finishRun(mine.analyst, mine.sessionId);
    expect(await numbersOf(mine.analyst, third)).toEqual(plain);
    expect(await hashOf(mine.analyst, third)).toBe(await hashOf(mine.analyst, first));
    for (const runId of [first, second, third]) {
      const again = await computeAgain(mine.analyst, runId);
      expect(again.inputsHash).toBe(await hashOf(mine.analyst, runId));
      const exposure = again.output.roles.find(({ roleId }) => roleId === mine.firstRoleId)?.exposure;
      expect(exposure).toBeCloseTo(exposureOf(await numbersOf(mine.analyst, runId), mine.firstRoleId), 6);
    }

    expect((await changesOf(mine.admin)).map(({ name, data }) => [name, data])).toEqual([
      ["exposure.overridden", expect.objectContaining({ ...personnelRecords, value: 0.05, before: null })],
      ["exposure.override_restored", expect.objectContaining({ ...personnelRecords, present: null })],
    ]);
    expect(JSON.stringify(await changesOf(mine.admin))).not.toContain("pilot");
    expect(await changesOf(other.admin)).toEqual([]);
  });

  it("of a task is counted beside what the source scores, and makes only those out of date whom it concerns", async () => {
    const mine = await makeAnalysed();
    await finishRun(mine.analyst, mine.sessionId);
    const elsewhere = await committed((tx) =>
      makeMappedSession(tx, mine.orgId, [{ title: "Welder", code: "51-4121.00", headcount: 3 }]),
    );
    await finishRun(elsewhere.ctx, elsewhere.sessionId);
    const task = { level: "task", elementId: "2520" } as const;
    const made = await setOverride(mine.admin, { ...task, value: 0, reason: "Done by hand.", seen: null });
    expect(made.staleSessionCount).toBe(1);
    expect(await isStale(mine.analyst, mine.sessionId)).toBe(true);
    expect(await isStale(elsewhere.ctx, elsewhere.sessionId)).toBe(false);
    const { evidence } = await getSessionEvidence(mine.analyst, {
      sessionId: mine.sessionId,
      code: timekeepers,
      activityId: personnelRecords.elementId,
    });
    const overridden = evidence?.tasks.filter(({ exposureLevel }) => exposureLevel === "override");
    expect(overridden).toMatchObject([{ taskId: 2520, exposure: 0, override: { reason: "Done by hand." } }]);
    const view = await getOccupationActivities(mine.analyst, {
      sessionId: mine.sessionId,
      code: timekeepers,
    });
    expect(
      view.groups.flatMap(({ activities }) => activities).find(({ id }) => id === personnelRecords.elementId)
        ?.basis,
    ).toMatchObject({ overriddenTaskCount: 1, override: null });
  });

  it("of a GWA reaches every activity within it, for which a finer one goes first", async () => {
    const mine = await makeAnalysed();
    await setOverride(mine.admin, {
      level: "gwa",
      elementId: "4.A.3.b.6",
      value: 0.9,
      reason: "As a whole.",
      seen: null,
    });
    await set(mine.admin, 0.1);
    const view = await getOccupationActivities(mine.analyst, {
      sessionId: mine.sessionId,
      code: timekeepers,
    });
    const group = view.groups.find(({ gwaId }) => gwaId === "4.A.3.b.6")?.activities ?? [];
    expect(group.length).toBeGreaterThan(1);
    for (const { id, exposure, basis } of group) {
      expect(exposure).toBeCloseTo(id === personnelRecords.elementId ? 0.1 : 0.9, 9);
      expect(basis.override?.level).toBe(id === personnelRecords.elementId ? "dwa" : "gwa");
    }
  });

  it("is changed, ended and brought back with what stood before", async () => {
    const { admin } = await makeAnalysed();
    const first = await set(admin, 0.2);
    const second = await set(admin, 0.4, { seen: first.present, reason: "Seen again." });
    expect(second.before).toBe(first.present);
    const undone = await restoreOverride(admin, {
      ...personnelRecords,
      seen: second.present,
      restore: second.before,
    });
    const open = () => getOpenElement(admin, { element: `dwa:${personnelRecords.elementId}` });
    expect((await open()).override).toMatchObject({ value: 0.2, reason: "Our pilot showed it." });
    const ended = await endOverride(admin, { overrideId: undone.present });
    expect(ended).toMatchObject({ present: null, before: undone.present });
    expect((await open()).override).toBeNull();
    await expect(endOverride(admin, { overrideId: undone.present })).rejects.toMatchObject({
      code: "conflict",
    });
    await restoreOverride(admin, { ...personnelRecords, seen: null, restore: ended.before });
    expect((await open()).override).toMatchObject({ value: 0.2 });

    const active = await listOverrides(admin, {});
    expect(active.counts).toEqual({ active: 1, ended: 3 });
    expect(active.items).toMatchObject([
      {
        name: "Record personnel information.",
        value: 0.2,
        source: { value: expect.any(Number) },
        endedAt: null,
      },
    ]);
    const past = await listOverrides(admin, { state: "ended" });
    expect(past.items.map(({ value, isReplaced }) => [value, isReplaced])).toEqual([
      [0.2, false],
      [0.4, true],
      [0.2, true],
    ]);
    expect((await listOverrides(admin, { q: "PERSONNEL info" })).items).toHaveLength(1);
    expect((await listOverrides(admin, { q: "100%" })).items).toEqual([]);
  });

  it("is refused without the right, with odd numbers, without a reason and for what is not there", async () => {
    const { admin, analyst, orgId, user } = await makeAnalysed();
    await expect(set(analyst, 0.5)).rejects.toMatchObject({ code: "forbidden" });
    await expect(set(memberCtx(orgId, user.id, "manager"), 0.5)).rejects.toMatchObject({ code: "forbidden" });
    await expect(set(admin, 1.01)).rejects.toMatchObject({ name: "ZodError" });
    await expect(set(admin, Number.NaN)).rejects.toMatchObject({ name: "ZodError" });
    await expect(set(admin, 0.5, { reason: " \u200E " })).rejects.toMatchObject({ name: "ZodError" });
    await expect(set(admin, 0.5, { elementId: "4.A.9" })).rejects.toMatchObject({ code: "not_found" });
    await expect(listOverrides(analyst, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another organization is not found, and none of its figures is seen", async () => {
    const mine = await makeAnalysed();
    const other = await makeAnalysed();
    const { present } = await set(mine.admin, 0.5);
    await expect(endOverride(other.admin, { overrideId: present })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      restoreOverride(other.admin, { ...personnelRecords, seen: null, restore: present }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listOverrides(other.admin, {})).counts).toEqual({ active: 0, ended: 0 });
    expect(
      (await getOpenElement(other.admin, { element: `dwa:${personnelRecords.elementId}` })).override,
    ).toBeNull();
  });

  it("lets one of two win who set it at once", async () => {
    const { admin } = await makeAnalysed();
    const outcomes = await Promise.allSettled([set(admin, 0.1), set(admin, 0.2), set(admin, 0.3)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    }
    expect((await listOverrides(admin, {})).counts).toEqual({ active: 1, ended: 0 });
  });

  it("never changes but for its end", async () => {
    const { admin, orgId } = await makeAnalysed();
    const first = await set(admin, 0.2);
    const rowOf = () =>
      inOrg(admin, (tx) =>
        tx
          .select()
          .from(exposureOverrides)
          .where(and(eq(exposureOverrides.orgId, orgId), eq(exposureOverrides.id, first.present ?? ""))),
      );
    const [before] = await rowOf();
    await set(admin, 0.3, { seen: first.present });
    const [after] = await rowOf();
    expect({ ...after, endedAt: null, endedBy: null }).toEqual(before);
    expect(after?.endedAt).not.toBeNull();
  });

  it("of another release is used by its successor, or left behind and can still be ended", async () => {
    const { admin, orgId, analyst, sessionId } = await makeAnalysed();
    const moved = await set(admin, 0.2);
    const lost = await setOverride(admin, {
      level: "iwa",
      elementId: "4.A.1.a.1.I01",
      value: 0.7,
      reason: "Gone later.",
      seen: null,
    });
    // A release in which the activity has another id, and its old id belongs to something else.
    const there = "99.0";
    await committed(async (tx) => {
      await tx.insert(onetReleases).values({ release: there, packHash: "test", origin: "folder" });
      await tx.insert(onetGwas).values({ release: there, id: "G", name: "Keeping records" });
      await tx.insert(onetIwas).values({ release: there, id: "G.I", gwaId: "G", name: "Keep records" });
      await tx.insert(onetDwas).values([
        { release: there, id: "G.I.D", iwaId: "G.I", name: "Record personnel information." },
        { release: there, id: personnelRecords.elementId, iwaId: "G.I", name: "Sharpen pencils." },
      ]);
      await tx.insert(onetSuccessors).values([
        {
          fromRelease: "30.1",
          toRelease: there,
          level: "dwa",
          elementId: personnelRecords.elementId,
          successorId: "G.I.D",
        },
        {
          fromRelease: "30.1",
          toRelease: there,
          level: "iwa",
          elementId: "4.A.1.a.1.I01",
          successorId: null,
        },
        {
          fromRelease: there,
          toRelease: "30.1",
          level: "dwa",
          elementId: "G.I.D",
          successorId: personnelRecords.elementId,
        },
      ]);
    });
    const use = (release: string | null) =>
      inOrg(admin, (tx) =>
        tx
          .insert(referenceChoices)
          .values({ orgId, release })
          .onConflictDoUpdate({ target: referenceChoices.orgId, set: { release } }),
      );
    await use(there);
    const listed = await listOverrides(admin, {});
    expect(listed.items.map(({ id, ofRelease, presentId }) => [id, ofRelease, presentId])).toEqual([
      [lost.present, "30.1", null],
      [moved.present, "30.1", "G.I.D"],
    ]);
    expect((await getOpenElement(admin, { element: "dwa:G.I.D" })).override).toMatchObject({ value: 0.2 });
    // Its old id is free for what it stands for here.
    await setOverride(admin, {
      ...personnelRecords,
      value: 0.9,
      reason: "By machine.",
      seen: null,
    });
    const anew = await setOverride(admin, {
      level: "dwa",
      elementId: "G.I.D",
      value: 0.3,
      reason: "Seen anew.",
      seen: moved.present,
    });
    expect(anew.before).toBe(moved.present);
    await endOverride(admin, { overrideId: lost.present });
    expect((await listOverrides(admin, {})).counts.active).toBe(2);
    // Back on the old release, where the pencils are not.
    await use(null);
    const runId = await finishRun(analyst, sessionId);
    expect((await findRun(analyst, { sessionId }))?.overrideCount).toBe(1);
    const role = await getRoleExplanation(analyst, {
      runId,
      roleId: (await numbersOf(analyst, runId)).find(({ rank }) => rank === 1)?.roleId,
    });
    expect(role.overrideCount).toBe(1);
    const view = await getOccupationActivities(analyst, { sessionId, code: timekeepers });
    expect(
      view.groups.flatMap(({ activities }) => activities).find(({ id }) => id === personnelRecords.elementId),
    ).toMatchObject({ exposure: expect.closeTo(0.3, 9), exposureLevel: "override" });
  });

  it("does not move a session in the list", async () => {
    const { admin, analyst, sessionId } = await makeAnalysed();
    await finishRun(analyst, sessionId);
    const read = () =>
      inOrg(admin, (tx) => tx.select().from(discoverySessions).where(eq(discoverySessions.id, sessionId)));
    const [before] = await read();
    await set(admin, 0.2);
    const [after] = await read();
    expect(after?.updatedAt).toEqual(before?.updatedAt);
    expect(after?.inputsChangedAt.getTime()).toBeGreaterThan(before?.inputsChangedAt.getTime() ?? 0);
  });
});
