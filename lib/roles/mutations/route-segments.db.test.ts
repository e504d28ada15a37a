import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { OrgId, Tx } from "@/db/client";
import { roles, workforceSegments } from "@/db/schema";
import { dbTest, testOrgId } from "@/db/testing/db-test";
import { makeRole, makeSegment } from "@/db/testing/factories";
import { makeRoster } from "@/lib/roles/testing/role-fixtures";
import { routeSegments } from "./route-segments";

async function analystsOf(tx: Tx, orgId: OrgId) {
  const roster = await makeRoster(tx, orgId, [
    { title: "Analyst", department: "Finance" },
    { title: "Anaylst", department: "Finance" },
    { title: "Welder", department: "Shop" },
  ]);
  const { sessionId, upload, roleIds } = roster;
  const [analyst = "", misspelt = "", welder = ""] = roleIds;
  const add = (roleId: string, department: string | null) =>
    makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId, department });
  await add(analyst, "Marketing");
  await add(analyst, null);
  const where = async () => {
    const rows = await tx
      .select({
        title: workforceSegments.titleKey,
        department: workforceSegments.department,
        role: roles.title,
      })
      .from(workforceSegments)
      .innerJoin(roles, eq(roles.id, workforceSegments.roleId));
    return rows.map(({ title, department, role }) => `${title}/${department ?? "-"} → ${role}`).sort();
  };
  const split = (department: string | null, title = "Analyst") =>
    makeRole(tx, {
      orgId,
      sessionId,
      title: `${title} · ${department ?? "no department"}`,
      titleKey: title.toLowerCase(),
      department,
      departmentKey: department?.toLowerCase() ?? "",
    });
  return { ...roster, analyst, misspelt, welder, where, split };
}

describe("routeSegments", () => {
  dbTest("leaves people with the role of their title while nobody shaped it", async ({ tx, orgId }) => {
    const { ctx, sessionId, where } = await analystsOf(tx, orgId);
    const before = await where();
    expect(await routeSegments(tx, ctx, { sessionId })).toBe(0);
    expect(await where()).toEqual(before);
  });

  dbTest("moves the people of a department, in any case, and those without one", async ({ tx, orgId }) => {
    const { ctx, sessionId, upload, analyst, where, split } = await analystsOf(tx, orgId);
    await makeSegment(tx, { orgId, sessionId, uploadId: upload.id, roleId: analyst, department: "FINANCE" });
    await split("Finance");
    await split(null);
    expect(await routeSegments(tx, ctx, { sessionId })).toBe(3);
    expect(await where()).toEqual([
      "analyst/- → Analyst · no department",
      "analyst/FINANCE → Analyst · Finance",
      "analyst/Finance → Analyst · Finance",
      "analyst/Marketing → Analyst",
      "anaylst/Finance → Anaylst",
      "welder/Shop → Welder",
    ]);
    expect(await routeSegments(tx, ctx, { sessionId })).toBe(0);
  });

  dbTest("follows merges, of whole roles and of parts, and the way back", async ({ tx, orgId }) => {
    const { ctx, sessionId, analyst, misspelt, where, split } = await analystsOf(tx, orgId);
    const part = await split("Finance", "Anaylst");
    const merge = (id: string, mergedIntoId: string | null) =>
      tx.update(roles).set({ mergedIntoId }).where(eq(roles.id, id));
    await merge(misspelt, analyst);
    await routeSegments(tx, ctx, { sessionId });
    expect(await where()).toContain("anaylst/Finance → Anaylst · Finance");
    await merge(part.id, analyst);
    await routeSegments(tx, ctx, { sessionId });
    expect(await where()).toContain("anaylst/Finance → Analyst");
    await merge(part.id, null);
    await routeSegments(tx, ctx, { sessionId, titleKeys: ["welder"] });
    expect(await where()).toContain("anaylst/Finance → Analyst");
    await routeSegments(tx, ctx, { sessionId, titleKeys: ["anaylst"] });
    expect(await where()).toContain("anaylst/Finance → Anaylst · Finance");
  });

  dbTest("touches no other session and no other organization", async ({ tx, orgId }) => {
    const { ctx, sessionId, where, split } = await analystsOf(tx, orgId);
    const other = await makeRoster(tx, orgId, []);
    await split("Finance");
    expect(await routeSegments(tx, ctx, { sessionId: other.sessionId })).toBe(0);
    expect(await routeSegments(tx, { ...ctx, orgId: testOrgId(randomUUID()) }, { sessionId })).toBe(0);
    expect(await where()).toContain("analyst/Finance → Analyst");
  });
});
