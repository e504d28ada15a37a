import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import { inspect } from "node:util";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { type HalfOpenWatch, watchHalfOpen } from "./half-open";
import * as schema from "./schema";

// Its message holds the statement with every parameter, and Next prints whatever a page throws. Whoever prints one of
// these gets where it happened and the database's own code.
Object.defineProperty(DrizzleQueryError.prototype, inspect.custom, {
  configurable: true,
  value(this: DrizzleQueryError) {
    const code: unknown = this.cause && Reflect.get(this.cause, "code");
    const frames = this.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
    return [`DrizzleQueryError: the database refused a query (${String(code)})`, ...frames].join("\n");
  },
});

export type Database = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** An organization's id that `lib/auth` has minted for the person or job at hand. */
export type OrgId = string & { readonly __brand: "OrgId" };

interface Pool {
  readonly client: Sql;
  readonly db: Database;
  readonly watch: HalfOpenWatch;
}

type Role = "app" | "system";

// One pool per process and role: Next bundles instrumentation and routes apart, so the module may load twice.
const pools = globalThis as typeof globalThis & { opportunePools?: Partial<Record<Role, Pool>> };

function pool(role: Role): Pool {
  pools.opportunePools ??= {};
  const present = pools.opportunePools[role];
  if (present) return present;
  // Read here and not through lib/env, because the database is the floor; lib/env checks both at start.
  const url = role === "app" ? process.env.DATABASE_URL : process.env.DATABASE_SYSTEM_URL;
  if (!url)
    throw new Error(
      `No address for the ${role} role: ${role === "app" ? "DATABASE_URL" : "DATABASE_SYSTEM_URL"}`,
    );
  const watch = watchHalfOpen(url);
  const client = postgres(url, {
    ...{ socket: watch.connect },
    max: role === "app" ? 10 : 4,
    onnotice: () => undefined,
    connection: { application_name: `opportune_${role}` },
    // Its own defaults wait up to 30 seconds for a connection and up to 20 between attempts; the product is to be well
    // again soon after the database.
    connect_timeout: 5,
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 2),
  });
  const opened = { client, db: drizzle(client, { schema, casing: "snake_case" }), watch };
  pools.opportunePools[role] = opened;
  return opened;
}

interface Scope {
  readonly kind: "org" | "person" | "system";
  readonly id: string;
  readonly tx: Tx;
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Opens the transaction and names the tenant without waiting in between: postgres.js keeps the order of one
 * connection, so the setting travels with the first query. Were it ever late, the query would read empty.
 */
async function scoped<T>(
  role: Role,
  scope: Omit<Scope, "tx">,
  setting: "app.org_id" | "app.user_id" | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outer = scopes.getStore();
  if (outer) {
    if (outer.kind === scope.kind && outer.id === scope.id) return work(outer.tx);
    if (scope.kind !== "org" || outer.kind === "org") {
      throw new Error(
        `A transaction for ${scope.kind} ${scope.id} was opened inside one for ${outer.kind} ${outer.id}.`,
      );
    }
  }
  return pool(role).db.transaction(async (tx) => {
    const named = setting
      ? tx.execute(sql`select set_config(${setting}, ${scope.id}, true)`).then(() => undefined)
      : Promise.resolve();
    const [result] = await Promise.all([scopes.run({ ...scope, tx }, () => work(tx)), named]);
    return result;
  });
}

/** One transaction in which the organization's rows, and only those, exist. Nested calls join it. */
export function inOrg<T>(scope: { readonly orgId: OrgId }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped("app", { kind: "org", id: scope.orgId }, "app.org_id", work);
}

/** For lib/auth: a transaction in which a person's own memberships can be read, before an organization is known. */
export function asPerson<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped("app", { kind: "person", id: userId }, "app.user_id", work);
}

/** For lib/auth: the tables above the tenants (users, sign-ins, links). Tenant tables read empty here. */
export function identityDb(): Database {
  return pool("app").db;
}

/**
 * Across organizations, for lib/jobs and sweeps only: another database role over another pool.
 * @param reason shows in `pg_stat_activity` and says why the wall is passed.
 */
export function asSystem<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped("system", { kind: "system", id: reason }, null, work);
}

/** The system role's raw connection, for LISTEN and the queue. */
export function systemClient(): Sql {
  return pool("system").client;
}

/** A socket for connections of the system role that are not ours to open: the queue's. */
export function systemSocket(): Socket {
  return pool("system").watch.socket();
}

/**
 * The application role's ear: a connection of its own that comes back by itself. Messages carry ids at most; what is
 * true is read from the tables inside a tenant.
 */
export async function listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
  const { unlisten } = await pool("app").client.listen(channel, hear);
  return unlisten;
}

/** Ends every pool of this process. */
export async function closePools(): Promise<void> {
  const open = Object.values(pools.opportunePools ?? {});
  pools.opportunePools = {};
  for (const { watch } of open) watch.stop();
  await Promise.all(open.map(({ client }) => client.end({ timeout: 5 })));
}
