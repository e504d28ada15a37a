import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { history, profileLinks, profiles, profileVersions, scoringJobs, scoringPoints } from "@/db/schema";
import { connect } from "@/db/testing/connections";
import { committed, dbTest } from "@/db/testing/db-test";
import { makeScoringJob } from "@/db/testing/scoring-factories";
import { makeRoadmap } from "@/lib/candidates/testing/roadmap-fixtures";
import { addMember, addOrganization, ctxOf, historyOf } from "@/lib/orgs/testing/people";
import { getProfile, listProfileVersions } from "../queries/get-profile";
import { listProfiles, selectProfileIds } from "../queries/list-profiles";
import { listLeadsOf, listLinksOf, listLinkTargets } from "../queries/profile-links";
import { listScoresOf } from "../queries/score-history";
import { NewProfile } from "../schema";
import { changeRetention } from "./change-retention";
import { eraseProfile } from "./erase-profile";
import { exportProfile } from "./export-profile";
import { importProfiles, previewImport } from "./import-profiles";
import { endLink, linkProfile } from "./profile-links";
import { sweepProfiles } from "./sweep-profiles";

const person = (externalId: string, content: object = {}) => ({
  externalId,
  content: { name: `Person ${externalId}`, ...content },
  purpose: "Succession planning",
  retainUntil: "2099-12-31",
});

const idsNamed = (tx: Tx, orgId: string, name: string) =>
  tx
    .select({ subjectId: history.subjectId, data: history.data })
    .from(history)
    .where(and(eq(history.orgId, orgId), eq(history.name, name)))
    .orderBy(asc(history.position));

