import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { OrgId } from "@/db/client";
import { onetTasks, referenceChoices } from "@/db/schema";
import { connect } from "@/db/testing/connections";
import { dbTest } from "@/db/testing/db-test";
import { makeOrg } from "@/db/testing/factories";
import { memberCtx } from "@/lib/roles/testing/role-fixtures";
import { getActivityTreePage } from "./queries/activity-tree";
import { getEvidence } from "./queries/evidence";
import { getLenses } from "./queries/lenses";
import { listOccupations } from "./queries/list-occupations";
import { getOccupationPage } from "./queries/occupation-page";

const payroll = "43-3051.00";
const managers = "11-9199.00";
const soldier = "55-1011.00";
const stated = "43-3061.00";

// Reference data is written by the owner alone; the file's database is thrown away.
const owner = connect("owner");

beforeAll(async () => {
  await owner`insert into onet_releases (release, pack_hash, origin) values ('0.0', 'none', 'folder')`;
  await owner`update onet_tasks set statement = 'Review orders.', relevance = 91, frequency = '{0,0,0,10,60,20,10}'
    where code = ${stated}`;
});

afterAll(() => owner.end());

const reader = (orgId: OrgId) => memberCtx(orgId, randomUUID());
const notFound = { code: "not_found" };

describe("listOccupations", () => {
  dbTest("finds despite slips, with exposure and what it covers", async ({ orgId }) => {
    const ctx = reader(orgId);
    const found = await listOccupations(ctx, { q: "sofware devloper" });
    expect(found).toMatchObject({ release: "30.1", sort: "relevance", occupationCount: 1016 });
    expect(found.list.rows[0]).toMatchObject({ code: "15-1252.00", title: "Software Developers" });
    const { value, tasks } = found.list.rows[0]?.exposure ?? {};
    expect(value).toBeGreaterThan(0);
    expect(tasks?.total).toBeGreaterThan(tasks?.unknown ?? 0);
  });

  dbTest("filters, sorts and pages in the server; what is unknown comes last", async ({ orgId }) => {
    const ctx = reader(orgId);
    const first = await listOccupations(ctx, { sort: "exposure" });
    expect(first.list).toMatchObject({ total: 1016, page: 1, pageCount: 21 });
    expect(first.list.rows).toHaveLength(50);
    const last = await listOccupations(ctx, { sort: "exposure", dir: "asc", page: 99 });
    expect(last.list.page).toBe(21);
    expect(last.list.rows.at(-1)?.exposure).toMatchObject({ value: null, siblings: null });
    const computer = await listOccupations(ctx, { group: "15", zone: "4" });
    expect(computer.list.rows.every(({ code, jobZone }) => code.startsWith("15-") && jobZone === 4)).toBe(
      true,
    );
  });

  dbTest("is refused without the right", async ({ orgId }) => {
    const nobody = { ...reader(orgId), rights: new Set<never>() };
    await expect(listOccupations(nobody, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getLenses(nobody, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getActivityTreePage(nobody, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getEvidence(nobody, { level: "task", id: "1" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  dbTest("says so when no release is loaded, or the one in use holds nothing", async ({ tx, orgId }) => {
    const ctx = reader(orgId);
    await tx.insert(referenceChoices).values({ orgId, release: "0.0" });
    await expect(listOccupations(ctx, {})).rejects.toMatchObject({ code: "unavailable" });
    await tx.delete(referenceChoices);
    await owner`update onet_releases set origin = 'folder'`;
    await expect(listOccupations(ctx, {})).rejects.toMatchObject({ code: "unavailable" });
    await owner`update onet_releases set origin = 'pack' where release <> '0.0'`;
    expect((await listOccupations(ctx, {})).release).toBe("30.1");
  });

  dbTest(
    "follows the source that the organization has chosen, and no other organization",
    async ({ tx, orgId }) => {
      const choice = { exposureSource: "cdr", exposureVersion: "2026-03-13" };
      await tx.insert(referenceChoices).values({ orgId, ...choice });
      expect((await listOccupations(reader(orgId), {})).source).toMatchObject({ source: "cdr" });
      const other = await makeOrg(tx);
      expect(other.id).not.toBe(orgId);
      await tx.delete(referenceChoices);
      expect((await listOccupations(reader(orgId), {})).source.source).not.toBe("cdr");
    },
  );
});

describe("getOccupationPage", () => {
  dbTest("gives every task with its exposure, level and label", async ({ orgId }) => {
    const page = await getOccupationPage(reader(orgId), { code: payroll });
    expect(page.facts.title).toBe("Payroll and Timekeeping Clerks");
    expect(page.description).toBeNull();
    const { content, exposure } = page;
    if (content.tab !== "tasks") throw new Error("Another part was read.");
    expect(content.tasks).toHaveLength(exposure.tasks.total);
    const scored = content.tasks.filter((task) => task.exposure?.level === "task");
    expect(scored).toHaveLength(exposure.tasks.scored);
    expect(scored.every(({ label }) => label !== null)).toBe(true);
    expect(content.tasks.every(({ statement }) => statement === null)).toBe(true);
  });

  dbTest("shows a statement where the release has one", async ({ orgId }) => {
    const { content } = await getOccupationPage(reader(orgId), { code: stated });
    if (content.tab !== "tasks") throw new Error("Another part was read.");
    for (const task of content.tasks) {
      expect(task).toMatchObject({ statement: "Review orders.", relevance: 91 });
      expect(task.frequency).toHaveLength(7);
    }
  });

  dbTest("explains the exposure by activities whose shares sum to one", async ({ orgId }) => {
    const page = await getOccupationPage(reader(orgId), { code: payroll, tab: "activities" });
    const { content, exposure } = page;
    if (content.tab !== "activities") throw new Error("Another part was read.");
    const detailed = content.activities.filter(({ level }) => level === "dwa");
    expect(detailed.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const mean = detailed.reduce((sum, { share, exposure: e }) => sum + share * (e?.value ?? 0), 0);
    expect(mean).toBeCloseTo(exposure.value ?? 0, 9);
    expect(content.ratings).toHaveLength(41);
    const [heaviest] = detailed;
    const opened = await getOccupationPage(reader(orgId), {
      code: payroll,
      tab: "activities",
      open: heaviest?.id,
    });
    if (opened.content.tab !== "activities") throw new Error("Another part was read.");
    expect(opened.content.open?.id).toBe(heaviest?.id);
    expect(opened.content.open?.tasks.length).toBeGreaterThan(0);
  });

  dbTest(
    "names the siblings of an occupation without tasks, and leaves soldiers unknown",
    async ({ orgId }) => {
      const ctx = reader(orgId);
      const { exposure, content } = await getOccupationPage(ctx, { code: managers, tab: "activities" });
      expect(exposure.tasks.total).toBe(0);
      expect(exposure.siblings?.count).toBeGreaterThan(0);
      if (content.tab !== "activities") throw new Error("Another part was read.");
      expect(content.siblings).toHaveLength(exposure.siblings?.count ?? -1);
      expect((await getOccupationPage(ctx, { code: soldier })).exposure).toMatchObject({
        value: null,
        siblings: null,
      });
    },
  );

  dbTest("reads the other parts, page by page", async ({ orgId }) => {
    const ctx = reader(orgId);
    for (const tab of ["skills", "technologies", "related", "titles"] as const) {
      const { content } = await getOccupationPage(ctx, { code: "15-1252.00", tab });
      expect(content.tab).toBe(tab);
    }
    const { content } = await getOccupationPage(ctx, { code: "15-1252.00", tab: "titles", page: 99 });
    if (content.tab !== "titles") throw new Error("Another part was read.");
    expect(content.list.page).toBe(content.list.pageCount);
  });

  dbTest("is seen through another source, which may score no task itself", async ({ orgId }) => {
    const ctx = reader(orgId);
    const page = await getOccupationPage(ctx, { code: payroll, source: "gwa-classes@1" });
    expect(page.source.source).toBe("gwa-classes");
    expect(page.exposure.tasks).toMatchObject({ scored: 0, unknown: 0 });
    expect(page.exposure.tasks.borrowed).toBe(page.exposure.tasks.total);
    if (page.content.tab !== "tasks") throw new Error("Another part was read.");
    expect(
      page.content.tasks.every(({ exposure, label }) => exposure?.level === "gwa" && label === null),
    ).toBe(true);
    await expect(getOccupationPage(ctx, { code: payroll, source: "nobody@1" })).rejects.toMatchObject(
      notFound,
    );
  });

  dbTest("knows no code that the release does not have", async ({ orgId }) => {
    await expect(getOccupationPage(reader(orgId), { code: "99-9999.00" })).rejects.toMatchObject(notFound);
  });
});

describe("getActivityTreePage", () => {
  dbTest("opens by id and counts what lies beneath", async ({ orgId }) => {
    const ctx = reader(orgId);
    const whole = await getActivityTreePage(ctx, {});
    expect(whole.nodes).toHaveLength(41);
    expect(whole.nodes.every(({ children }) => children === undefined)).toBe(true);
    expect(whole.nodes.filter(({ childCount }) => childCount === 0)).toHaveLength(4);
    const [gwa] = whole.nodes;
    const iwa = (await getActivityTreePage(ctx, { open: gwa?.id })).nodes[0]?.children?.[0];
    const dwa = (await getActivityTreePage(ctx, { open: iwa?.id })).nodes[0]?.children?.[0]?.children?.[0];
    const { open } = await getActivityTreePage(ctx, { open: dwa?.id });
    expect(open?.lineage.map(({ level }) => level)).toEqual(["gwa", "iwa", "dwa"]);
    expect(open?.tasks?.total).toBe(dwa?.taskCount);
    expect(dwa?.scoredCount).toBeLessThanOrEqual(dwa?.taskCount ?? 0);
  });

  dbTest("finds by name with what stands above it", async ({ orgId }) => {
    const { nodes, foundCount } = await getActivityTreePage(reader(orgId), { q: "finacial recrods" });
    expect(foundCount).toBeGreaterThan(0);
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.length).toBeLessThan(41);
    expect((await getActivityTreePage(reader(orgId), { q: "qqqqqq" })).nodes).toEqual([]);
  });
});

describe("getLenses", () => {
  dbTest("ranks by both sources", async ({ orgId }) => {
    const page = await getLenses(reader(orgId), {
      a: "eloundou-gpt4-beta@2024",
      b: "gwa-classes@1",
      sort: "title",
    });
    expect(page.sharedCount).toBeGreaterThan(850);
    expect(page.correlation).toBeGreaterThan(0);
    expect(page.correlation).toBeLessThan(1);
    expect(page.list.rows[0]?.title.startsWith("A")).toBe(true);
  });

  dbTest("falls back to two sources, within a major group as well", async ({ orgId }) => {
    const page = await getLenses(reader(orgId), { a: "nobody@1", group: "15" });
    expect(page.a.source).not.toBe(page.b.source);
    expect(page.list.rows.every(({ code }) => code.startsWith("15-"))).toBe(true);
    const same = await getLenses(reader(orgId), { a: "cdr@2026-03-13", b: "cdr@2026-03-13" });
    expect(same.correlation).toBeCloseTo(1, 12);
  });
});

describe("getEvidence", () => {
  dbTest("leads a task to the row of its source", async ({ tx, orgId }) => {
    const [task] = await tx
      .select({ id: onetTasks.taskId })
      .from(onetTasks)
      .where(eq(onetTasks.code, payroll))
      .limit(1);
    const id = String(task?.id);
    const page = await getEvidence(reader(orgId), { level: "task", id });
    expect(page.occupation?.code).toBe(payroll);
    expect(page.scores[0]).toMatchObject({ level: "task", elementId: id });
    expect(page.scores[0]?.value).toBe(page.exposure?.value);
    expect(page.others.length).toBeGreaterThan(0);
    expect(page.source.citation).not.toBe("");
  });

  dbTest("leads an activity to the tasks beneath it, or to its class", async ({ orgId }) => {
    const ctx = reader(orgId);
    const gwa = "4.A.1.a.1";
    const byTasks = await getEvidence(ctx, { level: "gwa", id: gwa, source: "eloundou-gpt4-beta@2024" });
    expect(byTasks.scores).toEqual([]);
    expect(byTasks.beneath?.tasks.rows.length).toBeGreaterThan(0);
    const byClass = await getEvidence(ctx, { level: "gwa", id: gwa, source: "gwa-classes@1" });
    expect(byClass.scores).toMatchObject([{ level: "gwa", elementId: gwa, value: byClass.exposure?.value }]);
  });

  dbTest("knows neither elements nor sources that are not there", async ({ orgId }) => {
    const ctx = reader(orgId);
    for (const place of [
      { level: "task", id: "999999999" },
      { level: "task", id: "x" },
      { level: "dwa", id: "4.A.1.a.1" },
      { level: "gwa", id: "4.A.1.a.1", source: "nobody@1" },
    ]) {
      await expect(getEvidence(ctx, place)).rejects.toMatchObject(notFound);
    }
  });
});
