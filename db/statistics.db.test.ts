import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { bulkTables } from "./bulk-tables";
import { asSystem } from "./client";
import { refreshStatistics } from "./statistics";
import { committed, committedWorld } from "./testing/db-test";
import { makeSession } from "./testing/factories";

const roleCount = 2_000;

/** How many rows the planner believes a table has; -1 before anybody counted. */
const believed = async (table: string) => {
  const [row] = await asSystem("test", (tx) =>
    tx.execute<{ count: number }>(
      sql`select reltuples::int as count from pg_class where oid = ${table}::regclass`,
    ),
  );
  return row?.count;
};

// The test database collects no statistics by itself.
it("tells the planner of many new rows, and of few nothing", async () => {
  const { orgId, user } = await committedWorld();
  await committed(async (tx) => {
    const { id: sessionId } = await makeSession(tx, { orgId, ownerId: user.id });
    await tx.execute(sql`
      insert into roles (org_id, session_id, title, title_key)
      select ${orgId}, ${sessionId}, 'Clerk ' || i, 'clerk ' || i from generate_series(1, ${roleCount}) i`);
  });
  const before = await believed("roles");
  await refreshStatistics(["roles"], 999);
  expect(await believed("roles")).toBe(before);
  await refreshStatistics(["roles"], roleCount);
  expect(await believed("roles")).toBeGreaterThanOrEqual(roleCount);
});

it("may do so for every table that is filled in bulk", async () => {
  // Without the right, the database would only warn.
  const rows = await asSystem("test", (tx) =>
    tx.execute<{ name: string }>(sql`
      select name from unnest(${sql.param([...bulkTables])}::text[]) name
       where has_table_privilege('opportune_system', name, 'maintain')`),
  );
  expect(rows.map(({ name }) => name)).toEqual([...bulkTables]);
});
