import postgres, { type Sql } from "postgres";
import { StartError } from "@/db/embedded/start-error";

/** The roles that the policies of the tables are written for, and the variable that says how to connect as each. */
const roles = [
  { name: "opportune_app", variable: "DATABASE_URL", rights: "connect" },
  // The worker's queue lives in a schema of its own, which this role makes.
  { name: "opportune_system", variable: "DATABASE_SYSTEM_URL", rights: "connect, create" },
] as const;

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function statementsFor(
  { name, rights }: (typeof roles)[number],
  password: string,
  database: string,
): string[] {
  return [
    `create role ${name} with login nosuperuser nobypassrls nocreatedb nocreaterole password ${quoted(password)}`,
    `grant ${rights} on database "${database.replaceAll('"', '""')}" to ${name}`,
  ];
}

async function createMissing(owner: Sql, variables: Readonly<Record<string, string>>): Promise<void> {
  const [self] = await owner<{ database: string; may: boolean }[]>`
    select current_database() as database, rolcreaterole or rolsuper as may
      from pg_roles where rolname = current_user`;
  for (const role of roles) {
    const address = new URL(variables[role.variable] ?? "");
    if (address.username !== role.name) {
      throw new StartError(
        `${role.variable} connects as "${address.username}". It must be ${role.name}: the policies that keep ` +
          "organizations apart are written for that role.",
      );
    }
    const [present] = await owner`select 1 from pg_roles where rolname = ${role.name}`;
    if (present) continue;
    const database = self?.database ?? "";
    if (!self?.may) {
      throw new StartError(
        `The role ${role.name} is not there, and the role of DATABASE_OWNER_URL may not create it. ` +
          `As one that may, run:\n  ${statementsFor(role, "…", database).join(";\n  ")};`,
      );
    }
    for (const statement of statementsFor(role, decodeURIComponent(address.password), database)) {
      await owner.unsafe(statement);
    }
  }
}

/** @throws StartError when nobody answers there, or not to this role and password */
async function withConnection(
  variables: Readonly<Record<string, string>>,
  variable: string,
  work: (client: Sql) => Promise<void>,
): Promise<void> {
  const options = { max: 1, connect_timeout: 10, onnotice: () => undefined };
  const client = postgres(variables[variable] ?? "", options);
  try {
    await work(client);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new StartError(
      `${variable} cannot be used (${reason}). Start that database, or mend the address.`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** With a database of one's own: the roles are created where the owner may, else the person is told how. */
export async function ensureOwnRoles(variables: Readonly<Record<string, string>>): Promise<void> {
  await withConnection(variables, "DATABASE_OWNER_URL", (owner) => createMissing(owner, variables));
  for (const { variable } of roles) {
    await withConnection(variables, variable, async (client) => {
      await client`select 1`;
    });
  }
}
