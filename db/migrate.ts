import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { bulkTables } from "./bulk-tables";

// Every process of the product runs from the project's root.
const migrationsFolder = join(process.cwd(), "db", "migrations");

/** Tables above the tenants that the application may write; everything else without `org_id` is reference data. */
const writableGlobals = [
  "organizations",
  "users",
  "sign_ins",
  "one_time_links",
  "rate_limits",
  "onet_syncs",
  "model_circuits",
];

/**
 * Brings the schema to head and then sets what drizzle-kit cannot generate: forced row-level security on every
 * table with `org_id`, and the grants. Repeatable; runs as the owner.
 */
export async function migrateToHead(owner: Sql): Promise<void> {
  const db = drizzle(owner, { casing: "snake_case" });
  await migrate(db, { migrationsFolder });
  await db.transaction(async (tx) => {
    await tx.execute(sql`grant usage on schema public, drizzle to opportune_app, opportune_system`);
    await tx.execute(
      sql`grant select on all tables in schema public, drizzle to opportune_app, opportune_system`,
    );
    const tables = await tx.execute<{ name: string; is_tenant: boolean }>(sql`
      select c.relname as name,
             exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id') as is_tenant
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`);
    for (const { name, is_tenant: isTenant } of tables) {
      const table = sql.identifier(name);
      if (isTenant) await tx.execute(sql`alter table ${table} force row level security`);
      if (isTenant || writableGlobals.includes(name)) {
        await tx.execute(sql`grant insert, update, delete on ${table} to opportune_app`);
      }
      await tx.execute(sql`grant insert, update, delete on ${table} to opportune_system`);
      // Whoever adds a release or a roster refreshes the planner's statistics of these tables.
      if (name.startsWith("onet_") || (bulkTables as readonly string[]).includes(name)) {
        await tx.execute(sql`grant maintain on ${table} to opportune_system`);
      }
    }
    // What happened stays: rows may be added, never changed.
    await tx.execute(sql`revoke update, delete on history, scoring_reviews from opportune_app`);
    await tx.execute(sql`revoke update on scoring_template_versions, profile_versions from opportune_app`);
    // The app enqueues and reads how it went; only the worker drives runs.
    await tx.execute(sql`revoke update, delete on outbox from opportune_app`);
    await tx.execute(
      sql`revoke insert, update, delete on function_runs, function_steps, function_tries from opportune_app`,
    );
  });
}

/** Migrations that the code knows, newest last, by the time stamp that drizzle records. */
export function newestMigration(): number {
  const known = readMigrationFiles({ migrationsFolder });
  return known.at(-1)?.folderMillis ?? 0;
}
