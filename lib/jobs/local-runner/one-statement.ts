import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { systemClient } from "@/db/client";

const dialect = new PgDialect({ casing: "snake_case" });

/**
 * In the list of a `select`: the commit does not wait for the disk. For what may be lost with the last half second
 * before the database's death: that a run was taken up or brought to its end, but never what one of its steps returned.
 */
export const withoutWaiting = sql`set_config('synchronous_commit', 'off', true)`;

/**
 * A statement that is a transaction of its own, across organizations: no round trips for begin and commit, and parsed
 * once per connection. Times come back as text; columns keep the names of the table.
 */
export async function oneStatement<Row extends object>(statement: SQL): Promise<readonly Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const rows = await systemClient().unsafe<Row[]>(text, params.map(bindable), { prepare: true });
  return rows;
}

/**
 * Several statements in one transaction that travel together, so that it takes as long as one. Each sees what the ones
 * before it have waited for. When one fails, none has done anything.
 */
export async function oneJourney<Row extends object>(
  ...statements: readonly SQL[]
): Promise<readonly Row[][]> {
  const connection = await systemClient().reserve();
  try {
    const sent = [
      connection.unsafe("begin"),
      ...statements.map((statement) => {
        const { sql: text, params } = dialect.sqlToQuery(statement);
        return connection.unsafe<Row[]>(text, params.map(bindable), { prepare: true });
      }),
      // Of a transaction that failed this makes a rollback.
      connection.unsafe("commit"),
    ];
    const settled = await Promise.allSettled(sent);
    const failed = settled.find((each) => each.status === "rejected");
    if (failed) throw failed.reason;
    return settled
      .slice(1, -1)
      .map((each) => (each.status === "fulfilled" ? [...(each.value as Row[])] : []));
  } finally {
    connection.release();
  }
}

function bindable(value: unknown): string | number | boolean | null | string[] {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : String(value);
}
