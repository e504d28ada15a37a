import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asPerson, asSystem, identityDb, inOrg, type Tx } from "./client";
import { history, jobs, organizations } from "./schema";
import { connect } from "./testing/connections";
import { committed, committedWorld, dbTest, type World } from "./testing/db-test";
import { makeJob, makeMembership, makeOrg, makeSession, makeUser } from "./testing/factories";

interface Column {
  readonly name: string;
  readonly type: string;
}

let admin: Sql;
let app: Sql;
let tenantTables: readonly string[];

beforeAll(async () => {
  admin = connect("superuser");
  app = connect("app");
  const rows = await admin<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;
  tenantTables = rows.map(({ name }) => name);
});

afterAll(async () => {
  await Promise.all([admin.end(), app.end()]);
});

/** A value of the column's type, for columns that must have one. */
function fillerFor({ name, type }: Column, orgId: string): unknown {
  if (name === "org_id") return orgId;
  if (type === "uuid") return randomUUID();
  if (type === "jsonb" || type === "json") return {};
  if (type === "boolean") return false;
  if (type.endsWith("[]")) return [];
  if (type.startsWith("timestamp") || type === "date") return new Date(0);
  if (/int|numeric|double|real/.test(type)) return 1;
  return "x";
}

/** What the checks of a table ask for beyond a filled row. */
const extras: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  profile_links: { kind: "lead", candidate_id: randomUUID() },
  scoring_jobs: { source: "prompt" },
  scoring_points: { points: 1 },
};

/** One row, whatever the table: the superuser's session skips foreign keys. */
async function fillTable(table: string, orgId: string): Promise<void> {
  const columns = await admin<Column[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
       and attnotnull and not atthasdef and attidentity = '' and attgenerated = ''`;
  const row = Object.fromEntries(columns.map((column) => [column.name, fillerFor(column, orgId)]));
  const full = { ...row, ...extras[table] };
  await admin`insert into ${admin(table)} ${admin(full)}`;
}

async function countRows(client: Sql, table: string): Promise<number> {
  const [row] = await client<{ count: number }[]>`select count(*)::int as count from ${client(table)}`;
  return row?.count ?? -1;
}

describe("the wall between tenants", () => {
  it("hides every row of every tenant table when no tenant is set", async () => {
    await admin`set session_replication_role = replica`;
    const orgId = randomUUID();
    for (const table of tenantTables) await fillTable(table, orgId);
    await admin`set session_replication_role = default`;

    expect(tenantTables.length).toBeGreaterThanOrEqual(20);
    for (const table of tenantTables) {
      expect(await countRows(admin, table), `${table} has a row`).toBeGreaterThan(0);
      expect(await countRows(app, table), `${table} seen without a tenant`).toBe(0);
      // After a transaction the setting is '' on that connection, which must read empty too.
      await app.begin(async (tx) => {
        await tx`select set_config('app.org_id', ${orgId}, true)`;
        const [row] = await tx<{ count: number }[]>`select count(*)::int as count from ${tx(table)}`;
        expect(row?.count, `${table} seen by its tenant`).toBeGreaterThan(0);
      });
      expect(await countRows(app, table), `${table} seen after the tenant's transaction`).toBe(0);
    }
  });

  it("has row-level security enabled and forced on every tenant table", async () => {
    const open = await admin`
      select relname from pg_class
       where relnamespace = 'public'::regnamespace and relname = any(${[...tenantTables]})
         and not (relrowsecurity and relforcerowsecurity)`;
    expect(open).toEqual([]);
  });

  it("shows the app a row only through the tenant, or a person's own membership", async () => {
    const policies = await admin`
      select tablename, policyname, qual from pg_policies
       where 'opportune_app' = any(roles) or 'public' = any(roles)
       order by 1, 2`;
    const others = policies.filter(({ qual }) => !String(qual).includes("app.org_id"));
    expect(others.map(({ policyname }) => policyname)).toEqual(["memberships_own"]);
    expect(policies.length).toBe(tenantTables.length + 1);
  });

  it("ties tenant tables together by keys that start with the organization", async () => {
    const loose = await admin`
      select conrelid::regclass::text as from_table, conname
        from pg_constraint c
       where contype = 'f' and conrelid::regclass::text = any(${[...tenantTables]})
         and confrelid::regclass::text = any(${[...tenantTables]})
         and (cardinality(conkey) < 2
              or (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'org_id'
              or (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) <> 'org_id')`;
    expect(loose).toEqual([]);
  });

  it("starts every unique key of a tenant table with the organization", async () => {
    const loose = await admin`
      select i.indexrelid::regclass::text as index
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indisunique and i.indrelid::regclass::text = any(${[...tenantTables]}) and a.attname <> 'org_id'`;
    expect(loose).toEqual([]);
  });
});

