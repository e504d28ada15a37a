import { sql } from "drizzle-orm";
import { pgPolicy, pgRole, timestamp, uuid } from "drizzle-orm/pg-core";

/** The role of the web process: neither owner, nor superuser, nor BYPASSRLS. */
const appRole = pgRole("opportune_app").existing();
/** The role of the worker: reads across organizations for sweeps and owns the queue. */
const systemRole = pgRole("opportune_system").existing();

/** After a transaction the setting reads '' on the same connection, hence `nullif`. */
const currentOrg = sql`(select nullif(current_setting('app.org_id', true), '')::uuid)`;

/** The row-level security every tenant table carries; `db/migrate.ts` adds FORCE and the grants. */
export function tenantPolicies(table: string) {
  return [
    pgPolicy(`${table}_tenant`, {
      for: "all",
      to: appRole,
      using: sql`org_id = ${currentOrg}`,
      withCheck: sql`org_id = ${currentOrg}`,
    }),
    pgPolicy(`${table}_system`, { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ];
}

/** A member may read their own memberships before an organization is chosen (sign-in, switching). */
export const ownMembershipPolicy = pgPolicy("memberships_own", {
  for: "select",
  to: appRole,
  using: sql`user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`,
});

export const newId = () => uuid().notNull().default(sql`uuidv7()`);
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => moment().notNull().defaultNow();
