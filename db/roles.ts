import type { Sql } from "postgres";

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly system: string;
}

const databaseRoles = {
  owner: "opportune_owner",
  app: "opportune_app",
  system: "opportune_system",
} as const;

const safeName = /^[a-z_][a-z0-9_]*$/;

/**
 * Creates or mends the three roles with a connection that may (the embedded server's superuser).
 * The owner runs migrations; the application and the system role own no table of ours.
 */
export async function ensureRoles(admin: Sql, passwords: RolePasswords): Promise<void> {
  for (const key of ["owner", "app", "system"] as const) {
    const name = databaseRoles[key];
    const [present] = await admin`select 1 from pg_roles where rolname = ${name}`;
    const password = passwords[key].replaceAll("'", "''");
    await admin.unsafe(
      `${present ? "alter" : "create"} role ${name} with login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`,
    );
  }
  // A query that runs away ends by itself; the longest of ours, an import of 500,000 rows, takes seconds.
  await admin.unsafe(`alter role ${databaseRoles.app} set statement_timeout = '2min'`);
}

/** Creates the database when it is not there, owned by the owner role and closed to everybody else. */
export async function ensureDatabase(admin: Sql, database: string): Promise<void> {
  if (!safeName.test(database)) throw new Error(`"${database}" is no database name this product uses.`);
  const [present] = await admin`select 1 from pg_database where datname = ${database}`;
  if (!present) await admin.unsafe(`create database ${database} owner ${databaseRoles.owner}`);
  await admin.unsafe(`revoke all on database ${database} from public`);
  await admin.unsafe(
    `grant connect on database ${database} to ${databaseRoles.app}, ${databaseRoles.system}`,
  );
  // graphile-worker keeps its tables in a schema of its own, owned by the system role.
  await admin.unsafe(`grant create on database ${database} to ${databaseRoles.system}`);
}