describe("the roles", () => {
  it("gives the app and the system role neither power nor property", async () => {
    const rows = await admin`
      select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as is_mighty,
             exists (select 1 from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace)
               or exists (select 1 from pg_database where datdba = r.oid) as is_owner,
             exists (select 1 from pg_auth_members where member = r.oid) as is_member
        from pg_roles r where rolname in ('opportune_app', 'opportune_system') order by 1`;
    expect(rows).toEqual([
      { rolname: "opportune_app", is_mighty: false, is_owner: false, is_member: false },
      { rolname: "opportune_system", is_mighty: false, is_owner: false, is_member: false },
    ]);
  });

  it.each([
    "create table sneaky (id int)",
    "truncate jobs",
    "alter table jobs disable row level security",
    "set role opportune_owner",
    "set role opportune_system",
    "update onet_releases set pack_hash = ''",
  ])("refuses the app: %s", async (statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  });

  dbTest("refuses to rewrite history", async ({ tx, orgId, user }) => {
    await tx.insert(history).values({
      orgId,
      name: "session.created",
      subjectKind: "session",
      subjectId: randomUUID(),
      actorKind: "user",
      actorId: user.id,
      requestId: "test",
    });
    const denied = { cause: { code: "42501" } };
    await expect(tx.transaction((inner) => inner.update(history).set({ name: "x" }))).rejects.toMatchObject(
      denied,
    );
    await expect(tx.transaction((inner) => inner.delete(history))).rejects.toMatchObject(denied);
    expect(await tx.select().from(history)).toHaveLength(1);
  });
});

describe("a transaction for an organization", () => {
  let one: World;
  let two: World;

  beforeAll(async () => {
    [one, two] = await Promise.all([committedWorld(), committedWorld()]);
    await committed(async (tx) => {
      await makeJob(tx, { orgId: one.orgId, requestedBy: one.user.id, requestId: "one" });
      await makeJob(tx, { orgId: two.orgId, requestedBy: two.user.id, requestId: "two" });
    });
  });

  const requestIds = async (tx: Tx) => (await tx.select().from(jobs)).map(({ requestId }) => requestId);

  it("refuses a row of another organization", async () => {
    const foreign = { orgId: two.orgId, ownerId: one.user.id };
    await expect(inOrg(one, (tx) => makeSession(tx, foreign))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });

  it("joins one of the same organization and refuses another's", async () => {
    await inOrg(one, (outer) => inOrg(one, async (inner) => expect(inner).toBe(outer)));
    const nested = inOrg(one, () => inOrg(two, requestIds));
    await expect(nested).rejects.toThrow(/opened inside/);
    const system = inOrg(one, () => asSystem("test", requestIds));
    await expect(system).rejects.toThrow(/opened inside/);
  });

  it("lets the system role read across organizations", async () => {
    const seen = await asSystem("test", requestIds);
    expect(seen).toEqual(expect.arrayContaining(["one", "two"]));
  });

  it("shows a person their own memberships, and nobody else's", async () => {
    const other = await committed((tx) => makeOrg(tx));
    await committed((tx) => makeMembership(tx, { orgId: other.id, userId: one.user.id }));
    const seen = await asPerson(one.user.id, (tx) =>
      tx.execute<{ org_id: string; user_id: string }>(sql`select org_id, user_id from memberships`),
    );
    expect(new Set(seen.map((row) => row.user_id))).toEqual(new Set([one.user.id]));
    expect(new Set(seen.map((row) => row.org_id))).toEqual(new Set([one.orgId, other.id]));
  });

  it("keeps 10,000 mixed reads apart on pooled connections", async () => {
    const worlds = [
      { world: one, own: ["one"] },
      { world: two, own: ["two"] },
    ];
    const lanes = Array.from({ length: 20 }, async (_, lane) => {
      for (let turn = 0; turn < 500; turn += 1) {
        const pick = (lane + turn) % 3;
        const chosen = worlds[pick];
        if (chosen) expect(await inOrg(chosen.world, requestIds)).toEqual(chosen.own);
        else expect(await identityDb().select().from(jobs)).toEqual([]);
      }
    });
    await Promise.all(lanes);
  }, 60_000);

  it("rolls everything back when the work throws", async () => {
    const name = `Gone ${randomUUID()}`;
    const work = inOrg(one, async (tx) => {
      await makeUser(tx, { name });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    const left = await committed((tx) => tx.execute(sql`select 1 from users where name = ${name}`));
    expect(left).toHaveLength(0);
  });
});

describe("a rolled-back test", () => {
  let seen: string | undefined;
  dbTest("has an organization of its own", async ({ tx, orgId }) => {
    seen = orgId;
    expect(await tx.select().from(organizations).where(sql`id = ${orgId}`)).toHaveLength(1);
  });
  it("leaves nothing behind", async () => {
    expect(seen).toBeDefined();
    const left = await committed((tx) => tx.execute(sql`select 1 from organizations where id = ${seen}`));
    expect(left).toHaveLength(0);
  });
});
