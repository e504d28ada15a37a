import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inOrg, type Tx } from "@/db/client";
import {
  activityChoices,
  analysisResults,
  analysisRuns,
  onetDwas,
  ownActivities,
  roleDecisions,
} from "@/db/schema";
import { connect } from "@/db/testing/connections";
import { committedWorld, type World } from "@/db/testing/db-test";
import { addOwnActivity } from "@/lib/activities/mutations/own-activities";
import { checkRun } from "@/lib/analysis/check-run";
import { finishRun, makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { addStagedRelease } from "@/lib/onet/release/add-release";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";
import { stageRelease } from "@/lib/onet/release/stage-release";
import { type ReleaseFixture, writeReleaseFixture } from "@/lib/onet/release/testing/release-fixture";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { takeReleaseIntoUse } from "./take-release";

const system = connect("system");
const folder = mkdtempSync(join(tmpdir(), "opportune-later-"));
let fixture: ReleaseFixture;
let world: World;

beforeAll(async () => {
  world = await committedWorld();
  fixture = writeReleaseFixture(folder);
});

afterAll(async () => {
  await system.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Brings the release in as an operator's import does. */
async function bringIn(): Promise<void> {
  const source = await openReleaseSource(fixture.folder);
  const staged = join(folder, "staged");
  await stageRelease(source, staged);
  await source.close();
  const added = await addStagedRelease(system, staged, { origin: "folder" });
  expect(added).toMatchObject({ release: fixture.number, wasAdded: true });
}

async function decisions(tx: Tx) {
  return {
    choices: await tx.select().from(activityChoices).orderBy(asc(activityChoices.id)),
    own: await tx.select().from(ownActivities).orderBy(asc(ownActivities.id)),
    mappings: await tx.select().from(roleDecisions).orderBy(asc(roleDecisions.roleId)),
  };
}

async function numbers(tx: Tx, runId: string) {
  const [run] = await tx
    .select({ release: analysisRuns.release, inputsHash: analysisRuns.inputsHash })
    .from(analysisRuns)
    .where(eq(analysisRuns.id, runId));
  const rows = await tx
    .select()
    .from(analysisResults)
    .where(eq(analysisResults.runId, runId))
    .orderBy(asc(analysisResults.title));
  return { ...run, rows: rows.map(({ runId: _, ...row }) => row) };
}

describe("a release of the later layout", () => {
  it("keeps every decision when it is taken into use, and old runs compute to the same numbers", async () => {
    const { orgId, user } = world;
    const codes = ["43-3051.00", "15-1252.00", "29-1141.00", "11-1021.00", fixture.goneCode];
    const roster = await inOrg(world, async (tx) => {
      const made = await makeMappedSession(
        tx,
        orgId,
        codes.map((code, index) => ({ title: `Role ${code}`, code, headcount: 10 + index })),
      );
      // A choice about every activity of every occupation: those that vanish or move elsewhere are among them.
      const profile = new Map(readPackTable("tasks").map(({ taskId, code }) => [taskId, code]));
      const chosen = new Map(
        readPackTable("task_dwas").flatMap(({ taskId, dwaId }) => {
          const code = profile.get(taskId) ?? "";
          return codes.includes(code) ? [[`${code} ${dwaId}`, { code, dwaId }] as const] : [];
        }),
      );
      const vanished = fixture.vanishedDwaIds.map((dwaId) => ({ code: "43-3051.00", dwaId }));
      await tx.insert(activityChoices).values(
        [...chosen.values(), ...vanished].map(({ code, dwaId }, index) => ({
          orgId,
          sessionId: made.sessionId,
          onetCode: code,
          activityId: dwaId,
          release: "30.1",
          isSelected: index % 3 !== 0,
          share: index % 7 === 0 ? 0.01 : null,
          origin: "user" as const,
          decidedBy: user.id,
        })),
      );
      for (const nearestDwaId of [fixture.vanishedDwaIds[0], fixture.movedDwaIds[0]]) {
        await addOwnActivity(made.ctx, {
          sessionId: made.sessionId,
          code: "43-3051.00",
          roleId: null,
          name: `Near ${nearestDwaId}`,
          share: 0.05,
          exposure: null,
          nearestDwaId,
        });
      }
      return made;
    });
    const { ctx, sessionId } = roster;
    const admin = memberCtx(orgId, user.id, "admin");
    const oldRun = await inOrg(world, () => finishRun(ctx, sessionId));
    const before = await inOrg(world, async (tx) => ({
      decisions: await decisions(tx),
      run: await numbers(tx, oldRun),
    }));

    await bringIn();
    expect(await inOrg(world, (tx) => decisions(tx))).toEqual(before.decisions);
    const taken = await takeReleaseIntoUse(admin, { release: fixture.number, seen: "30.1" });
    expect(taken).toMatchObject({
      choices: { stayingCount: fixture.vanishedDwaIds.length },
      nearest: { carriedCount: 1, stayingCount: 1 },
      mappings: { carriedCount: codes.length - 1, stayingCount: 1 },
    });
    const carried = await inOrg(world, (tx) => decisions(tx));
    expect(carried.choices).toHaveLength(before.decisions.choices.length);
    const names = new Map(readPackTable("dwas").map(({ id, name }) => [id, name]));
    const newNames = await inOrg(world, (tx) =>
      tx
        .select({ id: onetDwas.id, name: onetDwas.name })
        .from(onetDwas)
        .where(and(eq(onetDwas.release, fixture.number))),
    );
    const namesThere = new Map(newNames.map(({ id, name }) => [id, name]));
    const vanishedIds = new Set(fixture.vanishedDwaIds);
    for (const [index, choice] of carried.choices.entries()) {
      const was = before.decisions.choices[index];
      const { activityId, release, ...rest } = choice;
      expect({ ...was, activityId: null, release: null }).toEqual({
        ...rest,
        activityId: null,
        release: null,
      });
      if (vanishedIds.has(was?.activityId ?? "")) {
        expect([activityId, release]).toEqual([was?.activityId, "30.1"]);
      } else {
        expect(release).toBe(fixture.number);
        expect(activityId).not.toBe(was?.activityId);
        expect(namesThere.get(activityId)).toBe(names.get(was?.activityId ?? ""));
      }
    }
    expect(await checkRun(ctx, { runId: oldRun })).toEqual({ state: "same", roleCount: codes.length });

    const newRun = await inOrg(world, () => finishRun(ctx, sessionId));
    const after = await inOrg(world, (tx) => numbers(tx, newRun));
    expect(after.release).toBe(fixture.number);
    expect(after.rows.find(({ onetCode }) => onetCode === fixture.goneCode)).toMatchObject({
      exposure: null,
    });
    expect(after.rows.filter(({ exposure }) => exposure !== null)).toHaveLength(codes.length - 1);
    expect(await checkRun(ctx, { runId: newRun })).toMatchObject({ state: "same" });

    await takeReleaseIntoUse(admin, { release: "30.1", seen: fixture.number });
    expect(await inOrg(world, (tx) => decisions(tx))).toEqual(before.decisions);
    const again = await inOrg(world, () => finishRun(ctx, sessionId));
    expect(await inOrg(world, (tx) => numbers(tx, again))).toEqual(before.run);
    expect(await checkRun(ctx, { runId: newRun })).toMatchObject({ state: "same" });
  });
});
