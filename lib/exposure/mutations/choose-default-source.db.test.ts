import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inOrg } from "@/db/client";
import { history, referenceChoices } from "@/db/schema";
import { committed, committedWorld } from "@/db/testing/db-test";
import { changeAnalysisSettings } from "@/lib/analysis/mutations/change-settings";
import { getAnalysisSettings } from "@/lib/analysis/queries/settings";
import { finishRun, makeMappedSession } from "@/lib/analysis/testing/run-fixtures";
import type { Ctx } from "@/lib/auth/context";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getSession } from "@/lib/sessions/queries";
import { listSources } from "../queries/list-sources";
import type { SourceVersion } from "../schema";
import { chooseDefaultSource } from "./choose-default-source";

async function makeOrganization() {
  const world = await committedWorld();
  return { ...world, admin: memberCtx(world.orgId, world.user.id, "admin") };
}

/** Two sources that are not the product's default. */
async function otherSources(ctx: Ctx): Promise<readonly [SourceVersion, SourceVersion]> {
  const { sources, productDefault } = await listSources(ctx);
  const [one, two] = sources.filter(({ source }) => source !== productDefault?.source);
  if (!one || !two) throw new Error("The pack holds too few sources.");
  const toVersion = ({ source, version }: SourceVersion) => ({ source, version });
  return [toVersion(one), toVersion(two)];
}

const settingsOf = (ctx: Ctx) => inOrg(ctx, (tx) => getAnalysisSettings(tx, ctx, null));
const isStale = async (ctx: Ctx, sessionId: string) =>
  (await getSession(ctx, sessionId)).facts.isLatestRunStale;

describe("chooseDefaultSource", () => {
  it("changes what sessions without a choice of their own take, in one organization alone", async () => {
    const mine = await makeOrganization();
    const other = await makeOrganization();
    const follower = await committed((tx) => makeMappedSession(tx, mine.orgId));
    const chooser = await committed((tx) => makeMappedSession(tx, mine.orgId));
    await changeAnalysisSettings(chooser.ctx, {
      sessionId: chooser.sessionId,
      settings: await settingsOf(mine.admin),
    });
    const stranger = await committed((tx) => makeMappedSession(tx, other.orgId));
    for (const { ctx, sessionId } of [follower, chooser, stranger]) await finishRun(ctx, sessionId);
    const before = await settingsOf(other.admin);
    const [choice] = await otherSources(mine.admin);

    expect((await listSources(mine.admin)).followingSessionCount).toBe(1);
    const chosen = await chooseDefaultSource(mine.admin, { choice, seen: null });
    expect(chosen).toEqual({ choice, before: null, staleSessionCount: 1 });
    expect(await settingsOf(mine.admin)).toMatchObject({
      exposureSource: choice.source,
      exposureVersion: choice.version,
    });
    expect(await settingsOf(other.admin)).toEqual(before);
    expect(await isStale(follower.ctx, follower.sessionId)).toBe(true);
    expect(await isStale(chooser.ctx, chooser.sessionId)).toBe(false);
    expect(await isStale(stranger.ctx, stranger.sessionId)).toBe(false);
    const lines = await inOrg(mine.admin, (tx) =>
      tx.select().from(history).where(eq(history.name, "exposure.default_chosen")),
    );
    expect(lines.map(({ data }) => data)).toMatchObject([{ ...choice, sourceBefore: null }]);
    expect(await listSources(mine.admin)).toMatchObject({ choice, present: choice });
    expect((await listSources(other.admin)).choice).toBeNull();
  });

  it("goes back to the product's default, and leaves the choice of the release alone", async () => {
    const { admin, orgId } = await makeOrganization();
    await inOrg(admin, (tx) => tx.insert(referenceChoices).values({ orgId, release: "30.1" }));
    const plain = await settingsOf(admin);
    const [choice] = await otherSources(admin);
    await chooseDefaultSource(admin, { choice, seen: null });
    const back = await chooseDefaultSource(admin, { choice: null, seen: choice });
    expect(back).toMatchObject({ choice: null, before: choice });
    expect(await settingsOf(admin)).toEqual(plain);
    const [row] = await inOrg(admin, (tx) =>
      tx
        .select()
        .from(referenceChoices)
        .where(and(eq(referenceChoices.orgId, orgId))),
    );
    expect(row).toMatchObject({ release: "30.1", exposureSource: null, exposureVersion: null });
  });

  it("makes nothing out of date when the product's default is chosen by name", async () => {
    const { admin, orgId } = await makeOrganization();
    const { ctx, sessionId } = await committed((tx) => makeMappedSession(tx, orgId));
    await finishRun(ctx, sessionId);
    const { productDefault } = await listSources(admin);
    expect(await chooseDefaultSource(admin, { choice: productDefault, seen: null })).toMatchObject({
      staleSessionCount: 0,
    });
    expect(await isStale(ctx, sessionId)).toBe(false);
  });

  it("is refused without the right, for a source that is not loaded, and when somebody was first", async () => {
    const { admin, orgId, user } = await makeOrganization();
    const [choice, another] = await otherSources(admin);
    await expect(
      chooseDefaultSource(memberCtx(orgId, user.id), { choice, seen: null }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      chooseDefaultSource(admin, { choice: { source: "tea-leaves", version: "1" }, seen: null }),
    ).rejects.toMatchObject({ code: "invalid" });
    const outcomes = await Promise.allSettled([
      chooseDefaultSource(admin, { choice, seen: null }),
      chooseDefaultSource(admin, { choice: another, seen: null }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("listSources", () => {
  it("says how much of the release in use each source scores", async () => {
    const { admin } = await makeOrganization();
    const { sources } = await listSources(admin);
    const classes = sources.find(({ source }) => source === "gwa-classes");
    expect(classes?.coverage).toEqual([{ level: "gwa", scored: 41, total: 41 }]);
    const labels = sources.find(({ source }) => source === "eloundou-gpt4-beta");
    expect(labels?.coverage).toEqual([{ level: "task", scored: 18_739, total: 18_796 }]);
  });
});
