import postgres from "postgres";
import { ensureDatabase, ensureRoles, type RolePasswords } from "../roles";
import { superuserUrl } from "./cluster";

/** One address per role, as the environment variables of the same names hold them. */
export interface Addresses {
  readonly DATABASE_URL: string;
  readonly DATABASE_SYSTEM_URL: string;
  readonly DATABASE_OWNER_URL: string;
}

export function addressesOf(port: number, database: string, passwords: RolePasswords): Addresses {
  const address = (role: string, password: string) =>
    `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  return {
    DATABASE_URL: address("opportune_app", passwords.app),
    DATABASE_SYSTEM_URL: address("opportune_system", passwords.system),
    DATABASE_OWNER_URL: address("opportune_owner", passwords.owner),
  };
}

/** Creates or mends the roles and the database on a cluster of ours. */
export async function provision(
  port: number,
  database: string,
  passwords: RolePasswords & { readonly superuser: string },
): Promise<Addresses> {
  const admin = postgres(superuserUrl(port, passwords.superuser), { max: 1, onnotice: () => undefined });
  try {
    await ensureRoles(admin, passwords);
    await ensureDatabase(admin, database);
  } finally {
    await admin.end({ timeout: 5 });
  }
  return addressesOf(port, database, passwords);
}