describe("importProfiles", () => {
  dbTest("takes people in, and leaves a line for each", async ({ tx, orgId, user }) => {
    const ctx = ctxOf(orgId, user.id, "analyst");
    const done = await importProfiles(ctx, [person("a"), person("b", { skills: ["SQL"] })], "csv");
    expect(done).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
    const [first, second] = done.profileIds;
    expect(await getProfile(ctx, second ?? "")).toMatchObject({
      externalId: "b",
      version: 1,
      source: "csv",
      content: { name: "Person b", skills: ["SQL"], experience: [] },
    });
    expect(await idsNamed(tx, orgId, "profile.imported")).toMatchObject([
      { subjectId: first, data: { version: 1, source: "csv" } },
      { subjectId: second },
    ]);
  });

  dbTest(
    "changes a known person in place: id, scores, links and former versions stay",
    async ({ tx, orgId, user }) => {
      const ctx = ctxOf(orgId, user.id, "analyst");
      const [id = ""] = (await importProfiles(ctx, [person("a")], "csv")).profileIds;
      const job = await makeScoringJob(tx, {
        orgId,
        profileId: id,
        completedAt: new Date(),
        overall: 0,
        outcome: "rejected",
      });
      const again = await importProfiles(ctx, [person("a", { headline: "CTO" })], "json");
      expect(again).toEqual({ created: 0, changed: 1, unchanged: 0, profileIds: [id] });
      expect(await getProfile(ctx, id)).toMatchObject({
        version: 2,
        source: "json",
        content: { headline: "CTO" },
      });
      // 0 is a score, and it is still there.
      expect(await listScoresOf(ctx, id)).toMatchObject([{ jobId: job.id, overall: 0, overallShare: 0 }]);
      const versions = await listProfileVersions(ctx, id);
      expect(versions.map(({ version, content, source }) => [version, content.headline, source])).toEqual([
        [2, "CTO", "json"],
        [1, null, "csv"],
      ]);
    },
  );

  dbTest(
    "adds no version when nothing changed, but takes purpose and retention",
    async ({ tx, orgId, user }) => {
      const ctx = ctxOf(orgId, user.id, "analyst");
      const [id = ""] = (await importProfiles(ctx, [person("a")], "csv")).profileIds;
      const same = { ...person("a"), purpose: "Another", retainUntil: "2098-01-01" };
      expect(await previewImport(ctx, [NewProfile.parse(same)])).toEqual({
        created: 0,
        changed: 0,
        unchanged: 1,
      });
      expect(await importProfiles(ctx, [same], "json")).toMatchObject({
        created: 0,
        changed: 0,
        unchanged: 1,
      });
      expect(await getProfile(ctx, id)).toMatchObject({
        version: 1,
        source: "csv",
        purpose: "Another",
        retainUntil: "2098-01-01",
      });
      expect(await tx.$count(profileVersions, eq(profileVersions.orgId, orgId))).toBe(1);
      expect(await idsNamed(tx, orgId, "profile.imported")).toHaveLength(1);
    },
  );

  dbTest("stores what PostgreSQL would not, and refuses the same id twice", async ({ orgId, user }) => {
    const ctx = ctxOf(orgId, user.id, "analyst");
    const odd = person("a", { about: "zero \0 half \ud800 done", skills: ["\0x"] });
    const [id = ""] = (await importProfiles(ctx, [odd], "api")).profileIds;
    expect((await getProfile(ctx, id)).content).toMatchObject({
      about: "zero  half \ufffd done",
      skills: ["x"],
    });
    await expect(importProfiles(ctx, [person("c"), person("c")], "api")).rejects.toMatchObject({
      code: "invalid",
    });
    expect((await listProfiles(ctx)).total).toBe(1);
  });

  it("of the same people by two at once gives each person one row and one order of versions", async () => {
    const { orgId, admin } = await addOrganization();
    const group = (headline: string) =>
      Array.from({ length: 40 }, (_, index) => person(`p${index}`, { headline }));
    await Promise.all([
      importProfiles(admin.ctx, group("One"), "csv"),
      importProfiles(admin.ctx, group("Two").reverse(), "json"),
      importProfiles(admin.ctx, group("One"), "api"),
    ]);
    const rows = await committed((tx) => tx.select().from(profiles).where(eq(profiles.orgId, orgId)));
    expect(rows).toHaveLength(40);
    for (const row of rows) {
      const versions = await listProfileVersions(admin.ctx, row.id);
      expect(versions.map(({ version }) => version)).toEqual(
        Array.from({ length: row.version }, (_, index) => row.version - index),
      );
      expect(versions[0]?.content).toEqual(row.content);
    }
  });

  it("takes five thousand in one call", async () => {
    const { admin } = await addOrganization();
    const many = Array.from({ length: 5_000 }, (_, index) =>
      person(`m${index}`, { about: "words ".repeat(100) }),
    );
    expect(await importProfiles(admin.ctx, many, "csv")).toMatchObject({ created: 5_000, unchanged: 0 });
    expect(await importProfiles(admin.ctx, many, "csv")).toMatchObject({ created: 0, unchanged: 5_000 });
    const page = await listProfiles(admin.ctx, { q: "person m4999" });
    expect(page).toMatchObject({ total: 1, counts: { all: 5_000, unscored: 5_000 } });
  });
});

