import { sql } from "drizzle-orm";
import type { BulkTable } from "./bulk-tables";
import { asSystem } from "./client";

/** Fewer new rows than this make no plan slow. */
const leastRows = 1_000;

/**
 * Tells the planner of rows that were just committed. The database does so by itself, a minute or more later. Until then
 * an organization that is new to its statistics counts as one without rows, and tables are joined by reading all that
 * the organization has in one for each row of the other: minutes, with 50,000 roles. One table at a time, so that
 * nobody holds one and waits for the next.
 * @param writtenRows how many were written to the fullest of the tables
 */
export async function refreshStatistics(tables: readonly BulkTable[], writtenRows: number): Promise<void> {
  if (writtenRows < leastRows) return;
  for (const table of tables) {
    await asSystem("planner statistics", (tx) => tx.execute(sql`analyze ${sql.identifier(table)}`));
  }
}