describe("the walls around profiles", () => {
  it("are those between organizations and between rights", async () => {
    const { orgId, admin } = await addOrganization();
    const stranger = await addOrganization();
    const analyst = await addMember({ orgId, role: "analyst" });
    const [id = ""] = (await importProfiles(admin.ctx, [person("a")], "csv")).profileIds;
    const missing = { code: "not_found" };
    for (const given of [id, randomUUID(), "not-an-id"]) {
      await expect(getProfile(stranger.admin.ctx, given)).rejects.toMatchObject(missing);
    }
    await expect(eraseProfile(stranger.admin.ctx, { profileId: id })).rejects.toMatchObject(missing);
    await expect(exportProfile(stranger.admin.ctx, { profileId: id })).rejects.toMatchObject(missing);
    await expect(
      changeRetention(stranger.admin.ctx, { profileId: id, retainUntil: "2098-01-01" }),
    ).rejects.toMatchObject(missing);
    await expect(eraseProfile(analyst.ctx, { profileId: id })).rejects.toMatchObject({ code: "forbidden" });
    const nobody = { ...analyst.ctx, rights: new Set<never>() };
    for (const refused of [
      importProfiles(nobody, [person("b")], "csv"),
      getProfile(nobody, id),
      listProfiles(nobody),
      exportProfile(nobody, { profileId: id }),
      linkProfile(nobody, { kind: "lead", profileId: id, candidateId: randomUUID() }),
      endLink(nobody, { linkId: randomUUID() }),
      changeRetention(nobody, { profileId: id, retainUntil: "2098-01-01" }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    }
    // The same external id elsewhere is somebody else.
    await importProfiles(stranger.admin.ctx, [person("a", { headline: "Theirs" })], "csv");
    expect((await getProfile(admin.ctx, id)).content.headline).toBeNull();
  });
});

describe("the list", () => {
  dbTest("searches, sorts, tells scored from unscored and pages", async ({ tx, orgId, user }) => {
    const ctx = ctxOf(orgId, user.id, "analyst");
    const people = Array.from({ length: 60 }, (_, index) =>
      person(`p${String(index).padStart(2, "0")}`, {
        currentTitle: index % 2 ? "Engineer" : "Head of Data_100%",
      }),
    );
    const { profileIds } = await importProfiles(ctx, people, "csv");
    await makeScoringJob(tx, { orgId, profileId: profileIds[3] ?? "", completedAt: new Date(), overall: 0 });
    await makeScoringJob(tx, { orgId, profileId: profileIds[4] ?? "", failedAt: new Date() });
    const first = await listProfiles(ctx);
    expect(first).toMatchObject({ total: 60, pageCount: 2, counts: { all: 60, unscored: 59 } });
    expect(first.rows[3]?.latestScore).toMatchObject({ overall: 0, templateName: "Plain" });
    expect(first.rows[4]?.latestScore).toBeNull();
    expect((await listProfiles(ctx, { page: 9 })).rows).toHaveLength(10);
    expect((await listProfiles(ctx, { dir: "desc" })).rows[0]?.externalId).toBe("p59");
    expect(await listProfiles(ctx, { q: "data_100% P02" })).toMatchObject({ total: 1 });
    expect(await listProfiles(ctx, { scored: "scored" })).toMatchObject({ total: 1 });
    expect(await listProfiles(ctx, { scored: "unscored", q: "engineer" })).toMatchObject({ total: 29 });
    expect(await selectProfileIds(tx, ctx, { query: "engineer", isUnscored: true })).toHaveLength(29);
    const [someone = ""] = profileIds;
    expect(await selectProfileIds(tx, ctx, { profileIds: [someone, randomUUID()] })).toEqual([someone]);
  });
});

describe("links", () => {
  dbTest(
    "a candidate has one lead at a time, and the former one's link ends",
    async ({ tx, orgId, user }) => {
      const { ctx: owner, sessionId, firstRoleId } = await makeRoadmap(tx, orgId);
      const ctx = ctxOf(orgId, user.id, "admin");
      const [one = "", two = ""] = (await importProfiles(ctx, [person("a"), person("b")], "csv")).profileIds;
      const { candidates } = await listLinkTargets(ctx);
      const candidateId = candidates[0]?.id ?? "";
      const { linkId } = await linkProfile(ctx, { kind: "lead", profileId: one, candidateId });
      await expect(linkProfile(ctx, { kind: "lead", profileId: one, candidateId })).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await listLeadsOf(owner, sessionId)).toEqual([
        { candidateId, profileId: one, name: "Person a" },
      ]);
      await linkProfile(ctx, { kind: "lead", profileId: two, candidateId });
      expect(await listLeadsOf(owner, sessionId)).toMatchObject([{ profileId: two }]);
      expect(await listLinksOf(ctx, one)).toMatchObject([
        { id: linkId, kind: "lead", endedAt: expect.any(Date) },
      ]);
      await expect(endLink(ctx, { linkId })).rejects.toMatchObject({ code: "conflict" });
      await linkProfile(ctx, { kind: "holds_role", profileId: one, roleId: firstRoleId });
      await expect(
        linkProfile(ctx, { kind: "holds_role", profileId: one, roleId: firstRoleId }),
      ).rejects.toMatchObject({ code: "conflict" });
      for (const wrong of [
        { kind: "lead", profileId: one, candidateId: randomUUID() },
        { kind: "holds_role", profileId: one, roleId: randomUUID() },
        { kind: "holds_role", profileId: randomUUID(), roleId: firstRoleId },
        { kind: "lead", profileId: one, candidateId, scoringJobId: randomUUID() },
      ]) {
        await expect(linkProfile(ctx, wrong)).rejects.toMatchObject({ code: "not_found" });
      }
      expect(await idsNamed(tx, orgId, "profile.linked")).toHaveLength(3);
      expect(await idsNamed(tx, orgId, "profile.unlinked")).toMatchObject([{ subjectId: one }]);
      expect(await tx.$count(profileLinks, eq(profileLinks.orgId, orgId))).toBe(3);
    },
  );
});

/** Every row of every table of the organization, and of those above, as text. */
async function tablesThatHold(marker: string): Promise<string[]> {
  const superuser = connect("superuser");
  try {
    const tables = await superuser<{ name: string }[]>`
      select c.relname as name from pg_class c
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'onet%'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await superuser`
        select count(*)::int as hits from ${superuser(name)} t where t::text ilike ${`%${marker}%`}`;
      if (row?.hits > 0) found.push(name);
    }
    return found.sort();
  } finally {
    await superuser.end();
  }
}

describe("what is known of a person", () => {
  it("comes as one document, and is gone without a trace of text when it is erased", async () => {
    const { orgId, admin } = await addOrganization();
    const marker = "Zyxwvut Marker";
    const given = person("zyxwvut marker id", { name: marker, about: `About ${marker}` });
    const [profileId = ""] = (await importProfiles(admin.ctx, [given], "csv")).profileIds;
    await importProfiles(admin.ctx, [{ ...given, content: { ...given.content, headline: marker } }], "csv");
    const jobId = await committed(async (tx) => {
      const job = await makeScoringJob(tx, {
        orgId,
        profileId,
        requestedBy: admin.userId,
        profileText: `Text of ${marker}`,
        summary: marker,
        completedAt: new Date(),
      });
      const point = { key: "depth", label: "Depth", position: 1, weight: 1, points: 0 };
      await tx.insert(scoringPoints).values({ orgId, jobId: job.id, ...point, quote: marker });
      return job.id;
    });
    const all = await exportProfile(admin.ctx, { profileId });
    expect(all).toMatchObject({
      profile: { id: profileId, version: 2 },
      versions: [{ version: 2 }, { version: 1 }],
      scorings: [{ id: jobId, points: [{ points: 0, quote: marker }], attempts: [], reviews: [] }],
    });
    expect(await tablesThatHold("zyxwvut")).toEqual([
      "profile_versions",
      "profiles",
      "scoring_jobs",
      "scoring_points",
    ]);
    await eraseProfile(admin.ctx, { profileId });
    expect(await tablesThatHold("zyxwvut")).toEqual([]);
    expect((await historyOf(orgId)).map(({ name }) => name)).toEqual([
      "profile.imported",
      "profile.imported",
      "profile.exported",
      "profile.erased",
    ]);
    await expect(eraseProfile(admin.ctx, { profileId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes by itself when its time is over, and stays on its last day", async () => {
    const { orgId, admin } = await addOrganization();
    const today = new Date().toISOString().slice(0, 10);
    const [kept = "", due = ""] = (
      await importProfiles(admin.ctx, [{ ...person("a"), retainUntil: today }, person("b")], "csv")
    ).profileIds;
    await expect(
      changeRetention(admin.ctx, { profileId: due, retainUntil: "2020-01-01" }),
    ).rejects.toMatchObject({ code: "invalid" });
    await changeRetention(admin.ctx, { profileId: due, retainUntil: today });
    await committed(async (tx) => {
      await makeScoringJob(tx, { orgId, profileId: due });
      await tx.update(profiles).set({ retainUntil: "2020-01-01" }).where(eq(profiles.id, due));
    });
    expect(await sweepProfiles()).toEqual({ erasedCount: 1 });
    expect(await sweepProfiles()).toEqual({ erasedCount: 0 });
    expect((await listProfiles(admin.ctx)).rows.map(({ id }) => id)).toEqual([kept]);
    expect(await committed((tx) => tx.$count(scoringJobs, eq(scoringJobs.orgId, orgId)))).toBe(0);
    expect((await historyOf(orgId)).at(-1)).toMatchObject({
      name: "profile.erased",
      subjectId: due,
      actorId: null,
    });
  });
});
